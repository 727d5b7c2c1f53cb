/** Notes for the kitchen: on the side, well done, allergies. */
import { accepts } from './bind-wishes.ts';
import type { Chunk } from './chunks.ts';
import { COMMON_FOODS } from './common-foods.ts';
import { giveHeld, isHeard, lastOf, openDraft, type Conversation } from './conversation.ts';
import { isOpen, wishOf, type Draft, type Wish } from './draft.ts';
import { isCue, type Ear } from './ear.ts';
import { hearFood } from './hear-food.ts';
import { holdNote } from './hold-wishes.ts';
import { stem } from './stem.ts';
import { tellApart, toldApart } from './tell-apart.ts';

/** `ranch on the side`: said of the last thing. */
export function hearAside(talk: Conversation, { chunks, at, chunk }: Ear): number {
  const before = chunks[at - 1];
  const last = talk.held.at(-1);
  if (before?.kind === 'unknown' && last?.to === chunk.from) {
    talk.held[talk.held.length - 1] = { ...last, text: `${last.text} ${chunk.text}`, to: chunk.to };
    return at + 1;
  }
  const what = before?.kind === 'food' || before?.kind === 'choice-name' ? `${before.text} ` : '';
  holdNote(talk, `${what}${chunk.text}`, chunk);
  return at + 1;
}

const NOTED_SIZES = /^(?:.* of|extra large|large|small|medium|big|jumbo|tall|half)$/;

export function hearTrait(talk: Conversation, ear: Ear): number {
  const { chunk, chunks, at } = ear;
  if (isHalfAndHalf(talk, ear)) return at + 1;
  if (tellApart(talk, chunk) || isInName(talk, chunk)) return at + 1;
  const next = chunks[at + 1];
  if (/^(?:regular|normal|standard)$/.test(chunk.text)) {
    if (isBackToUsual(talk, next) || isAsItComes(talk, next)) return at + 2;
  }
  if (chunk.kind === 'cue' && chunk.cue === 'size' && !NOTED_SIZES.test(chunk.text)) return at + 1;
  if (isDishByItsTrait(talk, ear)) return next?.kind === 'count' ? at + 2 : at + 1;
  const isOfWhatFollows = next?.kind === 'food' && next.food.grade === 'named';
  if (isOfWhatFollows && next.food.thing === undefined) {
    giveHeld(talk);
    talk.held = [];
    holdNote(talk, chunk.text, chunk);
    return hearFood(talk, { chunks, at: at + 1, chunk: next }, true);
  }
  if (chunk.kind === 'cue' && chunk.cue === 'size') {
    const isSaidAfter = next === undefined || next.kind === 'pause' || next.kind === 'stop';
    if (isSaidAfter && lastOf(talk) !== undefined) holdNote(talk, chunk.text, chunk);
    return at + 1;
  }
  if (isDishOfElsewhere(next)) return at + 1;
  const isWord = next?.kind === 'food' ? next.food.grade === 'hinted' : isNoun(next);
  const word = isWord ? next : undefined;
  if (word === undefined || talk.count !== undefined) {
    holdNote(talk, chunk.text, chunk);
    return at + 1;
  }
  holdNote(talk, `${chunk.text} ${word.text}`, { from: chunk.from, to: word.to });
  return at + 2;
}

/** `one with extra collards, one with regular collards`: what the dish has anyway. */
function isAsItComes(talk: Conversation, next: Chunk | undefined): boolean {
  const last = lastOf(talk);
  if (last === undefined || next?.kind !== 'food' || next.food.thing === undefined) return false;
  if (next.food.itemIds.length > 0 || talk.verb === 'no' || talk.fix !== undefined) return false;
  return !accepts(last, wishOf('with', next), talk.lexicon);
}

/** `two unsweets and a sweet`, `a sweet and two unsweet teas`: another dish of the kind, by the word that tells it. */
function isDishByItsTrait(talk: Conversation, ear: Ear): boolean {
  const { chunk, chunks, at } = ear;
  const next = chunks[at + 1];
  const last = lastOf(talk);
  const isThatOne = talk.article?.isDefinite === true && next?.kind === 'count' && next.value === 1;
  const isOne = talk.count !== undefined || talk.article?.isDefinite === false || isThatOne;
  const isAlone = next?.kind !== 'food' && next?.kind !== 'unknown';
  if (!isOne || !isAlone || talk.verb !== 'bare') return false;
  const { lexicon } = talk;
  const categoryOf = (itemId: string | undefined) => lexicon.items.get(itemId ?? '')?.categoryId;
  const phrases = lexicon.phrasesWith.get(stem(chunk.text)) ?? [];
  const itemIds = [...new Set(phrases.map(({ itemId }) => itemId))];
  const [itemId] = itemIds;
  const before = last !== undefined && isHeard(last) ? last.itemIds[0] : undefined;
  const isOfKind = [before, kinAhead(ear)].some(
    (kin) => kin !== undefined && kin !== itemId && categoryOf(kin) === categoryOf(itemId),
  );
  if (itemIds.length !== 1 || !isOfKind) return false;
  giveHeld(talk);
  const draft = openDraft(talk, undefined, chunk.from, chunk.to);
  draft.itemIds = itemIds;
  draft.confidence = 0.85;
  return true;
}

