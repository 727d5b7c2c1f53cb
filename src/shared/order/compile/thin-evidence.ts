/**
 * The last look at what was heard, whatever made it: which lines stand on thin evidence. A sign is
 * something said that the lines leave unexplained and that would change them: then the guest is asked
 * (`isDoubtful`) rather than sold a dish. Each sign was kept for its trade on sentences that the
 * compiler had never seen: wrong lines caught against right tickets lost (`test/order-set/README.md`).
 */
import { accepts, bindingOf } from './bind-wishes.ts';
import type { Chunk, FoodChunk } from './chunks.ts';
import { isHeard, type Conversation } from './conversation.ts';
import { isOpen, wishOf, type Draft, type Wish } from './draft.ts';
import { isCue } from './ear.ts';
import { meantItems } from './longer-name.ts';
import {
  isAskedByChild,
  isCountedAnew,
  isForbidden,
  isListedTwice,
  isOfOnePiece,
  isOnCondition,
  isRefusalMisheard,
  isSupposed,
  isTornBetween,
  isWishMisheard,
} from './thin-wording.ts';

/** Drafts to ask about rather than to sell, out of those of the conversation as it ended. */
export function thinDrafts(talk: Conversation, chunks: readonly Chunk[]): readonly Draft[] {
  const heard = talk.drafts.filter((draft) => isOpen(draft) && isHeard(draft));
  if (isOnCondition(chunks) || isRefusalMisheard(chunks)) return heard;
  const signs = [
    (draft: Draft) => isOnlyToldOf(draft, chunks),
    (draft: Draft) => isOutOfPlace(draft, talk),
    overruledNumber(talk, chunks, heard),
    unmetRefusal(talk, chunks, heard),
    (draft: Draft) => isSupposed(draft, chunks),
    (draft: Draft) => isOfOnePiece(talk, chunks, draft),
    (draft: Draft) => isListedTwice(talk, chunks, draft),
    (draft: Draft) => isCountedAnew(chunks, draft),
    (draft: Draft) => isAskedByChild(chunks, draft),
    (draft: Draft) => isTornBetween(talk, draft),
    (draft: Draft) => isForbidden(draft, chunks),
    (draft: Draft) => isWishMisheard(talk, draft),
  ];
  return heard.filter((draft) => signs.some((isThin) => isThin(draft)));
}

/** Past at most three words: `the salmon last week was dry`. */
const TELLS_AFTER =
  /^(?:(?!but |so |that |thats )\S+ ){0,3}?(?:is|was|are(?! (?:going to|gonna))|were|isnt|wasnt|arent|werent|tastes?|tasted|looks|came|should)\b/;
const TELLS_BEFORE = /\b(?:was|were|wasnt|werent|missing|should|total|refund)\b/;
const SUBJECT = /^(?:i|you|yall|we|they|he|she|it|somebody|someone|who)\b/;
const NO_SUBJECT =
  /^(?:i (?:guess|think|suppose|believe|dont|do not)|you know)\b|\b(?:said|says)\b/;
const TALK = ['filler', 'aside-talk', 'ask', 'praise'] as const;
/** What makes of a clause an order, or of its dish the object of another sign. */
const ORDERS = ['order', 'add', 'answer', 'make', 'also', 'change', 'remove', 'fix', 'no'] as const;

/** `you forgot my lemonade`, `the greek salad was terrible`: the clause tells of a dish that nobody in it orders. */
function isOnlyToldOf({ from, to, isCounted }: Draft, chunks: readonly Chunk[]): boolean {
  const at = chunks.findIndex((chunk) => isDish(chunk) && from <= chunk.from && chunk.from < to);
  if (at < 0 || isCounted) return false;
  const start = chunks.findLastIndex((chunk, index) => index < at && endsClause(chunk)) + 1;
  const before = chunks.slice(start, at);
  if (before.some((chunk) => isCue(chunk, ...ORDERS))) return false;
  const end = chunks.findIndex(
    (chunk, index) =>
      index > at &&
      (endsClause(chunk) ||
        chunk.kind === 'count' ||
        isCue(chunk, 'order', 'and', 'with', 'no', 'without', 'also', 'or')),
  );
  const after = chunks.slice(at + 1, end < 0 ? undefined : end);
  const isDoing =
    before.some((chunk) => isCue(chunk, ...TALK) && SUBJECT.test(chunk.text)) &&
    !NO_SUBJECT.test(plain(before));
  return isDoing || TELLS_BEFORE.test(plain(before)) || TELLS_AFTER.test(plain(after));
}

function endsClause({ kind, text }: Chunk): boolean {
  return kind === 'stop' || kind === 'pause' || kind === 'food' || text === 'so' || text === 'but';
}

