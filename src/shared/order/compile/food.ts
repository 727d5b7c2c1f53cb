/** Reads a run of content words as names of items and things of the menu. */
import { EVERYDAY_WORDS } from './everyday-words.ts';
import type { ItemPhrase, Lexicon, Thing } from './lexicon.ts';
import type { Heard } from './mishearing.ts';
import { stem } from './stem.ts';

export type Food = {
  /** Items these words may mean, best first. */
  readonly itemIds: readonly string[];
  /**
   * `named`: a name or alias in full. `partly`: some of its words, enough to tell it. `hinted`: too
   * little to sell it without asking. `none`: no item.
   */
  readonly grade: 'named' | 'partly' | 'hinted' | 'none';
  readonly thing: Thing | undefined;
  /** Was the thing said by its whole name (`vidalia onion`, not `onions`)? */
  readonly isWholeThing: boolean;
  /** The thing of the last word alone: `grilled chicken` is also `chicken`. */
  readonly headThing: Thing | undefined;
  /** 1 as written, less when words were put in by their sound. */
  readonly likeness: number;
  readonly isPlural: boolean;
  /** One word of everyday speech (`mom`, `summer`), which need not be about food at all. */
  readonly isEveryday: boolean;
};

export type FoodPiece = {
  readonly from: number;
  readonly to: number;
  /** Undefined for words the menu does not know. */
  readonly food: Food | undefined;
};

type Reading = { readonly food: Food | undefined; readonly worth: number };

/** Each piece costs something, so that few long pieces beat many short ones. */
const PIECE_COST = 0.8;
const LONGEST_PARTIAL = 6;

export function readFood(run: readonly Heard[], lexicon: Lexicon): FoodPiece[] {
  const words = run.map(({ word }) => stem(word));
  const best: { worth: number; pieces: readonly FoodPiece[] }[] = [{ worth: 0, pieces: [] }];
  for (let to = 1; to <= words.length; to += 1) {
    for (
      let from = Math.max(0, to - Math.max(lexicon.longestPhrase, LONGEST_PARTIAL));
      from < to;
      from += 1
    ) {
      const before = best[from];
      const reading = readSpan(run, words, from, to, lexicon);
      if (before === undefined || reading === undefined) continue;
      const worth = before.worth + reading.worth;
      if (worth <= (best[to]?.worth ?? -Infinity)) continue;
      best[to] = { worth, pieces: [...before.pieces, { from, to, food: reading.food }] };
    }
  }
  return joinUnknown(joinOptionNouns(best[words.length]?.pieces ?? []));
}

function readSpan(
  run: readonly Heard[],
  words: readonly string[],
  from: number,
  to: number,
  lexicon: Lexicon,
): Reading | undefined {
  const span = words.slice(from, to);
  const key = span.join(' ');
  const named = lexicon.named.get(key) ?? [];
  const size = span.length;
  const last = run[to - 1]?.word ?? '';
  const thing = thingOf(key, last, lexicon) ?? turnedThing(span, lexicon);
  const head = span.at(-1) ?? '';
  const common = {
    thing,
    isWholeThing: thing !== undefined && (size > 1 || key === stemmedName(thing)),
    headThing: thing ?? (isOneThing(span) ? lexicon.things.get(head) : undefined),
    likeness: Math.min(...run.slice(from, to).map(({ likeness }) => likeness)),
    isPlural: stem(last) !== last,
    isEveryday: size === 1 && (EVERYDAY_WORDS.has(key) || EVERYDAY_WORDS.has(last)),
  };
  if (named.length > 0) {
    const food: Food = { ...common, itemIds: named, grade: 'named' };
    return { food, worth: size + 0.3 - PIECE_COST };
  }
  const part = partial(span, lexicon);
  if (thing !== undefined) {
    const food: Food = { ...common, itemIds: part.itemIds, grade: part.grade };
    return { food, worth: size + (key === stemmedName(thing) ? 0.3 : 0.1) - PIECE_COST };
  }
  const turned = turnedName(span, lexicon);
  if (turned.length > 0) {
    return { food: { ...common, itemIds: turned, grade: 'named' }, worth: size - PIECE_COST };
  }
  if (part.grade !== 'none') {
    return { food: { ...common, ...part }, worth: 0.95 * size - PIECE_COST };
  }
  return size === 1 ? { food: undefined, worth: 0 } : undefined;
}

/** A short name has to be said as the menu writes it: `onions` are not Vidalia Onion. */
function thingOf(key: string, said: string, { things }: Lexicon): Thing | undefined {
  const thing = things.get(key);
  if (thing === undefined || key.includes(' ') || key === stemmedName(thing)) return thing;
  return thing.name.split(' ').includes(said) || key === said ? thing : undefined;
}

function stemmedName({ name }: Thing): string {
  return name.split(' ').map(stem).join(' ');
}

