/** Quantities as people say them: `2`, `twenty five`, `a couple of`, `half a dozen`, `another`. */

export type SpokenNumber = {
  readonly value: number;
  /** How many words it took. */
  readonly length: number;
  /** `another`, `two more`: on top of what is there. */
  readonly more: boolean;
};

const SMALL = new Map(
  [
    ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
    ['eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen'],
    ['nineteen'],
  ]
    .flat()
    .map((word, value) => [word, value] as const)
    .concat(
      'uno dos tres cuatro cinco seis siete ocho nueve diez'
        .split(' ')
        .map((word, index) => [word, index + 1] as const),
    ),
);
const TENS = new Map(
  ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'].map(
    (word, index) => [word, (index + 2) * 10],
  ),
);
const SCALES = new Map([
  ['hundred', 100],
  ['thousand', 1_000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
  ['dozen', 12],
  ['dozens', 12],
]);
/** Set phrases, longest first. */
const PHRASES: readonly (readonly [readonly string[], number])[] = [
  [['half', 'a', 'dozen'], 6],
  [['a', 'half', 'dozen'], 6],
  [['half', 'dozen'], 6],
  [['a', 'double', 'order'], 2],
  [['double', 'order'], 2],
  [['double', 'orders'], 2],
  [['a', 'baker', 'dozen'], 13],
  [['a', 'bakers', 'dozen'], 13],
  [['bakers', 'dozen'], 13],
  [['a', 'couple'], 2],
  [['couple'], 2],
  [['a', 'pair'], 2],
  [['pair'], 2],
  [['a', 'few'], 3],
  [['a', 'trio'], 3],
  [['a', 'single'], 1],
  [['single'], 1],
  [['just', 'the', 'one'], 1],
];

export function readNumber(words: readonly string[], at: number): SpokenNumber | undefined {
  const first = words[at];
  if (first === 'another') {
    const after = readCardinal(words, at + 1);
    return { value: after?.value ?? 1, length: 1 + (after?.length ?? 0), more: true };
  }
  if (first === 'minus' || first === 'negative') {
    const after = readCardinal(words, at + 1);
    return after && { value: -after.value, length: 1 + after.length, more: false };
  }
  const found = readPhrase(words, at) ?? readCardinal(words, at);
  if (found === undefined) return undefined;
  let end = at + found.length;
  const isMore = words[end] === 'more' || words[end] === 'extra' || words[end] === 'additional';
  const more = isMore && words[end] !== 'extra';
  if (more) end += 1;
  if (
    words[end] === 'of' &&
    !/^(?:them|those|these|us|the|which|whom|everything|it|all)$/.test(words[end + 1] ?? '')
  )
    end += 1;
  return { value: found.value, length: end - at, more };
}

function readPhrase(words: readonly string[], at: number) {
  for (const [phrase, value] of PHRASES) {
    if (phrase.every((word, index) => words[at + index] === word)) {
      return { value, length: phrase.length };
    }
  }
  return undefined;
}

function readCardinal(words: readonly string[], at: number) {
  let end = at;
  let total = 0;
  let group: number | undefined;
  let previous = '';
  for (; ; end += 1) {
    const word = words[end] ?? '';
    const scale = SCALES.get(word);
    const small = /^-?\d+$/.test(word) ? Number(word) : (SMALL.get(word) ?? TENS.get(word));
    if (scale !== undefined) {
      group = (group ?? 1) * scale;
      if (scale >= 1_000) {
        total += group;
        group = 0;
      }
    } else if (small !== undefined && group === undefined) {
      group = small;
    } else if (small !== undefined && group !== undefined && continues(previous, word)) {
      group += small;
    } else if (word === 'a' && end === at && SCALES.has(words[end + 1] ?? '')) {
      group = 1;
    } else if (word === 'and' && SCALES.has(previous) && isTail(words, end + 1, previous)) {
      continue;
    } else {
      break;
    }
    previous = word;
  }
  if (group === undefined) return undefined;
  if (words.slice(end, end + 4).join(' ') === 'and a half dozen') {
    return { value: (total + group) * 12 + 6, length: end + 4 - at };
  }
  return { value: Math.min(total + group, 1_000_000_000), length: end - at };
}

/** `twenty five` and `hundred five` go on; `two three` are two numbers. */
function continues(previous: string, word: string): boolean {
  if (TENS.has(previous)) return (SMALL.get(word) ?? 10) < 10;
  return SCALES.has(previous) && previous !== 'dozen' && (SMALL.has(word) || TENS.has(word));
}

function isTail(words: readonly string[], at: number, scale: string): boolean {
  const word = words[at] ?? '';
  return scale !== 'dozen' && scale !== 'dozens' && (SMALL.has(word) || TENS.has(word));
}
