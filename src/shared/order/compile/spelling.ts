/** Words that are said letter by letter. */
import type { Lexicon } from './lexicon.ts';

/** `from`/`to` count the words it was said in. */
type Spelt = {
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
  readonly likeness: 1;
};

const LETTER_NAMES: Readonly<Record<string, string>> = {
  ay: 'a',
  be: 'b',
  bee: 'b',
  bea: 'b',
  beel: 'bl',
  beale: 'bl',
  see: 'c',
  sea: 'c',
  cee: 'c',
  dee: 'd',
  ef: 'f',
  gee: 'g',
  jay: 'j',
  kay: 'k',
  el: 'l',
  ell: 'l',
  elle: 'l',
  al: 'l',
  em: 'm',
  en: 'n',
  oh: 'o',
  pea: 'p',
  pee: 'p',
  cue: 'q',
  queue: 'q',
  are: 'r',
  ar: 'r',
  es: 's',
  ess: 's',
  tea: 't',
  tee: 't',
  ti: 't',
  you: 'u',
  vee: 'v',
  ex: 'x',
  why: 'y',
  zee: 'z',
};

/** `bee el tee`: the names of the letters of a word of the menu that is said letter by letter. */
export function speltWord(
  words: readonly string[],
  from: number,
  { vocabulary }: Lexicon,
): Spelt | undefined {
  let letters = '';
  for (let to = from; to < Math.min(words.length, from + 6); to += 1) {
    const word = words[to] ?? '';
    const letter = /^[a-z]$/.test(word) ? word : LETTER_NAMES[word];
    if (letter === undefined) return undefined;
    letters += letter;
    const isWord = letters.length >= 3 && to > from && !/[aeiou]/.test(letters);
    if (isWord && vocabulary.has(letters))
      return { from, to: to + 1, words: [letters], likeness: 1 };
  }
  return undefined;
}
