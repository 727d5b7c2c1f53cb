/** One thing for another: `change the ranch to balsamic`, `make the lemonade two`, `a tea instead`. */
import { accepts, hasPicked } from './bind-wishes.ts';
import type { Chunk, FoodChunk } from './chunks.ts';
import { divide, removeDraft, setQuantity } from './change-drafts.ts';
import {
  draftOf,
  focusOn,
  give,
  giveHeld,
  isHeard,
  lastOf,
  type Conversation,
} from './conversation.ts';
import { isOpen, wishOf, type Draft, type Wish } from './draft.ts';
import { isCue, namesItem, nextMeaning, type Ear, type Meaning } from './ear.ts';

/** Was the thing wished of the last dish: does `no, no chicken` take it off? */
export function isOn(talk: Conversation, chunk: FoodChunk): boolean {
  const { thing } = chunk.food;
  if (thing === undefined) return false;
  const about = (wish: Wish) => wish.thing === thing;
  const wish = wishOf('no', chunk);
  const last = lastOf(talk);
  if (talk.held.some(about)) return true;
  if (last === undefined) return false;
  if (has(talk, last, wish)) return true;
  const choiceIds = last.itemIds.flatMap((id) => talk.lexicon.items.get(id)?.choiceIds ?? []);
  const isChosen = thing.options.some(({ choiceId }) => choiceIds.includes(choiceId));
  return !isChosen && accepts(last, wish, talk.lexicon);
}

/** `change the ranch to balsamic`, `switch that to a tea`, `sub the rice for collards`. */
export function hearChange(talk: Conversation, { chunks, at }: Ear): number {
  giveHeld(talk);
  const next = nextMeaning(chunks, at, true);
  const first = isCue(next.chunk, 'all') ? nextMeaning(chunks, next.index, true) : next;
  const part = first.chunk?.kind === 'count' ? changedPart(talk, chunks, first) : undefined;
  if (part !== undefined) return part;
  const isFrom = first.chunk?.text === 'from';
  const old = isFrom ? nextMeaning(chunks, first.index, true) : first;
  if (isCue(old.chunk, 'on')) {
    talk.fix = { how: 'surely', target: undefined };
    return old.index + 1;
  }
  const link = nextMeaning(chunks, old.index);
  const isLinked = isCue(link.chunk, 'on', 'with') || link.chunk?.text === 'to';
  const fresh = nextMeaning(chunks, link.index, true);
  if (old.chunk === undefined || !isLinked) return at + 1;
  if (takeBack(talk, old.chunk)) return link.index + 1;
  if (fresh.chunk !== undefined && takeBack(talk, fresh.chunk)) {
    talk.verb = 'bare';
    hold(talk, old.chunk);
    return fresh.index + 1;
  }
  return link.index + 1;
}

/** `change one of the lemonades to a tea`: so many pieces of a draft. */
function changedPart(
  talk: Conversation,
  chunks: readonly Chunk[],
  { chunk, index }: Meaning,
): number | undefined {
  const of = nextMeaning(chunks, index, true);
  const whole = isCue(of.chunk, 'of-them', 'it')
    ? lastOf(talk)
    : of.chunk?.kind === 'food'
      ? draftOf(talk, of.chunk.food)
      : undefined;
  const link = nextMeaning(chunks, of.index);
  if (chunk?.kind !== 'count' || whole === undefined || !isCue(link.chunk, 'on', 'with'))
    return undefined;
  talk.fix = { how: 'surely', target: divide(talk, whole, chunk.value) };
  return link.index + 1;
}

function hold(talk: Conversation, chunk: Chunk): void {
  if (chunk.kind !== 'food') return;
  talk.held.push(wishOf('with', chunk, `with ${chunk.text}`));
  talk.fix = undefined;
}

/** Marks what is to be replaced; false when the ticket has no such thing. */
function takeBack(talk: Conversation, chunk: Chunk): boolean {
  if (isCue(chunk, 'it', 'nth')) {
    talk.fix = { how: 'surely', target: lastOf(talk) };
    return true;
  }
  if (chunk.kind !== 'food') return false;
  const { food } = chunk;
  const wish = wishOf('drop', chunk, '');
  const having =
    food.thing === undefined
      ? undefined
      : talk.drafts.findLast((draft) => isOpen(draft) && has(talk, draft, wish));
  if (having !== undefined) {
    having.wishes.push(wish);
    having.isTouched = true;
    focusOn(talk, [having]);
    talk.fix = undefined;
    talk.verb = 'with';
    return true;
  }
  const target = draftOf(talk, food);
  if (target === undefined) return leaveOut(talk, chunk);
  focusOn(talk, [target]);
  talk.fix = { how: 'surely', target };
  return true;
}

/** `swap the rice for …` of a dish that comes with rice. */
function leaveOut(talk: Conversation, chunk: FoodChunk): boolean {
  const wish = wishOf('no', chunk, `no ${chunk.text}`);
  const dish = lastOf(talk);
  if (dish === undefined || !isOpen(dish) || !accepts(dish, wish, talk.lexicon)) return false;
  give(dish, wish);
  talk.fix = undefined;
  talk.verb = 'with';
  return true;
}

