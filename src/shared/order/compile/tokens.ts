/** Speech as tokens: plain lower-case words, and `,` and `.` where the text pauses or stops. */

export type Token = {
  /** Lower case, without apostrophes and accents; `,` for a pause, `.` for a stop, `?` for a question. */
  readonly word: string;
  /** Where it stands in the text, end exclusive. */
  readonly start: number;
  readonly end: number;
};

/** Longer texts are cut: nobody says more in one utterance. */
const MAX_TEXT_LENGTH = 2_000;

const TOKEN =
  /(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?|w\/o?|w\.(?=\s)|(?<![\p{L}\p{N}]\s*)-\d+|\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*['’]?|[&+$%]|\.{2,}|…|[,;:()—–]| -+ |[.!?\n]/gu;

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.slice(0, MAX_TEXT_LENGTH).matchAll(TOKEN)) {
    const [found] = match;
    const end = match.index + found.length;
    for (const word of wordsOf(found)) tokens.push({ word, start: match.index, end });
  }
  return tokens;
}

/** The words between two tokens as they were heard. */
export function wordsAt(text: string, tokens: readonly Token[], from: number, to: number): string {
  const start = tokens[from]?.start ?? 0;
  const end = tokens[to - 1]?.end ?? start;
  return text.slice(start, end).replace(/\s+/g, ' ').trim();
}

export function isPause(word: string): boolean {
  return word === ',' || word === '.' || word === '?';
}

const SYMBOLS: Readonly<Record<string, string>> = {
  '&': 'and',
  '+': 'plus',
  n: 'and',
  "'n'": 'and',
  $: 'dollars',
  '%': 'percent',
  'w/': 'with',
  'w.': 'with',
  'w/o': 'without',
  '.': '.',
  '!': '.',
  '\n': '.',
  '?': '?',
};

function wordsOf(found: string): string[] {
  const lower = found.toLowerCase();
  const symbol = SYMBOLS[lower];
  if (symbol !== undefined) return [symbol];
  if (/^-?\d/.test(lower)) return [lower.replace(/,/g, '')];
  const plain = lower.normalize('NFKD').replace(/\p{M}/gu, '').replace(/['’.]/g, '');
  if (/^[\p{L}]/u.test(plain)) return [plain];
  return [','];
}
