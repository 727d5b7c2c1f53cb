/** A dish that is named: a new line, the same again, or one in the place of another. */
import type { FoodChunk } from './chunks.ts';
import { removeDraft, replaceItem, setQuantity } from './change-drafts.ts';
import {
  draftOf,
  focusOn,
  giveHeld,
  isHeard,
  lastOf,
  openDraft,
  type Conversation,
} from './conversation.ts';
import { isOpen, type Draft } from './draft.ts';
import { isCue, nextMeaning, type Ear } from './ear.ts';
import type { Food } from './food.ts';
import { stem } from './stem.ts';
import { clash, isClash, listed, narrow } from './tell-apart.ts';

/** A dish is named: a new line, or what is said becomes clearer, or takes the place of another. */
export function mention(talk: Conversation, ear: Ear, chunk: FoodChunk, keepsHeld: boolean): void {
  const { food, from, to } = chunk;
  if (food.grade === 'hinted' && narrow(talk, ear, chunk)) return;
  const one = listed(talk, food);
  if (one !== undefined) {
    giveHeld(talk);
    const draft = openDraft(talk, one.food, from, to);
    draft.wishes = one.head.wishes.map((wish) => ({ ...wish, isEarlier: true }));
    draft.partOf = one.head;
    return;
  }
  if (isThatOne(talk, ear, chunk)) return;
  if (isRecast(talk, ear, chunk) || isGoneOn(talk, ear, chunk)) return;
  const isPointed =
    talk.count !== undefined || talk.article !== undefined || talk.fix !== undefined;
  if (food.isEveryday && food.grade === 'hinted' && !isPointed) return;
  const isAsked =
    talk.count !== undefined ||
    talk.article !== undefined ||
    talk.hasOrdered ||
    talk.verb !== 'bare' ||
    isCue(nextMeaning(ear.chunks, ear.at).chunk, 'with', 'without', 'extra') ||
    isBareOrder(ear, food);
  if (food.grade === 'hinted' && !isAsked && !isPointed) {
    const last = lastOf(talk);
    if (last !== undefined && isHeard(last) && isClash(ear, chunk)) last.isDoubtful = true;
    return;
  }
  if (!keepsHeld && talk.focus.length > 0) giveHeld(talk);
  const held = talk.held;
  const draft = settleMention(talk, ear, chunk) ?? openDraft(talk, food, from, to);
  const isHalf = isOfHalf(ear);
  if (chunk.isBeside || isHalf) draft.isDoubtful = true;
  draft.to = Math.max(draft.to, to);
  if (held.length > 0 && (keepsHeld || talk.held === held)) {
    talk.held = held;
    giveHeld(talk, [draft]);
  }
}

/** `the salad should have …`, `the burger with cheese`: the dish of the name or kind of which there is one. */
function isThatOne(talk: Conversation, { chunks, at }: Ear, { food, text }: FoodChunk): boolean {
  if (talk.article?.isDefinite !== true || talk.count !== undefined || talk.fix !== undefined)
    return false;
  if (isCue(chunks[at - 2], 'order')) return false;
  const isMeant = (draft: Draft) => draft.itemIds.every((itemId) => food.itemIds.includes(itemId));
  const meant = talk.drafts.filter((draft) => isOpen(draft) && isMeant(draft));
  const called = meant.filter((draft) => isCalled(talk, draft, text));
  const [one, ...others] = called.length === 1 ? called : meant;
  if (one === undefined || others.length > 0) return false;
  giveHeld(talk);
  one.wishes = one.wishes.map((wish) => ({ ...wish, isEarlier: true }));
  focusOn(talk, [one]);
  talk.isPointedAt = true;
  return true;
}

