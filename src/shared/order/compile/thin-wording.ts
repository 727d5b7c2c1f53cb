/**
 * Signs of thin evidence that lie in the wording alone: what is said hangs on something, is about one of
 * several pieces, or is of two guests, and the lines heard do not show it. Each was kept for what it caught
 * and what it cost (`test/order-set/README.md`).
 */
import type { Chunk } from './chunks.ts';
import { isHeard, type Conversation } from './conversation.ts';
import { isOpen, type Draft } from './draft.ts';
import { isCue } from './ear.ts';

/** `a large vanilla if the machine works, otherwise a sprite`: which of them, only a person can tell. */
const ON_CONDITION =
  /(?:^| )(?:otherwise|or else|unless|then no(?= if|$)|if (?:so|not) (?:then )?(?:yes|no))(?: |$)/;

export function isOnCondition(chunks: readonly Chunk[]): boolean {
  return ON_CONDITION.test(plain(chunks));
}

const SUPPOSES =
  /\bif (?:i|we|he|she|they)(?: ever| even| just)? (?:got|get|had|ate|eat|ordered|order|took)(?: \S+)?$/;

/** `my wife would kill me if I got the hamburger steak`: named, and not ordered. */
export function isSupposed({ from, to }: Draft, chunks: readonly Chunk[]): boolean {
  const at = chunks.findIndex(
    (chunk) => chunk.kind === 'food' && from <= chunk.from && chunk.from < to,
  );
  return at > 0 && SUPPOSES.test(plain(chunks.slice(0, at)));
}

const OF_ONE =
  /\b(?:mine|hers|theirs|(?:his|her|my) one|one of (?:them|those|em)|not (?:on )?(?:both|all)|except|(?:my|his|her) \w+ (?:doesnt|cant|wont|dont|hates))\b/;

/** `my husband doesn't like feta, two greek bowls`: wished of one piece, and all of them have it. */
export function isOfOnePiece(talk: Conversation, chunks: readonly Chunk[], draft: Draft): boolean {
  const isDivided = talk.drafts.some(({ partOf }) => partOf === draft);
  return (
    draft.quantity > 1 &&
    draft.partOf === undefined &&
    draft.wishes.length > 0 &&
    !isDivided &&
    OF_ONE.test(plain(chunks))
  );
}

/** `she's getting the salad with salmon and I'm getting it with chicken`: two guests order, one dish was heard. */
export function isOfTwoGuests(talk: Conversation, chunks: readonly Chunk[]): boolean {
  const guests = chunks
    .filter((chunk) => isCue(chunk, 'order'))
    .map(({ text }) => /^(?:he|she|i(?=m|d|ll| ))/.exec(text)?.[0]);
  const pieces = talk.drafts
    .filter((draft) => isOpen(draft) && isHeard(draft))
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return pieces === 1 && new Set(guests.filter((guest) => guest !== undefined)).size > 1;
}

const ENDS_REFUSAL =
  /^(?:but|please|just|thanks?|so|sweetie|honey|thats?|if|im?|for|to|well|you|now|um|uh|like|oh)\b/;

/** `skim no phone`: refused is a word that is no food and no talk, so it was probably heard wrong. */
export function isRefusalMisheard(chunks: readonly Chunk[]): boolean {
  return chunks.some((chunk, at) => {
    const next = chunks[at + 1];
    const isBare = isCue(chunk, 'no') && chunk.text === 'no' && !isCue(chunks[at - 1], 'fix');
    const isRefused = isCue(next, 'filler') && next?.from === chunk.to;
    return isBare && isRefused && !ENDS_REFUSAL.test(next?.text ?? '');
  });
}

function plain(chunks: readonly Chunk[]): string {
  return chunks.map(({ text }) => text).join(' ');
}
