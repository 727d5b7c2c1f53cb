/** Taking back and changing: `no, three`, `make that a tea`, `cancel the lemonade`, `ranch instead`. */
import { accepts } from './bind-wishes.ts';
import type { Chunk, FoodChunk } from './chunks.ts';
import { dropDangling, removeDraft } from './change-drafts.ts';
import {
  draftOf,
  focusOn,
  give,
  giveHeld,
  isHeard,
  lastOf,
  type Conversation,
} from './conversation.ts';
import { isOn } from './hear-exchange.ts';
import { holdNote } from './hold-wishes.ts';
import { isOpen, wishOf } from './draft.ts';
import { isCue, namesItem, nextMeaning, type Ear } from './ear.ts';

export function hearFix(talk: Conversation, { chunk, chunks, at }: Ear): number {
  const isSure = isCue(chunk, 'fix');
  if (dropDangling(talk)) return at + 1;
  const next = nextMeaning(chunks, at).chunk;
  if (isThatDish(chunk, chunks.slice(at + 1, at + 3))) {
    const target = next?.kind === 'food' ? draftOf(talk, next.food) : undefined;
    if (target !== undefined) {
      giveHeldBeforeFix(talk);
      focusOn(talk, [target]);
      talk.fix = { how: 'surely', target };
      return at + 2;
    }
  }
  if (chunk.text.endsWith(' no') && next?.kind === 'food' && isOn(talk, next)) {
    giveHeldBeforeFix(talk);
    talk.verb = 'no';
    return at + 1;
  }
  if (!isSure && (talk.link === 'and' || isCue(next, 'and', 'also'))) return at + 1;
  giveHeldBeforeFix(talk);
  talk.article = undefined;
  talk.link = undefined;
  if (talk.fix?.how !== 'surely')
    talk.fix = { how: isSure ? 'surely' : 'maybe', target: talk.fix?.target };
  return at + 1;
}

/** `make that coke a diet`: the dish that becomes another or has something else. */
function isThatDish({ text, to }: Chunk, [dish, becomes]: readonly Chunk[]): boolean {
  if (!/(?:that|this|those|these)$/.test(text) || dish?.kind !== 'food') return false;
  const isNext = dish.from === to && dish.food.itemIds.length > 0;
  return (
    isNext &&
    (isCue(becomes, 'indefinite', 'no', 'with', 'without', 'extra', 'on') ||
      becomes?.kind === 'food')
  );
}

/** What was wished belongs to the dish before it; a later wish of its kind will replace it. */
function giveHeldBeforeFix(talk: Conversation): void {
  if (talk.focus.length > 0) giveHeld(talk);
  else talk.held = talk.held.filter(({ verb }) => verb !== 'bare');
}

/** `no` takes a thing off, corrects what was just said, or only answers. */
export function hearNo(talk: Conversation, ear: Ear): number {
  const { chunks, at } = ear;
  const next = nextMeaning(chunks, at);
  const { chunk } = next;
  if (talk.verb === 'remove' && chunk?.kind === 'food' && putsBack(talk, chunk))
    return next.index + 1;
  if (chunk?.kind === 'food' && namesItem(chunk) && takesOff(talk, chunk)) return next.index + 1;
  if (chunk?.kind === 'stop' && isOtherThan(talk, nextMeaning(chunks, next.index).chunk)) {
    talk.fix = { how: 'surely', target: lastOf(talk) };
    return at + 1;
  }
  const last = lastOf(talk);
  if (isCue(chunk, 'order') && next.hasPause && last !== undefined && isHeard(last)) {
    giveHeldBeforeFix(talk);
    talk.fix = { how: 'maybe', target: last };
    talk.link = undefined;
    return at + 1;
  }
  const isAnew =
    chunk?.kind === 'count' || isCue(chunk, 'fix', 'maybe-fix', 'indefinite') || talk.hasDropped;
  if (isAnew && dropDangling(talk)) return at + 1;
  const after = nextMeaning(chunks, at, true).chunk;
  const isCounted = chunk?.kind === 'count' || isCue(chunk, 'indefinite', 'definite');
  const corrects =
    isCue(chunk, 'fix', 'maybe-fix', 'on', 'with', 'all') ||
    (isCounted && (chunk?.kind === 'count' || after?.kind === 'food')) ||
    (chunk?.kind === 'food' &&
      (next.hasPause || (isOfSameKind(talk, chunk) && !isOn(talk, chunk))));
  if (corrects && lastOf(talk) !== undefined) {
    giveHeldBeforeFix(talk);
    talk.fix = { how: 'surely', target: talk.fix?.target };
    return at + 1;
  }
  talk.verb = 'no';
  talk.isVerbUsed = false;
  talk.degree = '';
  talk.article = undefined;
  if (next.hasPause || chunk === undefined || chunk.kind === 'stop' || isCounted)
    talk.verb = 'bare';
  return at + 1;
}

