/** Things wanted of a dish are held until it is clear which dish they are for. */
import { accepts, bindingOf, lacks } from './bind-wishes.ts';
import type { Chunk, FoodChunk } from './chunks.ts';
import { draftOf, lastOf, type Conversation } from './conversation.ts';
import { isOpen, noteOf, wishOf, type Wish, type WishVerb } from './draft.ts';
import { isCue, nextMeaning, type Ear } from './ear.ts';

/** Is it something for a dish (`with chicken`, `ranch`) rather than a dish? */
export function isWished(talk: Conversation, ear: Ear, chunk: FoodChunk): boolean {
  const { food, text } = chunk;
  if (isCalledDish(chunk, ear.chunks[ear.at + 1])) return false;
  const isCounted = talk.count !== undefined || talk.article !== undefined;
  if (talk.verb === 'add' && food.grade === 'hinted' && !isCounted && isOntoDish(ear)) return true;
  const verb = wishVerb(talk);
  if (verb === 'no' && food.isEveryday && food.grade === 'hinted' && food.thing === undefined)
    return false;
  const thing = food.thing ?? (verb === 'bare' ? undefined : food.headThing);
  const wish: Wish = { ...wishOf(verb, chunk), thing };
  const isTaken = talk.drafts.some((draft) => isOpen(draft) && accepts(draft, wish, talk.lexicon));
  if (verb === 'bare') {
    if (food.thing === undefined) return false;
    if (food.grade === 'none') return isTaken;
    if (!isCounted && isPutOn(talk, ear, wish)) return true;
    if (!isCounted && isInPlaceOf(talk, ear)) return true;
    const last = lastOf(talk);
    const fits = last !== undefined && isOpen(last) && accepts(last, wish, talk.lexicon);
    return fits && !isCounted && (talk.link !== 'and' || talk.held.length > 0);
  }
  if (food.grade === 'none') return true;
  if (verb !== 'no' && thing !== undefined && !isCounted && isPutOn(talk, ear, wish)) return true;
  if (isCounted && !isTaken && talk.count === undefined) return false;
  const last = lastOf(talk);
  const isPointed = talk.count === undefined && talk.article?.isDefinite === true;
  if (isPointed && last !== undefined && lacks(last, wish, talk.lexicon)) return true;
  if (food.thing !== undefined) return !isCounted || (isTaken && food.grade !== 'named');
  if (isTaken && food.grade !== 'partly') return !isCounted;
  const isOneWord = !text.includes(' ');
  const hasDish = verb === 'no' || lastOf(talk) !== undefined;
  if (!isOneWord || food.grade === 'named' || !hasDish) return false;
  return !isCounted || (verb === 'with' && talk.count !== undefined);
}

/** `the salmon entree`: of two meanings, the dish. */
function isCalledDish({ food, to }: FoodChunk, next: Chunk | undefined): boolean {
  const isKind = isCue(next, 'size') && /^(?:entree|dish|platter|plate)\b/.test(next?.text ?? '');
  return isKind && next?.from === to && food.grade === 'named';
}

/**
 * `a large coke`, `a no rice soul bowl`: a thing right before the dish it is for. What the dish before
 * still lacks is its own, unless a new `a` or number stands between.
 */
export function isBeforeDish(talk: Conversation, { chunks, at, chunk }: Ear): boolean {
  const next = chunks[at + 1];
  if (chunk.kind !== 'food' || next?.kind !== 'food' || next.from !== chunk.to) return false;
  const { food } = chunk;
  const [itemId, ...others] = next.food.itemIds;
  const item = talk.lexicon.items.get(itemId ?? '');
  if (food.thing === undefined || item === undefined) return false;
  const verb = verbBeforeDish(talk);
  const wish = wishOf(verb, chunk);
  const isOfAll = others.every((id) => isOfferedBy(talk, id, wish));
  if (others.length > 0 && (food.grade !== 'none' || !isOfAll)) return false;
  const binding = bindingOf(wish, item);
  if (binding === undefined) return food.grade === 'none' && !isTakenByAny(talk, wish);
  if (food.grade !== 'none' && binding.kind !== 'modifier') return false;
  const last = lastOf(talk);
  const isNew = talk.count !== undefined || talk.article !== undefined;
  return isNew || last === undefined || !isOpen(last) || !lacks(last, wish, talk.lexicon);
}

function isOfferedBy({ lexicon }: Conversation, itemId: string, wish: Wish): boolean {
  const item = lexicon.items.get(itemId);
  return item !== undefined && bindingOf(wish, item) !== undefined;
}

