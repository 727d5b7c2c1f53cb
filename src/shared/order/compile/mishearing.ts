/**
 * Puts menu words where the recogniser wrote something that sounds like them: `suck a tash` becomes
 * `succotash`. Only stretches around a word that nobody knows are touched; what is plain English, or
 * a dish of some other kitchen, stays.
 */
import { COMMON_FOODS } from './common-foods.ts';
import { CUE_WORDS } from './cues.ts';
import { EVERYDAY_WORDS, HESITATION } from './everyday-words.ts';
import type { Lexicon } from './lexicon.ts';
import { readNumber } from './numbers.ts';
import {
  beginAlike,
  leastCost,
  runTogether,
  shapeOf,
  soundLikeness,
  soundOfWord,
} from './sound.ts';
import { speltWord } from './spelling.ts';
import { stem } from './stem.ts';
import { isPause, type Token } from './tokens.ts';

/** A word as the compiler reads it; `from`/`to` are the heard tokens behind it. */
export type Heard = {
  readonly word: string;
  readonly from: number;
  readonly to: number;
  /** 1 when heard as written, less when put in by its sound. */
  readonly likeness: number;
};

const LONGEST_WINDOW = 4;
/** Of two stretches that fit alike, the longer one explains more. */
const LENGTH_BONUS = 0.015;

export function mendMishearings(tokens: readonly Token[], lexicon: Lexicon): Heard[] {
  const words = tokens.map(({ word }, at) => usualWord(word, tokens[at - 1]?.word, lexicon));
  const heard: Heard[] = [];
  const isBrokenOff = (at: number) => at < words.length && brokenOff(words, at, lexicon);
  const mended = bestWindows(words, lexicon);
  for (let at = 0; at < words.length;) {
    const window = mended.get(at);
    if (isBrokenOff(at)) {
      at += 1;
      continue;
    }
    if (window === undefined) {
      heard.push({ word: words[at] ?? '', from: at, to: at + 1, likeness: 1 });
      at += 1;
      continue;
    }
    for (const word of window.words) {
      heard.push({ word, from: at, to: window.to, likeness: window.likeness });
    }
    at = window.to;
  }
  return heard;
}

/** `two swee no three sweet teas`: the beginning of a word that is said in full soon after. */
function brokenOff(words: readonly string[], at: number, lexicon: Lexicon): boolean {
  const word = words[at] ?? '';
  if (word.length < 2 || !isUnknown(words, at, lexicon)) return false;
  return words
    .slice(at + 1, at + 5)
    .some((later) => later.length > word.length && later.startsWith(word) && stem(later) !== word);
}

/** What some regions call a thing that this menu has under its usual name. */
const REGIONAL: Readonly<Record<string, string>> = {
  tater: 'potato',
  taters: 'potatoes',
  mater: 'tomato',
  maters: 'tomatoes',
  spud: 'potato',
  sarnie: 'sandwich',
  sarnies: 'sandwiches',
  sammie: 'sandwich',
  sammich: 'sandwich',
  sammy: 'sandwich',
  sanger: 'sandwich',
  hoagie: 'sandwich',
  greens: 'collards',
  flower: 'flour',
  collared: 'collard',
  colored: 'collard',
  tease: 'teas',
  t: 'tea',
  te: 'tea',
  tee: 'tea',
  tees: 'teas',
  chook: 'chicken',
  arroz: 'rice',
  pollo: 'chicken',
  queso: 'cheese',
  cebolla: 'onion',
  cebollas: 'onions',
  aceitunas: 'olives',
  atun: 'tuna',
  ensalada: 'salad',
  tocino: 'bacon',
  lechuga: 'lettuce',
  frijoles: 'beans',
  leche: 'milk',
  agua: 'water',
  hielo: 'ice',
  huevo: 'egg',
  carne: 'meat',
};

/** Before these, `greens` are no collards and `t` is a letter. */
const NOT_AFTER = /^(?:\w|collards?|mixed|spring|salad|baby|field|leafy|el|ell|bee)$/;

function usualWord(word: string, before: string | undefined, { vocabulary }: Lexicon): string {
  const usual = REGIONAL[word];
  if (before !== undefined && /^(?:greens|t|tee|tees)$/.test(word) && NOT_AFTER.test(before))
    return word;
  if (usual === undefined || vocabulary.has(word) || !vocabulary.has(stem(usual))) return word;
  return usual;
}

type Window = {
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
  readonly likeness: number;
};

/** The best replacement around each unknown word, none overlapping another, by where it starts. */
function bestWindows(words: readonly string[], lexicon: Lexicon): Map<number, Window> {
  const read = windowReader(lexicon);
  const chosen = new Map<number, Window>();
  let free = 0;
  for (let at = 0; at < words.length; at += 1) {
    if (at < free) continue;
    const joined = joinedWord(words, at, lexicon);
    if (joined !== undefined) {
      chosen.set(at, joined);
      free = joined.to;
      continue;
    }
    const spelt = speltWord(words, at, lexicon);
    if (spelt !== undefined) {
      chosen.set(at, spelt);
      free = spelt.to;
      continue;
    }
    if (!isUnknown(words, at, lexicon)) continue;
    const best = bestWindowAround(words, at, free, read);
    if (best === undefined) continue;
    chosen.set(best.from, best);
    free = best.to;
  }
  return chosen;
}