function has(talk: Conversation, draft: Draft, wish: Wish): boolean {
  return draft.itemIds.some((itemId) => {
    const item = talk.lexicon.items.get(itemId);
    return item !== undefined && hasPicked(draft, wish, item, talk.lexicon);
  });
}

/** `make the lemonade two`, `make one of them no olives`. */
export function hearMake(talk: Conversation, { chunks, at }: Ear): number {
  const next = nextMeaning(chunks, at, true);
  if (next.chunk?.kind !== 'food') return at + 1;
  const isThing = !namesItem(next.chunk);
  if (isThing && isOn(talk, next.chunk))
    return takeBack(talk, next.chunk) ? next.index + 1 : at + 1;
  const target = draftOf(talk, next.chunk.food);
  if (target === undefined || (isThing && isHeard(target))) return at + 1;
  giveHeld(talk);
  focusOn(talk, [target]);
  talk.fix = { how: 'surely', target };
  return next.index + 1;
}

/** `daddy, can I have a lemonade? Not now, buddy`: what was asked for a moment ago is put off. */
function hearPutOff(talk: Conversation, chunks: readonly Chunk[], at: number): number {
  const last = lastOf(talk);
  const isPutOff = /^(?:now|today|tonight)\b/.test(chunks[at + 1]?.text ?? '');
  if (isPutOff && last !== undefined && isHeard(last)) removeDraft(talk, last);
  return at + 1;
}

/** `one lemonade, not two`: the number of a dish that was there before, when it was. */
function restate(talk: Conversation, chunks: readonly Chunk[], { index }: Meaning): number {
  const fresh = talk.focus.at(-1);
  const isSame = (draft: Draft) => draft.itemIds.join() === fresh?.itemIds.join();
  const known = talk.drafts.findLast((draft) => isOpen(draft) && draft !== fresh && isSame(draft));
  if (fresh !== undefined && isHeard(fresh) && known !== undefined) {
    removeDraft(talk, fresh);
    setQuantity(talk, known, fresh.quantity, false);
  }
  const next = nextMeaning(chunks, index);
  if (next.chunk?.kind === 'count') talk.fix = { how: 'surely', target: fresh };
  return (namesItem(next.chunk) ? next.index : index) + 1;
}

/** `balsamic instead of ranch`, `instead of rice do fruit`, `a tea instead`. */
export function hearInstead(talk: Conversation, { chunk, chunks, at }: Ear): number {
  if (isCue(chunk, 'instead-of')) {
    const isNoMatter = chunk.text.endsWith('not') && isCue(chunks[at + 1], 'filler');
    if (isNoMatter) return hearPutOff(talk, chunks, at);
    const next = nextMeaning(chunks, at, true);
    const old = isCue(next.chunk, 'on', 'with') ? nextMeaning(chunks, next.index, true) : next;
    const fresh = talk.focus.at(-1);
    const heldNow = talk.held.length > 0;
    if (old.chunk?.kind === 'unknown') return old.index + 1;
    if (old.chunk?.kind === 'count') return restate(talk, chunks, old);
    if (old.chunk?.kind !== 'food') return at + 1;
    const target = namesItem(old.chunk) ? draftOf(talk, old.chunk.food) : undefined;
    if (target !== undefined && fresh !== undefined && isHeard(fresh) && fresh !== target) {
      giveHeld(talk);
      removeDraft(talk, target);
      focusOn(talk, [fresh]);
      return old.index + 1;
    }
    const { thing } = old.chunk.food;
    const isOldHeld = talk.held.some((wish) => thing !== undefined && wish.thing === thing);
    if (isOldHeld) giveHeld(talk);
    if (takeBack(talk, old.chunk) && heldNow && !isOldHeld) {
      talk.held = talk.held.map((wish) => ({ ...wish, correction: 0 }));
      giveHeld(talk);
    }
    return old.index + 1;
  }
  if (talk.held.length > 0) {
    talk.corrections += 1;
    const correction = talk.corrections;
    talk.held = talk.held.map((wish) => ({ ...wish, correction }));
    return at + 1;
  }
  const fresh = talk.focus.at(-1);
  if (
    fresh === undefined ||
    fresh.partOf !== undefined ||
    !isHeard(fresh) ||
    fresh.wishes.some((wish) => accepts(fresh, wish, talk.lexicon) && wish.correction > 0)
  )
    return at + 1;
  const categoryOf = (draft: Draft) => talk.lexicon.items.get(draft.itemIds[0] ?? '')?.categoryId;
  const others = talk.drafts.filter((draft) => isOpen(draft) && draft !== fresh);
  const replaced =
    others.findLast((draft) => categoryOf(draft) === categoryOf(fresh)) ?? onlyOther(talk, others);
  if (replaced === undefined) return at + 1;
  if (fresh.quantity === 1 && !fresh.isCounted) fresh.quantity = replaced.quantity;
  removeDraft(talk, replaced);
  focusOn(talk, [fresh]);
  return at + 1;
}

/** `about the succotash, can I get the soul bowl instead`: there is one dish it can be instead of. */
function onlyOther({ drafts }: Conversation, others: readonly Draft[]): Draft | undefined {
  const [one, ...more] = others;
  const isSettled = drafts.some(({ isRemoved }) => isRemoved);
  return one === undefined || more.length > 0 || isHeard(one) || isSettled ? undefined : one;
}