/** `the tuna salad but as a sandwich`, `tuna salad, the sandwich`: the dish whose name is that of the last and the kind. */
function isRecast(
  talk: Conversation,
  { chunks, at }: Ear,
  { food, text, from, to }: FoodChunk,
): boolean {
  const last = lastOf(talk);
  const isKind = food.grade !== 'named' && talk.count === undefined;
  const before = chunks[at - 1];
  const isMade = talk.fix?.how === 'surely' || chunks[at - 2]?.text === 'as';
  const isBeside = before?.kind === 'food' && before.to === from;
  const isFixed = talk.fix?.how === 'surely' && isCue(before, 'definite');
  const isExplained =
    isCue(before, 'definite') &&
    chunks[at - 2]?.kind === 'pause' &&
    chunks[at - 3]?.kind === 'food';
  const isMeant =
    isKind && (isBeside || isFixed || isExplained || (isMade && isCue(before, 'indefinite')));
  if (!isMeant || last === undefined || last.isDoubtful) return false;
  if (!isHeard(last) && !isFixed) return false;
  const itemIds = [...talk.lexicon.named].flatMap(([name, ids]) =>
    ids.some((id) => last.itemIds.includes(id))
      ? (talk.lexicon.named.get(`${name} ${stem(text)}`) ?? [])
      : [],
  );
  const [itemId] = itemIds;
  if (itemId === undefined || new Set(itemIds).size > 1) return false;
  replaceItem(talk, last, { ...food, itemIds: [itemId], grade: 'named' }, to);
  return true;
}

/** Of a salad and a chicken salad sandwich only one is `the salad`. */
function isCalled({ lexicon }: Conversation, { itemIds }: Draft, noun: string): boolean {
  const nameOf = (id: string) => lexicon.items.get(id)?.name.toLowerCase() ?? '';
  return itemIds.every((id) => nameOf(id).endsWith(` ${noun}`));
}

/** The draft that the name changes, when it does not start one of its own. */
function settleMention(talk: Conversation, ear: Ear, chunk: FoodChunk): Draft | undefined {
  const { food, to } = chunk;
  const known = sameDish(talk, food);
  const isOneAnew = talk.isCorrecting && talk.count === undefined && talk.fix === undefined;
  const isBefore = known !== undefined && isHeard(known) && known.to <= talk.correctedAt;
  if (isOneAnew && isBefore && talk.article?.isDefinite === false)
    talk.count = { value: 1, more: false, from: talk.article.from };
  if (known !== undefined && isSaidAgain(talk, known)) {
    countAgain(talk, known);
    return known;
  }
  const counted = talk.count === undefined ? undefined : known;
  if ((talk.isOnly || talk.isCorrecting) && counted !== undefined) {
    replaceItem(talk, counted, food, to);
    return counted;
  }
  const target = talk.fix === undefined ? undefined : (talk.fix.target ?? counted ?? lastOf(talk));
  const kin = target === undefined ? undefined : sameKind(talk, target, food);
  if (target !== undefined && kin !== undefined && talk.fix?.how === 'surely') {
    replaceItem(talk, target, { ...food, itemIds: [kin], grade: 'named' }, to);
    return target;
  }
  if (target !== undefined && (talk.fix?.how !== 'maybe-asked' || isAlike(talk, target, food))) {
    const isPointed = talk.article?.isDefinite === true && talk.fix?.target === undefined;
    if (isPointed && known !== undefined && known !== target && isHeard(known)) {
      removeDraft(talk, target);
      focusOn(talk, [known]);
      return known;
    }
    target.isRemoved = false;
    replaceItem(talk, target, food, to);
    return target;
  }
  if (narrow(talk, ear, chunk)) return lastOf(talk);
  const last = lastOf(talk);
  if (last === undefined || !isHeard(last) || !isOpen(last)) return undefined;
  if (talk.link === 'or') {
    last.itemIds = [...new Set([...last.itemIds, ...food.itemIds])];
    focusOn(talk, [last]);
    return last;
  }
  const isBare = talk.count === undefined && talk.article === undefined && talk.link === undefined;
  if (!isBare) return undefined;
  if (last.itemIds.join() === food.itemIds.join()) {
    last.isDoubtful = food.grade === 'hinted';
    return last;
  }
  if (!isClash(ear, chunk)) return undefined;
  clash(talk, last, chunk);
  return last;
}

