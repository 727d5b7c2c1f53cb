/** What a name on the menu, or a word that nobody knows, does to the conversation. */
import type { Chunk } from './chunks.ts';
import { COMMON_FOODS } from './common-foods.ts';
import {
  confidenceOf,
  draftOf,
  focusOn,
  giveHeld,
  isHeard,
  lastOf,
  openDraft,
  removeDraft,
  replaceItem,
  type Conversation,
} from './conversation.ts';
import { accepts } from './bind-wishes.ts';
import { isOpen, type Draft, type Wish, type WishVerb } from './draft.ts';
import { isCue, nextMeaning, type Ear } from './ear.ts';
import type { Food } from './food.ts';
import { stem } from './stem.ts';

type FoodChunk = Extract<Chunk, { kind: 'food' }>;

export function hearFood(talk: Conversation, ear: Ear, keepsHeld = false): number {
  const { chunk, at } = ear;
  if (chunk.kind !== 'food') return at + 1;
  if (talk.isAsking) {
    if (chunk.food.itemIds.length > 0) talk.topic = chunk.food;
    return at + 1;
  }
  if (talk.verb === 'remove') return removeFood(talk, chunk, at);
  if (isWished(talk, ear, chunk)) {
    holdWish(talk, chunk);
    return at + 1;
  }
  if (isNoteAside(talk, ear)) {
    holdNote(talk, `${chunk.text} on the side`, chunk);
    return at + 2;
  }
  if (chunk.food.itemIds.length === 0) {
    if (talk.drafts.some(isOpen) || talk.count !== undefined) return loseThing(talk, chunk, at);
    holdWish(talk, chunk);
    return at + 1;
  }
  const isRefused = talk.verb === 'no' && talk.held.length === 0 && talk.count === undefined;
  if (isRefused && lastOf(talk) === undefined) return at + 1;
  mention(talk, ear, chunk, keepsHeld);
  return at + 1;
}

/** Is it something for a dish (`with chicken`, `ranch`) rather than a dish? */
function isWished(talk: Conversation, ear: Ear, { food, text, from, to }: FoodChunk): boolean {
  const isCounted = talk.count !== undefined || talk.article !== undefined;
  const verb = wishVerb(talk);
  const thing = food.thing ?? (verb === 'bare' ? undefined : food.headThing);
  const wish: Wish = { verb, thing, food, text, replaces: false, from, to };
  const isTaken = talk.drafts.some((draft) => isOpen(draft) && accepts(draft, wish, talk.lexicon));
  if (verb === 'bare') {
    if (food.thing === undefined) return false;
    if (food.grade === 'none') return isTaken;
    if (!isCounted && isPutOn(talk, ear)) return true;
    const last = lastOf(talk);
    const fits = last !== undefined && isOpen(last) && accepts(last, wish, talk.lexicon);
    return fits && !isCounted && (talk.link !== 'and' || talk.held.length > 0);
  }
  if (food.grade === 'none') return true;
  if (isCounted && !isTaken) return false;
  if (food.thing !== undefined) return !isCounted || (isTaken && food.grade !== 'named');
  if (isTaken && food.grade !== 'partly') return !isCounted;
  const isOneWord = !text.includes(' ');
  const hasDish = verb === 'no' || lastOf(talk) !== undefined;
  return !isCounted && isOneWord && food.grade !== 'named' && hasDish;
}

/** `chicken on that`, `chicken on the greek salad`: put on a dish that is there. */
function isPutOn(talk: Conversation, { chunks, at }: Ear): boolean {
  const on = nextMeaning(chunks, at);
  if (!isCue(on.chunk, 'on')) return false;
  const where = nextMeaning(chunks, on.index, true).chunk;
  if (isCue(where, 'it', 'of-them', 'all', 'nth', 'other')) return true;
  return where?.kind === 'food' && draftOf(talk, where.food) !== undefined;
}

/** `cheese on the side` of a dish that has no such option. */
function isNoteAside(talk: Conversation, { chunks, at, chunk }: Ear): boolean {
  const isDish = chunk.kind === 'food' && chunk.food.grade === 'named';
  return isCue(chunks[at + 1], 'aside') && !isDish && lastOf(talk) !== undefined;
}

function wishVerb(talk: Conversation): WishVerb {
  if (talk.verb === 'on') return 'with';
  return talk.verb === 'remove' ? 'no' : talk.verb;
}

