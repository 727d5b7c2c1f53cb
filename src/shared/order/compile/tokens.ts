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
  return tokens.map((token, at) => (token.word === '…' ? trailedOff(tokens, token, at) : token));
}

const ASKS = /^(?:what|whats|how|hows|where|wheres|who|why|do|does|is|are)$/;
const BEFORE_ASKING = /^(?:um+|uh+|oh|hm+|so|and|wait|sorry|hey|hi|hello|,)$/;

/** `a tea … what is in the bowl … and a salad`: a question begins and ends where the talk trails off. */
function trailedOff(tokens: readonly Token[], token: Token, at: number): Token {
  const isEnd = (word: string) => word === '.' || word === '?' || word === '…';
  const begun = tokens.findLastIndex(({ word }, index) => index < at && isEnd(word)) + 1;
  const isEdge = asksFrom(tokens, begun) || asksFrom(tokens, at + 1);
  return { ...token, word: isEdge ? '.' : ',' };
}

function asksFrom(tokens: readonly Token[], from: number): boolean {
  const first = tokens.find(({ word }, at) => at >= from && !BEFORE_ASKING.test(word));
  return first !== undefined && ASKS.test(first.word);
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
  '…': '…',
};

function wordsOf(found: string): string[] {
  const lower = found.toLowerCase();
  const symbol = SYMBOLS[/^\.{2,}$/.test(lower) ? '…' : lower];
  if (symbol !== undefined) return [symbol];
  if (/^-?\d/.test(lower)) return [lower.replace(/,/g, '')];
  const plain = lower.normalize('NFKD').replace(/\p{M}/gu, '').replace(/['’.]/g, '');
  if (/^[\p{L}]/u.test(plain)) return [plain];
  return [','];
}
