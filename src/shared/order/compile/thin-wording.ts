/**
 * Signs of thin evidence that lie in the wording alone: what is said hangs on something, is about one of
 * several pieces, or was taken back, and the lines heard do not show it. Each was kept for what it caught
 * and what it cost (`test/order-set/README.md`).
 */
import { bindingOf } from './bind-wishes.ts';
import type { Chunk } from './chunks.ts';
import { COMMON_FOODS } from './common-foods.ts';
import type { Conversation } from './conversation.ts';
import { isOpen, type Draft, type Wish } from './draft.ts';
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

/** `summer salad chicken ranch summer salad salmon`: named once more with wishes of its own, and one was heard. */
export function isListedTwice(talk: Conversation, chunks: readonly Chunk[], draft: Draft): boolean {
  const namings = chunks.flatMap((chunk, at) => (isNaming(chunk, draft) ? [at] : []));
  const [first, second] = namings;
  if (first === undefined || second === undefined || draft.quantity > 1) return false;
  const between = chunks.slice(first + 1, second);
  const isPlainList = between.length > 0 && between.every(isOption);
  const isOnly = talk.drafts.filter(
    (other) => isOpen(other) && other.itemIds.join() === draft.itemIds.join(),
  );
  return isPlainList && isOnly.length === 1 && isOption(chunks[second + 1]);
}

/** `two lemonades. Jim wants one. Three lemonades.`: counted anew in a later sentence, and the numbers were added. */
export function isCountedAnew(chunks: readonly Chunk[], draft: Draft): boolean {
  const counted = chunks.flatMap((chunk, at) => {
    const number = chunks[at - 1];
    return isNaming(chunk, draft) && number?.kind === 'count' ? [{ at, value: number.value }] : [];
  });
  const [first, last] = [counted[0], counted.at(-1)];
  if (first === undefined || last === undefined || last.value <= first.value) return false;
  const between = chunks.slice(first.at + 1, last.at - 1);
  const isLater = between.some(({ kind }) => kind === 'stop') && between.at(-1)?.kind === 'stop';
  return isLater && !between.some((chunk) => isCue(chunk, 'also', 'with', 'without', 'no'));
}

/** `no cheese, just kidding, with cheese`: wanted after it was refused, where the menu can't leave it off. */
export function isTornBetween({ lexicon }: Conversation, { itemIds, wishes }: Draft): boolean {
  const item = lexicon.items.get(itemIds[0] ?? '');
  const isWanted = ({ verb }: Wish) => verb === 'with' || verb === 'bare' || verb === 'add';
  return wishes.some(
    (refused) =>
      item !== undefined &&
      refused.verb === 'no' &&
      refused.thing !== undefined &&
      bindingOf(refused, item) === undefined &&
      wishes.some(
        (wish) => wish.thing === refused.thing && wish.from > refused.from && isWanted(wish),
      ),
  );
}

const IS_FORBIDDEN = /(?:^| )no ,? ?you (?:had|already|cant|dont|may not|wont)(?: |$)/;

/** `I want lemonade! No, you had lemonade already`: forbidden, as far as one can tell. */
export function isForbidden({ from, to }: Draft, chunks: readonly Chunk[]): boolean {
  const at = chunks.findIndex(
    (chunk) => chunk.kind === 'food' && from <= chunk.from && chunk.from < to,
  );
  const end = chunks.findIndex((chunk, index) => index > at && chunk.kind === 'food');
  return at >= 0 && IS_FORBIDDEN.test(plain(chunks.slice(at + 1, end < 0 ? undefined : end)));
}

const WISHES_UNKNOWN = /^(no|extra) (\S+)$/;

/** `extra colors` of a dish that has extra collards: a word that is no food, so it was probably heard wrong. */
export function isWishMisheard({ lexicon }: Conversation, { itemIds, wishes }: Draft): boolean {
  const modifierIds = itemIds.flatMap((id) => lexicon.items.get(id)?.modifierIds ?? []);
  const names = lexicon.menu.modifiers
    .filter(({ id }) => modifierIds.includes(id))
    .map(({ name }) => name.toLowerCase());
  return wishes.some(({ thing, text }) => {
    const [, verb = '', word = ''] = WISHES_UNKNOWN.exec(text) ?? [];
    const isUnknown = thing === undefined && word !== '' && !COMMON_FOODS.has(word);
    return isUnknown && names.some((name) => name.startsWith(`${verb} ${word.slice(0, 2)}`));
  });
}

const CHILD_ASKS = /^(?:mommy|daddy|mama|mom|dad)(?: ,)? (?:can|could|may) i\b/;

/** `mommy, can I get a lemonade, we have juice at home`: whether the child may have it, nobody has said. */
export function isAskedByChild(chunks: readonly Chunk[], { from, to }: Draft): boolean {
  if (!CHILD_ASKS.test(plain(chunks))) return false;
  const asked = chunks.findIndex((chunk) => chunk.kind === 'food' && chunk.food.itemIds.length > 0);
  const chunk = chunks[asked];
  const isSettled =
    chunks.slice(0, asked).some(({ kind }) => kind === 'unknown' || kind === 'stop') ||
    chunks.slice(asked).some((other) => isCue(other, 'answer'));
  const isLast = !chunks
    .slice(asked + 1)
    .some((other) => other.kind === 'food' && other.food.itemIds.length > 0);
  return chunk !== undefined && !isLast && !isSettled && from <= chunk.from && chunk.from < to;
}

function isNaming(chunk: Chunk, { itemIds }: Draft): boolean {
  return (
    chunk.kind === 'food' &&
    chunk.food.grade === 'named' &&
    chunk.food.itemIds.join() === itemIds.join()
  );
}

function isOption(chunk: Chunk | undefined): boolean {
  return chunk?.kind === 'food' && chunk.food.thing !== undefined;
}

const ENDS_REFUSAL =
  /^(?:but|please|just|thanks?|so|sweetie|honey|thats?|if|im?|for|to|well|you|now|um|uh|like|oh)\b/;

/** `skim no phone`: refused is a word that is no food and no talk, so it was probably heard wrong. */
export function isRefusalMisheard(chunks: readonly Chunk[]): boolean {
  return chunks.some((chunk, at) => {
    const next = chunks[at + 1];
    const isBare = isCue(chunk, 'no') && chunk.text === 'no' && !isCue(chunks[at - 1], 'fix');
    const isRefused = isCue(next, 'filler') && next?.from === chunk.to;
    return isBare && isRefused && !ENDS_REFUSAL.test(next.text);
  });
}

function plain(chunks: readonly Chunk[]): string {
  return chunks.map(({ text }) => text).join(' ');
}