function holdWish(talk: Conversation, { food, text, from, to }: FoodChunk): void {
  const verb = wishVerb(talk);
  const thing = food.thing ?? food.headThing;
  talk.isReplacing ||= talk.fix !== undefined;
  const replaces = talk.isReplacing;
  talk.held.push({ verb, thing, food, text: noteText(talk, text), replaces, from, to });
  talk.fix = undefined;
  talk.count = undefined;
  talk.article = undefined;
}

function noteText(talk: Conversation, text: string): string {
  if (talk.degree !== '') return `${talk.degree} ${text}`;
  return talk.verb === 'bare' ? text : `${talk.verb === 'remove' ? 'no' : talk.verb} ${text}`;
}

export function holdNote(
  talk: Conversation,
  text: string,
  { from, to }: Pick<Chunk, 'from' | 'to'>,
): void {
  talk.held.push({
    verb: 'note',
    thing: undefined,
    food: undefined,
    text,
    replaces: false,
    from,
    to,
  });
}

/** An option that no dish here takes: asked for alone, it is nothing we sell. */
function loseThing(talk: Conversation, { from, to }: FoodChunk, at: number): number {
  if (talk.count !== undefined || talk.article !== undefined || talk.hasOrdered)
    openDraft(talk, undefined, from, to);
  return at + 1;
}

function removeFood(talk: Conversation, chunk: FoodChunk, at: number): number {
  const { food, from, to } = chunk;
  const target = draftOf(talk, food);
  const wish: Wish = {
    verb: 'no',
    thing: food.thing,
    food,
    text: `no ${chunk.text}`,
    replaces: false,
    from,
    to,
  };
  const last = lastOf(talk);
  const isOnDish = last !== undefined && isOpen(last) && accepts(last, wish, talk.lexicon);
  if (target !== undefined && !isOnDish) {
    removeDraft(talk, target, talk.count?.value);
    return at + 1;
  }
  talk.count = undefined;
  talk.article = undefined;
  if (food.thing !== undefined || food.grade === 'hinted') talk.held.push(wish);
  talk.verb = 'no';
  return at + 1;
}

/** A dish is named: a new line, or what is said becomes clearer, or takes the place of another. */
function mention(talk: Conversation, ear: Ear, chunk: FoodChunk, keepsHeld: boolean): void {
  const { food, from, to } = chunk;
  if (food.grade === 'hinted' && narrow(talk, ear, chunk)) return;
  const isPointed =
    talk.count !== undefined || talk.article !== undefined || talk.fix !== undefined;
  if (food.isEveryday && food.grade === 'hinted' && !isPointed) return;
  const isAsked =
    talk.count !== undefined ||
    talk.article !== undefined ||
    talk.hasOrdered ||
    talk.verb !== 'bare';
  if (food.grade === 'hinted' && !isAsked && !isPointed) {
    const last = lastOf(talk);
    if (last !== undefined && isHeard(last) && isClash(ear, chunk)) last.isDoubtful = true;
    return;
  }
  if (!keepsHeld && talk.focus.length > 0) giveHeld(talk);
  const held = talk.held;
  const draft = settleMention(talk, ear, chunk) ?? openDraft(talk, food, from, to);
  if (chunk.isBeside) draft.isDoubtful = true;
  draft.to = Math.max(draft.to, to);
  if (held.length > 0 && (keepsHeld || talk.held === held)) {
    talk.held = held;
    giveHeld(talk, [draft]);
  }
}