/** `water melon`, `flat bread`: pieces that are words of their own, but of another menu. */
function joinedWord(words: readonly string[], from: number, lexicon: Lexicon): Window | undefined {
  const { vocabulary } = lexicon;
  for (const to of [from + 3, from + 2]) {
    const pieces = words.slice(from, to);
    const joined = stem(pieces.join(''));
    if (pieces.length < to - from || !vocabulary.has(joined)) continue;
    if (!pieces.every((piece) => vocabulary.has(stem(piece))))
      return { from, to, words: [joined], likeness: 1 };
  }
  return undefined;
}

function isUnknown(words: readonly string[], at: number, { vocabulary }: Lexicon): boolean {
  const word = words[at] ?? '';
  if (isPause(word) || /\d/.test(word) || readNumber(words, at) !== undefined) return false;
  if (vocabulary.has(stem(word)) || vocabulary.has(word)) return false;
  if (HESITATION.test(word)) return false;
  return !EVERYDAY_WORDS.has(word) && !COMMON_FOODS.has(word) && !CUE_WORDS.has(word);
}

function bestWindowAround(
  words: readonly string[],
  unknown: number,
  free: number,
  read: WindowReader,
): Window | undefined {
  let best: (Window & { score: number }) | undefined;
  for (let from = Math.max(free, unknown - LONGEST_WINDOW + 1); from <= unknown; from += 1) {
    for (let to = unknown + 1; to <= Math.min(words.length, from + LONGEST_WINDOW); to += 1) {
      const window = words.slice(from, to);
      if (window.some((word) => isPause(word) || /\d/.test(word))) continue;
      const found = read(window);
      if (found === undefined) continue;
      const score = found.likeness + LENGTH_BONUS * (to - from);
      if (score > (best?.score ?? 0)) best = { from, to, ...found, score };
    }
  }
  return best;
}

type WindowReader = (window: readonly string[]) => Pick<Window, 'words' | 'likeness'> | undefined;

/** Windows around neighbouring words overlap, so what was read once is kept for the utterance. */
function windowReader(lexicon: Lexicon): WindowReader {
  const known = new Map<string, ReturnType<WindowReader>>();
  const sounds = new Map<string, string>();
  const hear = (word: string) => {
    const sound = sounds.get(word) ?? soundOfWord(word);
    sounds.set(word, sound);
    return sound;
  };
  return (window) => {
    const key = window.join(' ');
    if (known.has(key)) return known.get(key);
    const exact = squeezed(window, lexicon);
    const found =
      exact === undefined ? nearestSound(window, lexicon, hear) : { words: exact, likeness: 1 };
    known.set(key, found);
    return found;
  };
}

/** `b l t`, `sweettea`: words of the menu with their spaces in other places. */
function squeezed(window: readonly string[], lexicon: Lexicon): readonly string[] | undefined {
  const joined = window.map(stem).join('');
  const phrase = lexicon.squeezed.get(joined);
  if (phrase !== undefined) return phrase.split(' ');
  if (window.length > 1) return lexicon.vocabulary.has(joined) ? [joined] : undefined;
  return cutShort(joined, lexicon);
}

/** `guac`: the beginning of one word of the menu and of no other. */
function cutShort(word: string, { vocabulary }: Lexicon): readonly string[] | undefined {
  if (word.length < 4) return undefined;
  const meant = [...vocabulary].filter((known) => known.startsWith(word));
  return meant.length === 1 ? meant : undefined;
}

function nearestSound(
  window: readonly string[],
  { sounds }: Lexicon,
  hear: (word: string) => string,
) {
  const last = window.at(-1) ?? '';
  const isPlural = stem(last) !== last;
  const spoken = [
    ...new Set([
      runTogether(window.map(hear)),
      runTogether(window.map((word) => hear(stem(word)))),
      // A word's last `r` or `e` is silent, but not within another word: `or chata`.
      ...(/[re]$/.test(window[0] ?? '') ? [hear(window.join(''))] : []),
    ]),
  ]
    .filter((sound) => sound.length >= 3)
    .map((sound) => ({ sound, shape: shapeOf(sound) }));
  let best: { words: readonly string[]; likeness: number } | undefined;
  for (const { sound, shape } of spoken) {
    for (const [onset, targets] of sounds) {
      if (!beginAlike(shape.onset, onset)) continue;
      for (const target of targets) {
        const atLeast = Math.max(wanted(target.sound), best?.likeness ?? 0);
        const budget = (1 - atLeast) * Math.max(sound.length, target.sound.length) + 1e-9;
        if (leastCost(shape, target.shape) > budget) continue;
        const likeness = soundLikeness(sound, target.sound, atLeast);
        if (likeness < atLeast) continue;
        const isCloser =
          likeness > (best?.likeness ?? 0) ||
          sharedEnds(window, target.words) > sharedEnds(window, best?.words ?? []);
        if (isCloser) best = { words: target.words, likeness };
      }
    }
  }
  return best && { ...best, words: isPlural ? inPlural(best.words) : best.words };
}

/** `grek bowls` are several, though the menu has one bowl. */
function inPlural(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? '';
  const plural = `${last}s`;
  return stem(last) === last && stem(plural) === last ? [...words.slice(0, -1), plural] : words;
}

/** How many letters two spellings share at their ends: `weat` is nearer to `wheat` than to `white`. */
function sharedEnds(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [one.join(''), other.join('')];
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return head + tail;
}

/** Short words are easily mistaken, so they have to sound nearly the same. */
function wanted(sound: string): number {
  if (sound.length <= 3) return 0.95;
  return sound.length <= 4 ? 0.9 : 0.82;
}