/** The draft of just this dish, which a new number may be meant for. */
function sameDish(talk: Conversation, food: Food): Draft | undefined {
  const known = draftOf(talk, food);
  return known?.itemIds.join() === food.itemIds.join() ? known : undefined;
}

/** The number of a dish said again is that of all its pieces. */
export function countAgain(talk: Conversation, known: Draft): void {
  const { count } = talk;
  const all = talk.drafts.filter(
    (draft) => isOpen(draft) && isHeard(draft) && draft.itemIds.join() === known.itemIds.join(),
  );
  const pieces = all.reduce((sum, { quantity }) => sum + quantity, 0);
  if (count === undefined || count.value === pieces) {
    focusOn(talk, [known]);
    return;
  }
  for (const draft of all) draft.isRemoved = draft !== known;
  setQuantity(talk, known, count.value, false);
}

/** `I want a soul bowl, me too, so two soul bowls`. */
function isSaidAgain({ agreedAt, count }: Conversation, known: Draft): boolean {
  return isHeard(known) && isOpen(known) && known.to <= agreedAt && count?.more !== true;
}

/** `change the asada burrito to chicken`: of what it may be, the one of the target's kind. */
function sameKind({ lexicon }: Conversation, target: Draft, food: Food): string | undefined {
  const [known = '', ...more] = target.itemIds;
  if (food.itemIds.length < 2 || more.length > 0 || food.itemIds.includes(known)) return undefined;
  const kindOf = (itemId: string) => lexicon.items.get(itemId)?.name.split(' ').at(-1);
  const [only, ...others] = food.itemIds.filter((itemId) => kindOf(itemId) === kindOf(known));
  return others.length === 0 ? only : undefined;
}

/** `burger with everything on it and a cola`: a kind said first thing, and more of an order after it. */
function isBareOrder({ chunks, at }: Ear, { isEveryday }: Food): boolean {
  const isFirst = chunks.slice(0, at).every((chunk) => isCue(chunk, 'filler', 'answer'));
  const next = chunks[at + 1];
  return (
    isFirst &&
    !isEveryday &&
    (next === undefined || next.text === 'please' || isCue(next, 'and', 'size'))
  );
}

/** Of one category: only then does `actually, can I get …` replace rather than add. */
function isAlike(talk: Conversation, draft: Draft, food: Food): boolean {
  const categories = (itemIds: readonly string[]) =>
    itemIds.map((itemId) => talk.lexicon.items.get(itemId)?.categoryId);
  return categories(draft.itemIds).some((category) => categories(food.itemIds).includes(category));
}

/** `an iced tea, unsweet`: a name goes on after a pause, and with what follows is that of another dish. */
function isGoneOn(talk: Conversation, { chunks, at }: Ear, { food, text, to }: FoodChunk): boolean {
  const [before, pause] = [chunks[at - 2], chunks[at - 1]];
  const last = lastOf(talk);
  if (before?.kind !== 'food' || pause?.kind !== 'pause' || food.grade === 'named') return false;
  if (last === undefined || !isHeard(last) || talk.count !== undefined) return false;
  const whole = `${before.text} ${text}`.split(' ').map(stem).join(' ');
  const itemIds = talk.lexicon.named.get(whole) ?? [];
  if (itemIds.length === 0 || !itemIds.every((id) => food.itemIds.includes(id))) return false;
  replaceItem(talk, last, { ...food, itemIds, grade: 'named' }, to);
  return true;
}

/** `half a greek bowl`, `a half order of the sampler`: nobody sells it without asking. */
function isOfHalf({ chunks, at }: Ear): boolean {
  let before = at - 1;
  while (isCue(chunks[before], 'filler', 'definite', 'indefinite')) before -= 1;
  return chunks[before]?.text === 'half';
}