/** `… and two unsweet teas`: the dish that says of which kind the word before it is. */
function kinAhead({ chunks, at }: Ear): string | undefined {
  const [link, count, named] = chunks.slice(at + 1, at + 4);
  const isLinked = link?.kind === 'pause' || isCue(link, 'and');
  const isCounted = count?.kind === 'count' || isCue(count, 'indefinite');
  if (!isLinked || !isCounted || named?.kind !== 'food') return undefined;
  return named.food.grade === 'named' ? named.food.itemIds[0] : undefined;
}

/** `two sweet`, said of sweet teas: nothing that the name does not say. */
function isInName(talk: Conversation, { text }: Chunk): boolean {
  const last = lastOf(talk);
  if (last === undefined || talk.count !== undefined) return false;
  const phrases = talk.lexicon.phrasesWith.get(stem(text)) ?? [];
  const hasIt = ({ itemIds }: Draft) =>
    itemIds.every((itemId) => phrases.some((phrase) => phrase.itemId === itemId));
  return (
    hasIt(last) || (!isHeard(last) && talk.drafts.some((draft) => isOpen(draft) && hasIt(draft)))
  );
}

/** `a hot dog` is no note about heat. */
function isDishOfElsewhere(chunk: Chunk | undefined): boolean {
  return chunk?.kind === 'unknown' && chunk.text.split(' ').some((word) => COMMON_FOODS.has(word));
}

function isNoun(chunk: Chunk | undefined): boolean {
  return chunk?.kind === 'unknown' || chunk?.kind === 'choice-name';
}

/** `allergic to dairy and nuts`: what follows belongs to the note, as long as it is not an order. */
export function hearDiet(talk: Conversation, { chunks, at, chunk }: Ear): number {
  const words = [chunk.text.replace(SPEAKER, '')];
  let next = at + 1;
  if (/(?: to|eat|do|have|off)$/.test(chunk.text)) {
    for (; belongsToDiet(chunks[next], chunks[next + 1]); next += 1) {
      words.push(chunks[next]?.text ?? '');
    }
  }
  talk.generalNotes.push(words.join(' '));
  return next;
}

const SPEAKER =
  /^(?:and |but |because |so )?(?:im|i am|were|we are|i|we|ive|with|has|for|theres|there is) (?:have |has |got |ve |is )?(?:an? )?/;

function belongsToDiet(part: Chunk | undefined, after: Chunk | undefined): boolean {
  if (isCue(part, 'and', 'or')) return isDietWord(after) && !isNamedFood(after);
  return isDietWord(part);
}

function isDietWord(part: Chunk | undefined): boolean {
  if (part?.kind === 'unknown' || part?.kind === 'food') return true;
  return isCue(part, 'filler') && !/^(?:so|please|then)/.test(part?.text ?? '');
}

function isNamedFood(part: Chunk | undefined): boolean {
  return part?.kind === 'food' && part.food.grade === 'named';
}

/** `extra collards, actually regular collards`: what was to be more or less of is as usual. */
function isBackToUsual(talk: Conversation, next: Chunk | undefined): boolean {
  const thing = next?.kind === 'food' ? next.food.thing : undefined;
  if (thing === undefined) return dropSize(talk);
  const isMoreOrLess = (wish: Wish) => wish.thing === thing && /^(?:extra|light)$/.test(wish.verb);
  const last = lastOf(talk);
  const isSaid = talk.held.some(isMoreOrLess) || last?.wishes.some(isMoreOrLess) === true;
  if (!isSaid) return false;
  talk.held = talk.held.filter((wish) => !isMoreOrLess(wish));
  if (last !== undefined) last.wishes = last.wishes.filter((wish) => !isMoreOrLess(wish));
  talk.fix = undefined;
  return true;
}

/** `a tea half sweet half unsweet`: neither of the two, so it stays to be asked. */
function isHalfAndHalf(talk: Conversation, { chunks, at, chunk }: Ear): boolean {
  const last = lastOf(talk);
  if (chunks[at - 1]?.text !== 'half' || last === undefined || last.itemIds.length < 2)
    return false;
  if (toldApart(talk, last, chunk.text) === undefined) return false;
  last.isDoubtful = true;
  return true;
}

/** `a large … no, regular is fine`. Never goes past what follows. */
function dropSize(talk: Conversation): false {
  const isSize = (wish: Wish) => wish.verb === 'note' && NOTED_SIZES.test(wish.text);
  talk.held = talk.held.filter((wish) => !isSize(wish));
  const last = lastOf(talk);
  if (last !== undefined) last.wishes = last.wishes.filter((wish) => !isSize(wish));
  return false;
}