/** Two things of the menu that the dish has nothing for: it is probably another dish. */
function isOutOfPlace(draft: Draft, { lexicon }: Conversation): boolean {
  const itemIds = meantItems(draft, lexicon);
  const fits = (wish: Wish) =>
    itemIds.some((itemId) => {
      const item = lexicon.items.get(itemId);
      return item !== undefined && bindingOf(wish, item) !== undefined;
    });
  const isLoose = (wish: Wish) =>
    wish.thing !== undefined && isWanted(wish) && wish.isEarlier !== true && !fits(wish);
  return draft.wishes.filter(isLoose).length > 1;
}

function isWanted({ verb }: Wish): boolean {
  return verb === 'bare' || verb === 'with' || verb === 'add' || verb === 'extra';
}

/** `five soul bowls, four, sorry`: the last number said is none of any dish, though one was counted before. */
function overruledNumber(
  { drafts }: Conversation,
  chunks: readonly Chunk[],
  heard: readonly Draft[],
): (draft: Draft) => boolean {
  const at = chunks.findLastIndex(({ kind }) => kind === 'count');
  const number = chunks[at];
  if (number?.kind !== 'count' || number.more) return () => false;
  const pieces = new Map<string, number>();
  for (const { itemIds, quantity } of drafts.filter(isOpen))
    pieces.set(itemIds.join(), (pieces.get(itemIds.join()) ?? 0) + quantity);
  const isOfADish =
    drafts.some(({ quantity }) => quantity === number.value) ||
    [...pieces.values()].includes(number.value);
  const next = chunks.slice(at + 1).find((chunk) => !isCue(chunk, 'filler', 'definite', 'trait'));
  const isOfAPart =
    next?.kind === 'choice-name' || next?.kind === 'unknown' || isCue(next, 'tableware', 'size');
  const isTaken = chunks.some(
    (chunk) => chunk.text === 'half' || isCue(chunk, 'instead-of', 'also', 'remove'),
  );
  const isRefused = REFUSES.test(chunks[at - 1]?.text ?? '');
  if (isOfADish || isOfAPart || isTaken || isRefused) return () => false;
  const counted = heard.findLast((draft) => draft.isCounted && draft.from < number.from);
  return (draft) => draft === counted;
}

const REFUSES = /(?:^| )(?:no|not|dont|doesnt|without|never|isnt|none|hold)(?: |$)/;
const FARTHEST_REFUSED = 4;

/** `i no want olives in the greek bowl`: refused in so many words, and on no line left off. */
function unmetRefusal(
  talk: Conversation,
  chunks: readonly Chunk[],
  heard: readonly Draft[],
): (draft: Draft) => boolean {
  if (talk.drafts.some(({ isRemoved }) => isRemoved)) return () => false;
  const unmet = chunks.filter(
    (chunk, at): chunk is FoodChunk =>
      chunk.kind === 'food' &&
      chunk.food.thing !== undefined &&
      isRefusedBefore(chunks, at) &&
      !talk.drafts.some((draft) => draft.wishes.some((wish) => answers(talk, draft, wish, chunk))),
  );
  return (draft) =>
    unmet.some((chunk) => {
      const nearest = heard.findLast(({ from }) => from <= chunk.from) ?? heard[0];
      return nearest === draft && accepts(draft, wishOf('no', chunk), talk.lexicon);
    });
}

function isRefusedBefore(chunks: readonly Chunk[], at: number): boolean {
  let words = 0;
  for (let index = at - 1; index >= 0 && words < FARTHEST_REFUSED; index -= 1) {
    const chunk = chunks[index];
    if (chunk?.kind !== 'cue') return false;
    if (isCue(chunk, 'add', 'and', 'or', 'fix', 'maybe-fix', 'answer')) return false;
    if (REFUSES.test(chunk.text)) return true;
    words += chunk.to - chunk.from;
  }
  return false;
}

/** Does the wish leave the thing off, note it, or choose it after all (`no white with the fruit`)? */
function answers(talk: Conversation, { itemIds }: Draft, wish: Wish, chunk: FoodChunk): boolean {
  const isSame = wish.thing === chunk.food.thing;
  const isIt =
    isSame || wish.text.includes(chunk.text) || (wish.from <= chunk.from && chunk.from <= wish.to);
  if (!isWanted(wish)) return isIt;
  return (
    isSame &&
    itemIds.some((itemId) => {
      const item = talk.lexicon.items.get(itemId);
      return item !== undefined && bindingOf(wish, item)?.kind === 'option';
    })
  );
}

function isDish(chunk: Chunk): boolean {
  return chunk.kind === 'food' && chunk.food.itemIds.length > 0;
}

function plain(chunks: readonly Chunk[]): string {
  return chunks.map(({ text }) => text).join(' ');
}