/** Words that tell no dish, though a name may have them. */
const FUNCTION_WORDS = /^(?:all|both|each|every|any|some|no|one|the|half)$/;

/** Items one of whose phrases has all these words. */
function partial(span: readonly string[], lexicon: Lexicon): Pick<Food, 'itemIds' | 'grade'> {
  const [first = ''] = span;
  const phrases = rarestPhrases(span, lexicon).filter(({ words }) => isWithin(span, words));
  const itemIds = [...new Set(phrases.map(({ itemId }) => itemId))];
  const isLoose = span.some((word) => FUNCTION_WORDS.test(word));
  if (itemIds.length === 0 || isLoose || new Set(span).size < span.length)
    return { itemIds: [], grade: 'none' };
  const isEveryday = span.length === 1 && EVERYDAY_WORDS.has(first);
  const tells = !isEveryday && phrases.some(({ words }) => isTelling(span, words, lexicon));
  return { itemIds, grade: tells ? 'partly' : 'hinted' };
}

/** The phrases with that word of the span which is in the fewest. */
function rarestPhrases(span: readonly string[], { phrasesWith }: Lexicon): readonly ItemPhrase[] {
  let rarest: readonly ItemPhrase[] | undefined;
  for (const word of span) {
    const phrases = phrasesWith.get(word);
    if (phrases === undefined) return [];
    if (rarest === undefined || phrases.length < rarest.length) rarest = phrases;
  }
  return rarest ?? [];
}

/** All the words, in the phrase's order: `chicken greek` is no Greek Chicken. */
function isWithin(span: readonly string[], words: readonly string[]): boolean {
  let place = -1;
  for (const word of span) {
    place = words.indexOf(word, place + 1);
    if (place < 0) return false;
  }
  return true;
}

/**
 * Do these words stand for the whole phrase? When all that is left out is more common on this menu
 * than the rarest word said, or when little is left out. `hamburger` alone is not Hamburger Steak.
 */
function isTelling(span: readonly string[], words: readonly string[], lexicon: Lexicon): boolean {
  const spread = (word: string) => lexicon.spread.get(word) ?? 0;
  const rarest = Math.min(...span.map(spread));
  const leftOut = words.filter((word) => !span.includes(word));
  const share = span.length / words.length;
  return (
    leftOut.every((word) => spread(word) > rarest) || share >= 0.75 || (share > 0.5 && rarest === 1)
  );
}

/** `balsamic vinaigrette`: a second option's short name behind an option of the same choice is its noun. */
function joinOptionNouns(pieces: readonly FoodPiece[]): FoodPiece[] {
  const joined: FoodPiece[] = [];
  for (const piece of pieces) {
    const previous = joined.at(-1);
    const mine = piece.food?.thing?.options[0]?.choiceId;
    const theirs = previous?.food?.thing?.options[0]?.choiceId;
    const isShort = piece.to - piece.from === 1 && piece.food?.thing?.name.includes(' ') === true;
    if (previous !== undefined && mine !== undefined && mine === theirs && isShort) {
      joined[joined.length - 1] = { ...previous, to: piece.to };
    } else {
      joined.push(piece);
    }
  }
  return joined;
}

function joinUnknown(pieces: readonly FoodPiece[]): FoodPiece[] {
  const joined: FoodPiece[] = [];
  for (const piece of pieces) {
    const previous = joined.at(-1);
    if (previous !== undefined && previous.food === undefined && piece.food === undefined) {
      joined[joined.length - 1] = { ...previous, to: piece.to };
    } else {
      joined.push(piece);
    }
  }
  return joined;
}

/** `bowl greek`, `tacos al pastor`: the kind said first, as other languages do. */
function turnedName(
  span: readonly string[],
  { named, things, phrasesWith }: Lexicon,
): readonly string[] {
  const [kind = '', ...rest] = span;
  if (rest.length === 0 || things.has(kind) || named.has(kind)) return [];
  const ofKind = new Set((phrasesWith.get(kind) ?? []).map(({ itemId }) => itemId));
  const name = rest[0] === 'de' || rest[0] === 'of' ? rest.slice(1) : rest;
  return ofKind.size > 1 ? (named.get([...name, kind].join(' ')) ?? []) : [];
}

/** `grilled chicken` is chicken, `chips and guac` are not guac. */
function isOneThing(span: readonly string[]): boolean {
  return span.length > 1 && !span.includes('and');
}

/** `salad cucumber`: an option of two words, turned round. */
function turnedThing(
  [first = '', second = '', ...more]: readonly string[],
  { things, named }: Lexicon,
): Thing | undefined {
  if (more.length > 0 || second === '' || named.has(`${first} ${second}`)) return undefined;
  return things.has(first) ? undefined : things.get(`${second} ${first}`);
}