/** `no onions, large fries`: nothing here comes in sizes, so it is said of the dish that follows. */
function isTakenByAny({ drafts, lexicon }: Conversation, wish: Wish): boolean {
  return drafts.some((draft) => isOpen(draft) && accepts(draft, wish, lexicon));
}

/** Only `no rice soul bowl` leaves out; in `no onions and a small shake` the new `a` has ended that. */
export function verbBeforeDish({ verb, article, count, isVerbUsed }: Conversation): WishVerb {
  return verb === 'no' && !isVerbUsed && article === undefined && count === undefined
    ? 'no'
    : 'bare';
}

/** `salmon instead of chicken`: one thing for another. */
function isInPlaceOf(talk: Conversation, { chunks, at }: Ear): boolean {
  const link = nextMeaning(chunks, at);
  const old = nextMeaning(chunks, link.index, true).chunk;
  if (!isCue(link.chunk, 'instead-of') || old?.kind !== 'food') return false;
  return old.food.thing !== undefined && draftOf(talk, old.food) === undefined;
}

/** `add bacon to a greek salad`: though bacon alone may stand for another dish. */
function isOntoDish({ chunks, at }: Ear): boolean {
  const on = nextMeaning(chunks, at);
  const where = nextMeaning(chunks, on.index, true).chunk;
  return isCue(on.chunk, 'on') && where?.kind === 'food' && where.food.grade === 'named';
}

/** `chicken on that`, `chicken and ranch on the greek salad`: put on a dish that is there. */
function isPutOn(talk: Conversation, { chunks, at }: Ear, wish: Wish): boolean {
  let on = nextMeaning(chunks, at);
  for (; isCue(on.chunk, 'and');) {
    const other = nextMeaning(chunks, on.index, true);
    if (other.chunk?.kind !== 'food' || other.chunk.food.thing === undefined) return false;
    on = nextMeaning(chunks, other.index);
  }
  if (!isCue(on.chunk, 'on')) return false;
  const where = nextMeaning(chunks, on.index, true).chunk;
  if (isCue(where, 'it', 'of-them', 'all', 'nth', 'other')) return true;
  if (where?.kind !== 'food' || !['named', 'partly'].includes(where.food.grade)) return false;
  if (draftOf(talk, where.food) !== undefined) return true;
  return where.food.itemIds.some((itemId) => {
    const item = talk.lexicon.items.get(itemId);
    return item !== undefined && bindingOf(wish, item) !== undefined;
  });
}

/** `cheese on the side` of a dish that has no such option. */
export function isNoteAside(talk: Conversation, { chunks, at, chunk }: Ear): boolean {
  const isDish = chunk.kind === 'food' && chunk.food.grade === 'named';
  return isCue(chunks[at + 1], 'aside') && !isDish && lastOf(talk) !== undefined;
}

function wishVerb(talk: Conversation): WishVerb {
  if (talk.verb === 'on') return 'with';
  return talk.verb === 'remove' ? 'no' : talk.verb;
}

export function holdWish(talk: Conversation, chunk: FoodChunk): void {
  talk.hasDropped = false;
  talk.isVerbUsed = true;
  if (talk.fix !== undefined && (talk.verb !== 'no' || talk.fix.how === 'surely'))
    talk.correction = talk.corrections += 1;
  talk.held.push({
    ...wishOf(wishVerb(talk), chunk, noteText(talk, chunk.text)),
    thing: chunk.food.thing ?? chunk.food.headThing,
    correction: talk.correction,
  });
  talk.fix = undefined;
  talk.link = undefined;
  talk.count = undefined;
  talk.article = undefined;
}

export function noteText(talk: Conversation, said: string): string {
  const text = talk.count === undefined ? said : `${talk.count.value} ${said}`;
  if (talk.degree !== '') return `${talk.degree} ${text}`;
  return talk.verb === 'bare' ? text : `${talk.verb === 'remove' ? 'no' : talk.verb} ${text}`;
}

export function holdNote(
  talk: Conversation,
  text: string,
  place: Pick<Chunk, 'from' | 'to'>,
): void {
  talk.held.push(noteOf(text, place));
}

const KINDS = /^(?:cheese|greens|sauce|bread|toast|meat|dressing)$/;

/** `no feta cheese`, `collard greens`: what kind of thing was just said. */
export function isKindOfHeld({ held }: Conversation, { text, from }: Chunk): boolean {
  const last = held.at(-1);
  return last?.to === from && last.thing !== undefined && KINDS.test(text);
}

/** `the cheese feta`, as other languages say it. */
export function isKindOfThing({ food, text }: FoodChunk, next: FoodChunk): boolean {
  return (
    KINDS.test(text) &&
    food.grade !== 'named' &&
    food.thing === undefined &&
    next.food.thing !== undefined
  );
}
