/**
 * How words sound, roughly: English spelling reduced to one letter a sound, so that what a recogniser
 * writes (`suck a tash`, `holla peno`) can be compared with what the menu says. The rules are the
 * usual ones of the Metaphone family, kept with their vowels; nothing here knows any menu.
 */

const RULES: readonly (readonly [RegExp, string])[] = [
  [/[^a-z]/g, ''],
  [/^kn/, 'n'],
  [/^wr/, 'r'],
  [/ough|augh/g, 'o'],
  [/igh/g, 'i'],
  [/ph/g, 'f'],
  [/sch/g, 'sk'],
  [/sci(?=[aou])/g, 'S'],
  [/[ts]io(?=n)/g, 'So'],
  [/tch|ch/g, 'C'],
  [/sh/g, 'S'],
  [/th/g, 't'],
  [/wh/g, 'w'],
  [/qu/g, 'kw'],
  [/x/g, 'ks'],
  [/cc(?=[eiy])/g, 'ks'],
  [/c(?=[eiy])/g, 's'],
  [/[ckq]+/g, 'k'],
  [/dg(?=[eiy])/g, 'j'],
  [/gh/g, 'g'],
  [/z/g, 's'],
  [/v/g, 'f'],
  [/(?:e|ou?|a|i)?r$/, 'a'],
  [/([^aeiouy])e$/, '$1'],
  [/ee|ea|ie|ei|ey|y(?=[^aeiou]|$)/g, 'i'],
  [/ou|ow|oa|oe|au|aw|oh/g, 'o'],
  [/oo|ue|ew|ui/g, 'u'],
  [/ai|ay/g, 'e'],
  [/(?<=.)h/g, ''],
  [/(.)\1+/g, '$1'],
];

/** The sounds of one or more words run together, at most 40. */
export function soundOf(words: readonly string[]): string {
  return runTogether(words.map(soundOfWord));
}

export function soundOfWord(word: string): string {
  return RULES.reduce((text, [rule, by]) => text.replace(rule, by), word);
}

export function runTogether(sounds: readonly string[]): string {
  return sounds
    .join('')
    .replace(/(.)\1+/g, '$1')
    .slice(0, 40);
}

/** Sounds that are easily taken for each other. */
const SIMILAR = 'bp dt gk fp Sj Cj CS Ss mn hj Ct wu iy Ck bf lr'.split(' ');
const VOWELS = 'aeiou';
const SWALLOWED = 'lr';
const WEAK = 'hwyn';
const CONSONANTS = 'bdfgjkmpstCSlrhwyn';
/** The bits of the consonants that cost a full letter: the first twelve. */
const HARD = (1 << 12) - 1;
const ALPHABET = 'abdefghijklmnoprstuwyCS';
const COSTS = costTables();
/** Each consonant's bit together with those of the consonants near to it. */
const NEAR: Readonly<Record<string, number>> = Object.fromEntries(
  CONSONANTS.split('').map((letter) => [letter, nearMask(letter)]),
);

/**
 * 1 for the same sounds, 0 for nothing in common; vowels and soft consonants weigh less. Gives up
 * with 0 as soon as `atLeast` is out of reach.
 */
export function soundLikeness(one: string, other: string, atLeast = 0): number {
  if (one === other) return one === '' ? 0 : 1;
  const width = other.length;
  const longest = Math.max(one.length, width);
  const budget = (1 - atLeast) * longest + 1e-9;
  const row = new Float64Array(width + 1);
  const inserts = new Float64Array(width + 1);
  for (let at = 1; at <= width; at += 1) {
    inserts[at] = COSTS.drop[other.charCodeAt(at - 1) & 127] ?? 1;
    row[at] = (row[at - 1] ?? 0) + (inserts[at] ?? 1);
  }
  for (const letter of one) {
    const code = letter.charCodeAt(0) & 127;
    const drop = COSTS.drop[code] ?? 1;
    let diagonal = row[0] ?? 0;
    let left = diagonal + drop;
    let lowest = left;
    row[0] = left;
    for (let at = 1; at <= width; at += 1) {
      const above = row[at] ?? 0;
      const swapped = diagonal + (COSTS.swap[code * 128 + (other.charCodeAt(at - 1) & 127)] ?? 1);
      left = Math.min(swapped, above + drop, left + (inserts[at] ?? 1));
      row[at] = left;
      diagonal = above;
      if (left < lowest) lowest = left;
    }
    if (lowest > budget) return 0;
  }
  const cost = row[width] ?? longest;
  return cost > budget ? 0 : Math.max(0, 1 - cost / longest);
}

/** What two sounds are compared by before they are compared letter by letter. */
export type SoundShape = {
  readonly vowels: number;
  readonly consonants: number;
  /** Consonants as bits: those it has, and those it has or is near to. */
  readonly has: number;
  readonly near: number;
  /** Consonants it may be taken to begin with; a weak one may be swallowed. */
  readonly onset: number;
};

export function shapeOf(sound: string): SoundShape {
  let [vowels, has, near] = [0, 0, 0];
  let [first, strong] = ['', ''];
  for (const letter of sound) {
    const place = CONSONANTS.indexOf(letter);
    if (place < 0) {
      vowels += 1;
      continue;
    }
    has |= 1 << place;
    near |= NEAR[letter] ?? 0;
    first ||= letter;
    if (!'hwy'.includes(letter)) strong ||= letter;
  }
  const onset = (NEAR[first] ?? 0) | (NEAR[strong] ?? 0);
  return { vowels, consonants: sound.length - vowels, has, near, onset };
}

/**
 * A floor under what the letters of two sounds can cost, Infinity when they begin differently: a
 * mishearing seldom loses the first consonant. Rules most pairs out without looking at their letters.
 */
export function leastCost(one: SoundShape, other: SoundShape): number {
  if (!beginAlike(one.onset, other.onset)) return Infinity;
  const missing = Math.max(
    0.4 * bits(one.has & ~other.has) + 0.6 * bits(one.has & ~other.near & HARD),
    0.4 * bits(other.has & ~one.has) + 0.6 * bits(other.has & ~one.near & HARD),
    0.4 * Math.abs(one.consonants - other.consonants),
  );
  return missing + 0.5 * Math.abs(one.vowels - other.vowels);
}

/** Of two shapes' onsets. */
export function beginAlike(one: number, other: number): boolean {
  return (one & other) !== 0 || one === other;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function nearMask(letter: string): number {
  let mask = 0;
  for (let place = 0; place < CONSONANTS.length; place += 1) {
    if (swapCost(letter, CONSONANTS.charAt(place)) < 1) mask |= 1 << place;
  }
  return mask;
}

/** Costs by character code, so that the inner loop looks numbers up. */
function costTables() {
  const drop = new Float64Array(128).fill(1);
  const swap = new Float64Array(128 * 128).fill(1);
  for (const a of ALPHABET) {
    drop[a.charCodeAt(0)] = dropCost(a);
    for (const b of ALPHABET) swap[a.charCodeAt(0) * 128 + b.charCodeAt(0)] = swapCost(a, b);
  }
  return { drop, swap };
}

function dropCost(sound: string): number {
  if (VOWELS.includes(sound)) return 0.5;
  if (SWALLOWED.includes(sound)) return 0.4;
  return WEAK.includes(sound) ? 0.6 : 1;
}

function swapCost(a: string, b: string): number {
  if (a === b) return 0;
  if (VOWELS.includes(a) && VOWELS.includes(b)) return 0.35;
  return SIMILAR.includes(a + b) || SIMILAR.includes(b + a) ? 0.4 : 1;
}
