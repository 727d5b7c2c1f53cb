/**
 * Counts sentences into a back-off trigram model (absolute discounting, Ney, Essen and Kneser 1994) and
 * writes it as ARPA text, which pocketsphinx reads.
 */
const DISCOUNT = 0.6;
/** Below any word that was ever seen; stands for "can't be". */
const NEVER_LOG10 = -99;

export type TrigramOptions = {
  /** Words that may come anywhere, such as talk that isn't for us. */
  readonly strayWords: readonly string[];
  /** The share of all words that strays are thought to be, in (0, 1). */
  readonly strayShare: number;
};

type Counts = Map<string, number>;

export type LanguageModelText = { readonly arpa: string; readonly vocabulary: ReadonlySet<string> };

export function trigramModel(
  sentences: Iterable<string>,
  options: TrigramOptions,
): LanguageModelText {
  const [words, pairs, triples] = countAll(sentences);
  const unigrams = unigramShares(words, options);
  const pairModel = discounted(pairs, words, (pair) => unigrams.get(lastOf(pair)) ?? 0);
  const tripleModel = discounted(
    triples,
    pairs,
    (triple) => pairModel.shares.get(tailOf(triple)) ?? 0,
  );
  const lines = [
    '\\data\\',
    `ngram 1=${unigrams.size + 1}`,
    `ngram 2=${pairModel.shares.size}`,
    `ngram 3=${tripleModel.shares.size}`,
    '',
    '\\1-grams:',
    `${NEVER_LOG10} <s> ${log10(pairModel.backoffs.get('<s>') ?? 1)}`,
    ...entries(unigrams, pairModel.backoffs),
    '',
    '\\2-grams:',
    ...entries(pairModel.shares, tripleModel.backoffs),
    '',
    '\\3-grams:',
    ...entries(tripleModel.shares, null),
    '',
    '\\end\\',
    '',
  ];
  const vocabulary = new Set([...unigrams.keys()].filter((word) => word !== '</s>'));
  return { arpa: lines.join('\n'), vocabulary };
}

function countAll(sentences: Iterable<string>): readonly [Counts, Counts, Counts] {
  const counts: [Counts, Counts, Counts] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  for (const sentence of sentences) {
    const words = ['<s>', ...sentence.split(' '), '</s>'];
    for (let at = 0; at < words.length; at += 1) {
      counts.forEach((count, order) => {
        if (at + order >= words.length) return;
        const gram = words.slice(at, at + order + 1).join(' ');
        count.set(gram, (count.get(gram) ?? 0) + 1);
      });
    }
  }
  return counts;
}

/** Every word but the sentence start, strays included; sums to 1. */
function unigramShares(words: Counts, { strayWords, strayShare }: TrigramOptions): Counts {
  const strays = strayWords.filter((word) => !words.has(word));
  const strayMass = strays.length > 0 ? strayShare : 0;
  let total = 0;
  for (const [word, count] of words) if (word !== '<s>') total += count;
  const shares: Counts = new Map();
  for (const [word, count] of words) {
    if (word !== '<s>') shares.set(word, ((1 - strayMass) * count) / total);
  }
  for (const word of strays) shares.set(word, strayMass / strays.length);
  return shares;
}

/** Discounted shares of each gram, and the back-off weight of each history so that all words sum to 1. */
function discounted(
  grams: Counts,
  histories: Counts,
  shorterShare: (gram: string) => number,
): { readonly shares: Counts; readonly backoffs: Counts } {
  const shares: Counts = new Map();
  const seen = new Map<string, { total: number; kinds: number; shorter: number }>();
  for (const [gram, count] of grams) {
    const history = headOf(gram);
    const sum = seen.get(history) ?? { total: 0, kinds: 0, shorter: 0 };
    sum.total += count;
    sum.kinds += 1;
    sum.shorter += shorterShare(gram);
    seen.set(history, sum);
  }
  for (const [gram, count] of grams) {
    shares.set(gram, (count - DISCOUNT) / (seen.get(headOf(gram))?.total ?? 1));
  }
  const backoffs: Counts = new Map();
  for (const history of histories.keys()) {
    const sum = seen.get(history);
    if (sum === undefined) continue;
    const left = (DISCOUNT * sum.kinds) / sum.total;
    backoffs.set(history, left / Math.max(1 - sum.shorter, 1e-6));
  }
  return { shares, backoffs };
}

function* entries(shares: Counts, backoffs: Counts | null): Generator<string> {
  for (const [gram, share] of shares) {
    const backoff = backoffs === null ? '' : ` ${log10(backoffs.get(gram) ?? 1)}`;
    yield `${log10(share)} ${gram}${backoff}`;
  }
}

function log10(share: number): string {
  return Math.log10(Math.max(share, 1e-9)).toFixed(4);
}

function headOf(gram: string): string {
  return gram.slice(0, gram.lastIndexOf(' '));
}

function tailOf(gram: string): string {
  return gram.slice(gram.indexOf(' ') + 1);
}

function lastOf(gram: string): string {
  return gram.slice(gram.lastIndexOf(' ') + 1);
}