/** The draft that the name changes, when it does not start one of its own. */
function settleMention(talk: Conversation, ear: Ear, chunk: FoodChunk): Draft | undefined {
  const { food, to } = chunk;
  const counted = talk.count === undefined ? undefined : sameDish(talk, food);
  if (talk.isOnly && counted !== undefined) {
    replaceItem(talk, counted, food, to);
    return counted;
  }
  const target = talk.fix === undefined ? undefined : (talk.fix.target ?? counted ?? lastOf(talk));
  if (target !== undefined && (talk.fix?.how !== 'maybe-asked' || isAlike(talk, target, food))) {
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
  if (last.itemIds.join() === food.itemIds.join()) return last;
  return isClash(ear, chunk) ? clash(talk, last, chunk) : undefined;
}

/** The draft of just this dish, which a new number may be meant for. */
function sameDish(talk: Conversation, food: Food): Draft | undefined {
  const known = draftOf(talk, food);
  return known?.itemIds.join() === food.itemIds.join() ? known : undefined;
}

/** `a tea … sweet`, `greek … the bowl`: a word that tells apart what was ambiguous. */
function narrow(talk: Conversation, ear: Ear, { food, from, to }: FoodChunk): boolean {
  if (talk.count !== undefined || (talk.link !== undefined && talk.focus.every(isHeard)))
    return false;
  const before = ear.chunks[ear.at - 1];
  const isUndecided = (draft: Draft) => isOpen(draft) && draft.itemIds.length > 1;
  const open = talk.focus.findLast(isUndecided) ?? talk.drafts.findLast(isUndecided);
  if (
    open === undefined ||
    (isHeard(open) && before?.kind === 'food' && before.to === from && isClash(ear, { food, from }))
  ) {
    return false;
  }
  if (talk.article?.isDefinite === false && isHeard(open)) return false;
  const left = open.itemIds.filter((itemId) => food.itemIds.includes(itemId));
  if (left.length === 0 || left.length === open.itemIds.length) return false;
  open.itemIds = left;
  open.isTouched = true;
  open.confidence = confidenceOf(food, true);
  if (open.from === 0) open.from = from;
  open.to = to;
  focusOn(talk, [open]);
  return true;
}

/** Two names run together (`greek chicken salad`) of which at least one is no full name of one item. */
function isClash({ chunks, at }: Ear, { food, from }: Pick<FoodChunk, 'food' | 'from'>): boolean {
  const before = chunks[at - 1];
  if (before?.kind !== 'food' || before.to !== from || before.food.itemIds.length === 0)
    return false;
  return before.food.grade !== 'named' || before.food.itemIds.length > 1 || food.grade !== 'named';
}

/** The word, alone, tells apart what the dish in focus may be: `sweet` of two teas. */
export function tellsApart(
  talk: Conversation,
  draft: Draft,
  word: string,
): readonly string[] | undefined {
  const phrases = talk.lexicon.phrasesWith.get(stem(word)) ?? [];
  const left = draft.itemIds.filter((itemId) => phrases.some((phrase) => phrase.itemId === itemId));
  return left.length > 0 && left.length < draft.itemIds.length ? left : undefined;
}

function clash(talk: Conversation, last: Draft, { food, to }: FoodChunk): Draft {
  last.itemIds = [...new Set([...last.itemIds, ...food.itemIds])].slice(0, 8);
  last.isDoubtful = true;
  last.to = to;
  focusOn(talk, [last]);
  return last;
}

/** Of one category: only then does `actually, can I get …` replace rather than add. */
function isAlike(talk: Conversation, draft: Draft, food: Food): boolean {
  const categories = (itemIds: readonly string[]) =>
    itemIds.map((itemId) => talk.lexicon.items.get(itemId)?.categoryId);
  return categories(draft.itemIds).some((category) => categories(food.itemIds).includes(category));
}

/** A word that is not on the menu: part of a note, or a dish that we don't have. */
export function hearUnknown(talk: Conversation, ear: Ear): number {
  const { chunk, chunks, at } = ear;
  const { text, from, to } = chunk;
  const isNamed = talk.count !== undefined || talk.article !== undefined;
  const last = talk.held.at(-1);
  if (last?.to === from && last.verb !== 'bare' && last.thing === undefined) {
    talk.held[talk.held.length - 1] = { ...last, text: `${last.text} ${text}`, to };
    return at + 1;
  }
  const isForDish =
    talk.verb !== 'bare' &&
    (!isNamed || talk.verb === 'no' || talk.verb === 'extra' || talk.verb === 'light');
  if (isForDish) {
    if (last?.to === from && talk.verb !== 'no') return at + 1;
    talk.held.push({
      verb: 'note',
      thing: undefined,
      food: undefined,
      text: noteText(talk, text),
      replaces: false,
      from,
      to,
    });
    talk.count = undefined;
    talk.article = undefined;
    return at + 1;
  }
  const next = nextMeaning(chunks, at).chunk;
  const isBeforeName = next?.kind === 'food' && next.from === to;
  if (isBeforeName && next.food.itemIds.length > 0) return at + 1;
  const before = chunks[at - 1];
  const isAfterName = before?.kind === 'food' && before.to === from;
  if (isAfterName || isCue(before, 'aside')) return at + 1;
  const isDish = text.split(' ').some((word) => COMMON_FOODS.has(word));
  if (isNamed || isDish || (talk.hasOrdered && before?.kind === 'cue')) {
    giveHeld(talk);
    openDraft(talk, undefined, from, to);
  }
  return at + 1;
}
