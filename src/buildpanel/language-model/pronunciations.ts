/** The recogniser's dictionary for a vocabulary, from cmudict where it has a word and from flite elsewhere. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fail, ok, type Result } from '../../shared/result.ts';

const FLITE_DEADLINE_MS = 5_000;

/**
 * Said in ways that neither source knows: abbreviations, borrowed words, and the usual ways of saying a word
 * that cmudict lists only one of.
 */
const HAND_GIVEN: Readonly<Record<string, readonly string[]>> = {
  blt: ['B IY EH L T IY', 'B IY AH L T IY'],
  blts: ['B IY EH L T IY Z', 'B IY AH L T IY Z'],
  tzatziki: ['T S AA T S IY K IY', 'Z AH T Z IY K IY'],
  jalapeno: [
    'HH AE L AH P IY N Y OW',
    'HH AA L AH P EY N Y OW',
    'JH AE L AH P IY N OW',
    'HH AE L AH P IY N OW',
  ],
  prosciutto: [
    'P R OW SH UW T OW',
    'P R AH SH UW T OW',
    'P R OW S CH AA T OW',
    'P R OW S K Y UW T OW',
  ],
  caprese: ['K AA P R EY S EY', 'K AH P R EY Z IY', 'K AE P R IY Z', 'K AH P R IY S'],
  pimento: ['P IH M EH N T OW', 'P AH M EH N T OW'],
  soul: ['S OW L', 'S AO L'],
  bowl: ['B OW L', 'B AO L'],
  bowls: ['B OW L Z', 'B AO L Z'],
  arugula: ['AH R UW G Y AH L AH', 'AA R UW G UW L AH', 'AH R UW G UW L AH', 'ER UW G AH L AH'],
  balsamic: [
    'B AA L S AE M IH K',
    'B AO L S AA M IH K',
    'B AO L S AE M IH K',
    'B AA L S AA M IH K',
  ],
  feta: ['F EH T AH', 'F EH T AA'],
  succotash: ['S AH K AH T AE SH', 'S AH K OW T AE SH', 'S AH K OW T AE CH'],
  tataki: ['T AA T AA K IY', 'T AH T AA K IY'],
};

export type PronunciationSources = {
  /** Text of cmudict: `word PHONES` and `word(2) PHONES` lines. */
  readonly cmudict: string;
  /** Phones of a word that cmudict lacks, in flite's notation; rejects when flite can't be run. */
  readonly flitePhones: (word: string) => Promise<string>;
};

/** Each word with its ways of being said, in cmudict's phones; the first is the usual one. */
export type Pronunciations = ReadonlyMap<string, readonly string[]>;

/** Fails with the words that nobody can pronounce: flite is missing, or a word has no letters. */
export async function pronunciationsOf(
  vocabulary: ReadonlySet<string>,
  { cmudict, flitePhones }: PronunciationSources,
): Promise<Result<Pronunciations, { readonly unpronounceable: readonly string[] }>> {
  const known = readCmudict(cmudict, vocabulary);
  const all = new Map<string, readonly string[]>();
  for (const word of [...vocabulary].sort()) {
    const ways = HAND_GIVEN[word] ?? known.get(word) ?? (await guessed(word, flitePhones));
    all.set(word, ways);
  }
  const unpronounceable = [...all].filter(([, ways]) => ways.length === 0).map(([word]) => word);
  return unpronounceable.length > 0 ? fail({ unpronounceable }) : ok(all);
}

/** Dictionary text of some words, as pocketsphinx reads it: `word PHONES`, `word(2) PHONES`. */
export function dictionaryText(words: Iterable<string>, pronunciations: Pronunciations): string {
  const lines = [...words]
    .sort()
    .flatMap((word) =>
      (pronunciations.get(word) ?? []).map((way, index) =>
        index === 0 ? `${word} ${way}` : `${word}(${index + 1}) ${way}`,
      ),
    );
  return `${lines.join('\n')}\n`;
}

/** Shorter words all sound alike. */
const FEWEST_PHONES = 3;

/**
 * Leaves out strays that sound like a word of orders ("too" beside "two"), or are one phone away from a word of
 * the menu ("sell" beside "soul"): heard in its place they would cost a dish, and they are no better than
 * others at catching talk.
 */
export function withoutSoundAlikes(
  strays: readonly string[],
  words: { readonly ofOrders: ReadonlySet<string>; readonly ofMenu: ReadonlySet<string> },
  pronunciations: Pronunciations,
): readonly string[] {
  const waysOf = (word: string) => pronunciations.get(word) ?? [];
  const ofOrders = new Set([...words.ofOrders].flatMap(waysOf));
  const ofMenu = [...words.ofMenu]
    .flatMap(waysOf)
    .map((way) => way.split(' '))
    .filter((phones) => phones.length >= FEWEST_PHONES);
  const isAlike = (way: string) =>
    ofOrders.has(way) || ofMenu.some((phones) => isOnePhoneAway(way.split(' '), phones));
  return strays.filter((word) => words.ofOrders.has(word) || !waysOf(word).some(isAlike));
}

function isOnePhoneAway(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false;
  return one.filter((phone, index) => phone !== other[index]).length <= 1;
}

function readCmudict(text: string, vocabulary: ReadonlySet<string>): Map<string, string[]> {
  const known = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const space = line.indexOf(' ');
    const word = line.slice(0, space).replace(/\(\d+\)$/, '');
    if (!vocabulary.has(word)) continue;
    known.set(word, [...(known.get(word) ?? []), line.slice(space + 1).trim()]);
  }
  return known;
}

async function guessed(
  word: string,
  flitePhones: PronunciationSources['flitePhones'],
): Promise<readonly string[]> {
  try {
    const phones = cmuPhones(await flitePhones(word));
    return phones === '' ? [] : [phones];
  } catch {
    return [];
  }
}

/** `pau s ax k ow t ae sh pau` → `S AH K OW T AE SH`. */
export function cmuPhones(flite: string): string {
  return flite
    .trim()
    .split(/\s+/)
    .filter((phone) => phone !== 'pau' && phone !== '')
    .map((phone) => (phone === 'ax' ? 'AH' : phone.toUpperCase()))
    .join(' ');
}

/** Asks flite's letter-to-sound rules. */
export async function fliteLetterToSound(word: string): Promise<string> {
  const { stdout } = await promisify(execFile)('flite', ['-t', word, '-ps', 'none', '-o', 'none'], {
    timeout: FLITE_DEADLINE_MS,
  });
  return stdout;
}