/** `a sweet tea. No. Unsweet.` */
function isOtherThan(talk: Conversation, chunk: Chunk | undefined): boolean {
  const last = lastOf(talk);
  if (last === undefined || !isHeard(last) || chunk?.kind !== 'food') return false;
  const categoryOf = (itemId: string) => talk.lexicon.items.get(itemId)?.categoryId;
  return chunk.food.itemIds.some((itemId) =>
    last.itemIds.some((known) => known !== itemId && categoryOf(known) === categoryOf(itemId)),
  );
}

/** `no lemonade`, when there is one on the ticket or was a moment ago. */
function takesOff(talk: Conversation, { food }: FoodChunk): boolean {
  const gone = talk.fix?.target;
  if (gone?.isRemoved === true && gone.itemIds.some((id) => food.itemIds.includes(id))) {
    talk.fix = undefined;
    return true;
  }
  const target = food.grade === 'named' ? draftOf(talk, food) : undefined;
  if (target === undefined) return false;
  giveHeld(talk);
  removeDraft(talk, target);
  return true;
}

/** Another dish of the category, or another option of the choice, that was just said. */
function isOfSameKind(talk: Conversation, chunk: Chunk): boolean {
  const last = lastOf(talk);
  if (chunk.kind !== 'food' || last === undefined) return false;
  const { food } = chunk;
  const held = talk.held.at(-1) ?? last.wishes.at(-1);
  const asked = last.itemIds.flatMap((id) => talk.lexicon.items.get(id)?.choiceIds ?? []);
  const choiceIds = (held?.thing?.options ?? [])
    .map(({ choiceId }) => choiceId)
    .filter((choiceId) => asked.includes(choiceId));
  if (food.thing?.options.some(({ choiceId }) => choiceIds.includes(choiceId)) === true)
    return true;
  if (!isHeard(last) || food.grade !== 'named' || food.thing !== undefined) return false;
  const categoryOf = (itemId: string) => talk.lexicon.items.get(itemId)?.categoryId;
  return food.itemIds.some((itemId) =>
    last.itemIds.some((known) => categoryOf(known) === categoryOf(itemId)),
  );
}

export function hearRemoval(talk: Conversation, ear: Ear): number {
  const { chunks, at } = ear;
  giveHeld(talk);
  const next = nextMeaning(chunks, at, true);
  const { chunk } = next;
  const how = chunks[next.index + 1];
  if (isCue(chunk, 'it') && isCue(how, 'trait') && how?.from === chunk?.to) {
    holdNote(talk, `not ${how?.text ?? ''}`, how ?? ear.chunk);
    return next.index + 2;
  }
  const { askedThing } = talk;
  if (isCue(chunk, 'it') && askedThing !== undefined && !talk.drafts.some(isHeard)) {
    const isSaid = talk.held.some(({ thing }) => thing === askedThing.food.thing);
    if (!isSaid) talk.held.push(wishOf('no', askedThing, `no ${askedThing.text}`));
    return next.index + 1;
  }
  const dish = chunks[next.index + 1];
  const one = isCue(chunk, 'nth') && dish?.kind === 'food' ? draftOf(talk, dish.food) : undefined;
  if (one !== undefined && dish?.from === chunk?.to) {
    removeDraft(talk, one, 1);
    return next.index + 2;
  }
  if (isCue(chunk, 'it', 'nth', 'of-them') || chunk === undefined) {
    const last = lastOf(talk);
    if (chunk !== undefined && last !== undefined) removeDraft(talk, last);
    return next.index + 1;
  }
  if (chunk.kind === 'count') {
    const of = nextMeaning(chunks, next.index, true);
    const isOfThem = isCue(of.chunk, 'of-them', 'it');
    const named = isOfThem ? chunks[of.index + 1] : undefined;
    const some = named?.kind === 'food' ? draftOf(talk, named.food) : undefined;
    if (some !== undefined) {
      removeDraft(talk, some, chunk.value);
      talk.verb = 'remove';
      return of.index + 2;
    }
    const last = lastOf(talk);
    const isOfDish = of.chunk?.kind === 'food' || of.chunk?.kind === 'unknown';
    if (last !== undefined && (isOfThem || !isOfDish)) {
      removeDraft(talk, last, chunk.value);
      return isOfThem ? of.index + 1 : of.index;
    }
  }
  talk.verb = 'remove';
  talk.degree = '';
  if (chunk.kind === 'unknown') talk.verb = 'no';
  if (chunk.kind === 'count') talk.count = { value: chunk.value, more: false, from: chunk.from };
  return chunk.kind === 'count' ? next.index + 1 : at + 1;
}

/** `take off the no olives`: they are wanted after all. */
function putsBack(talk: Conversation, chunk: FoodChunk): boolean {
  const wish = wishOf('with', chunk);
  const target = talk.drafts.findLast(
    (draft) => isOpen(draft) && accepts(draft, wishOf('no', chunk), talk.lexicon),
  );
  if (chunk.food.thing === undefined || target === undefined) return false;
  give(target, wish);
  talk.verb = 'bare';
  return true;
}
