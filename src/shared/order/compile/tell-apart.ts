/** Ambiguous names: which words decide between items, and which make a name ambiguous. */
import type { Chunk, FoodChunk } from './chunks.ts';
import { confidenceOf, focusOn, isHeard, type Conversation } from './conversation.ts';
import { isOpen, type Draft } from './draft.ts';
import type { Food } from './food.ts';
import type { Ear } from './ear.ts';
import { stem } from './stem.ts';

/** `a tea … sweet`, `greek … the bowl`: a name that tells apart what was ambiguous. */
export function narrow(talk: Conversation, ear: Ear, chunk: FoodChunk): boolean {
  const isLinked = talk.link !== undefined && talk.focus.every(isHeard);
  if (talk.count !== undefined || isLinked || ear.chunks[ear.at - 1]?.text === 'half') return false;
  const draft = undecided(talk);
  if (draft === undefined) return false;
  const isWithin = chunk.food.itemIds.every((itemId) => draft.itemIds.includes(itemId));
  const isApart = isClash(ear, chunk) && !isWithin;
  if (isHeard(draft) && isApart) return false;
  const left = draft.itemIds.filter((itemId) => chunk.food.itemIds.includes(itemId));
  if (left.length === 0 || left.length === draft.itemIds.length) return false;
  draft.confidence = confidenceOf(chunk.food, true);
  decide(talk, draft, left, chunk);
  return true;
}

/** `sweet`, said of two teas: a word that is no name by itself. */
export function tellApart(talk: Conversation, chunk: Chunk): boolean {
  const draft = undecided(talk);
  const left = draft === undefined ? undefined : toldApart(talk, draft, chunk.text);
  if (draft === undefined || left === undefined) return false;
  decide(talk, draft, left, chunk);
  return true;
}

/** The items left when the word is said of the draft; undefined when it decides nothing. */
export function toldApart(
  talk: Conversation,
  draft: Draft,
  word: string,
): readonly string[] | undefined {
  const phrases = talk.lexicon.phrasesWith.get(stem(word)) ?? [];
  const left = draft.itemIds.filter((itemId) => phrases.some((phrase) => phrase.itemId === itemId));
  return left.length > 0 && left.length < draft.itemIds.length ? left : undefined;
}

/** What may still be several items: in focus, or asked and not yet answered. */
function undecided(talk: Conversation): Draft | undefined {
  const isUndecided = (draft: Draft) => isOpen(draft) && draft.itemIds.length > 1;
  return talk.focus.findLast(isUndecided) ?? talk.drafts.findLast(isUndecided);
}

function decide(
  talk: Conversation,
  draft: Draft,
  itemIds: readonly string[],
  { from, to }: Chunk,
): void {
  if (!draft.isTouched && !isHeard(draft)) draft.from = from;
  draft.itemIds = itemIds;
  draft.isDoubtful &&= itemIds.length > 1;
  draft.isTouched = true;
  draft.to = to;
  focusOn(talk, [draft]);
}

/** `two salads`: only a kind, so that a list of dishes may follow. */
export function isKindOnly({ itemIds, isDoubtful, quantity, isCounted }: Draft): boolean {
  return isDoubtful && itemIds.length > 1 && quantity > 1 && isCounted;
}

/** `two sandwiches: a blt and a tuna`: the name as one of that kind, and one less to be told. */
export function listed(
  talk: Conversation,
  food: Food,
): { readonly food: Food; readonly head: Draft } | undefined {
  const head = talk.drafts.findLast(
    (draft) => isOpen(draft) && isHeard(draft) && (isKindOnly(draft) || draft.isListed),
  );
  const isOne =
    talk.count !== undefined || talk.eachCount !== undefined || talk.article?.isDefinite === false;
  if (head === undefined || !isOne || (food.grade !== 'named' && food.grade !== 'partly'))
    return undefined;
  const pieces = talk.count?.value ?? talk.eachCount ?? 1;
  const itemIds = ofKind(talk, food, head.itemIds);
  if (itemIds.length === 0 || pieces > head.quantity) return undefined;
  if (pieces === head.quantity) head.isRemoved = true;
  head.quantity -= pieces;
  head.isListed = true;
  return { food: { ...food, itemIds }, head };
}

/** Those of the kind, or those called by the name and the kind's noun: `pimento cheese` of sandwiches. */
function ofKind(talk: Conversation, food: Food, kindIds: readonly string[]): readonly string[] {
  const within = food.itemIds.filter((id) => kindIds.includes(id));
  if (within.length > 0) return within;
  const { named } = talk.lexicon;
  const names = [...named].filter(([, ids]) => ids.some((id) => food.itemIds.includes(id)));
  const longer = [...named].flatMap(([name, ids]) =>
    names.some(([short]) => name.slice(0, name.lastIndexOf(' ')) === short) ? ids : [],
  );
  return [...new Set(longer)].filter((id) => kindIds.includes(id));
}

/** Two names run together (`greek chicken salad`) of which at least one is no full name of one item. */
export function isClash({ chunks, at }: Ear, { food, from }: FoodChunk): boolean {
  const before = chunks[at - 1];
  if (before?.kind !== 'food' || before.to !== from || before.food.itemIds.length === 0)
    return false;
  return before.food.grade !== 'named' || before.food.itemIds.length > 1 || food.grade !== 'named';
}

/** The draft may be what either name means: asked, not sold. */
export function clash(talk: Conversation, draft: Draft, { food, to }: FoodChunk): void {
  draft.itemIds = [...new Set([...draft.itemIds, ...food.itemIds])];
  draft.isDoubtful = true;
  draft.to = to;
  focusOn(talk, [draft]);
}
