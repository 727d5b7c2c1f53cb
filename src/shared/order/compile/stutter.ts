/** Takes out what people say while they look for words: `uh`, and a start that is said again. */
import { HESITATION } from './everyday-words.ts';
import type { Lexicon } from './lexicon.ts';
import type { Heard } from './mishearing.ts';
import { stem } from './stem.ts';
import { isPause } from './tokens.ts';

const LONGEST_START = 4;

export function withoutStutter(heard: readonly Heard[], lexicon: Lexicon): Heard[] {
  const spoken = heard.filter(({ word }) => !HESITATION.test(word));
  for (let length = LONGEST_START; length > 0; length -= 1) {
    for (let at = 0; at < spoken.length; at += 1) {
      const again = startsAgain(spoken, at, length, lexicon);
      if (again !== undefined) spoken.splice(at, again - at);
    }
  }
  return spoken;
}

/** Where the words from `at` are said again at once (`two… two sweet teas`); a dish said twice is two, and so is `burger and a veggie burger and a veggie`. */
function startsAgain(
  spoken: readonly Heard[],
  at: number,
  length: number,
  { named, things }: Lexicon,
): number | undefined {
  let again = at + length;
  while (spoken[again]?.word === ',') again += 1;
  const words = spoken.slice(at, at + length).map(({ word }) => word);
  if (words.length < length || !words.every((word, index) => word === spoken[again + index]?.word))
    return undefined;
  const isMeant = words.some((_, from) =>
    words.slice(from).some((_word, index) => {
      const key = words
        .slice(from, from + index + 1)
        .map(stem)
        .join(' ');
      return named.has(key) || things.has(key);
    }),
  );
  const isListed = words.indexOf('and') > 0;
  const isTakenBack = length === 1 && words[0] === 'no';
  return isMeant || isListed || isTakenBack || words.some(isPause) ? undefined : again;
}
