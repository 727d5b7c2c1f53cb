/** An utterance cut into chunks: what is said of the menu, how many, and the cues between them. */
import type { CueName } from './cue-table.ts';
import { cueAt } from './cues.ts';
import { readFood, type Food } from './food.ts';
import type { Lexicon } from './lexicon.ts';
import { mendMishearings, type Heard } from './mishearing.ts';
import { readNumber } from './numbers.ts';
import { EVERYDAY_WORDS, HESITATION } from './everyday-words.ts';
import { withoutStutter } from './stutter.ts';
import { stem } from './stem.ts';
import { isPause, tokenize, wordsAt, type Token } from './tokens.ts';

/** `from`/`to` count the heard words; `text` is the chunk as plain words. */
export type Chunk = { readonly from: number; readonly to: number; readonly text: string } & (
  | { readonly kind: 'food'; readonly food: Food; readonly isBeside: boolean }
  /** Words that are neither speech we know nor on the menu: perhaps a dish of elsewhere. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'count'; readonly value: number; readonly more: boolean }
  | { readonly kind: 'choice-name'; readonly choiceIds: readonly string[] }
  | { readonly kind: 'pause' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'cue'; readonly cue: CueName }
);

export type FoodChunk = Extract<Chunk, { kind: 'food' }>;

export type Utterance = {
  readonly chunks: readonly Chunk[];
  /** The words as heard between two word positions. */
  readonly words: (from: number, to: number) => string;
};

export function chunkUtterance(text: string, lexicon: Lexicon): Utterance {
  const tokens: readonly Token[] = tokenize(text);
  const heard = withoutStutter(mendMishearings(tokens, lexicon), lexicon);
  return {
    chunks: cut(heard, lexicon),
    words: (from, to) =>
      wordsAt(text, tokens, heard[from]?.from ?? 0, heard[to - 1]?.to ?? heard[from]?.to ?? 0),
  };
}

function cut(heard: readonly Heard[], lexicon: Lexicon): Chunk[] {
  const words = heard.map(({ word }) => word);
  const spoken = words.join(' ');
  const starts: number[] = [];
  let offset = 0;
  for (const word of words) {
    starts.push(offset);
    offset += word.length + 1;
  }
  const chunks: Chunk[] = [];
  const text = (from: number, to: number) => words.slice(from, to).join(' ');
  let run = 0;
  const closeRun = (to: number) => {
    if (run < to) chunks.push(...readRun(heard, run, to, lexicon));
  };
  for (let at = 0; at < words.length;) {
    const closed = withoutName(words, closedChunk(words, at, spoken, starts, lexicon), lexicon);
    const named = longestNamed(words, at, lexicon);
    if (closed === undefined || named >= closed.to - at || isInName(words, at, closed, lexicon)) {
      at += Math.max(1, named);
      continue;
    }
    closeRun(at);
    chunks.push({ ...closed, text: text(closed.from, closed.to) });
    at = closed.to;
    run = at;
  }
  closeRun(words.length);
  return chunks;
}

/** `too sweet teas`: a cue ends where a longer name of the menu begins. */
function withoutName(
  words: readonly string[],
  closed: Closed | undefined,
  lexicon: Lexicon,
): Closed | undefined {
  if (closed === undefined) return undefined;
  for (let start = closed.from + 1; start < closed.to; start += 1) {
    const isNumber =
      closed.kind === 'cue' &&
      closed.cue === 'also' &&
      homophone(words, start, lexicon) !== undefined;
    if (!isNumber && start + longestNamed(words, start, lexicon) <= closed.to) continue;
    const count = homophone(words, closed.from, lexicon) ?? readNumber(words, closed.from);
    const place = { from: closed.from, to: start };
    if (count !== undefined)
      return { ...place, kind: 'count', value: count.value, more: count.more };
    const cue = cueAt(`${words.slice(closed.from, start).join(' ')} …`, 0);
    return { ...place, kind: 'cue', cue: cue?.name ?? 'filler' };
  }
  return closed;
}

/** A word like `grilled` that the menu uses too, right before another word of the menu. */
function isInName(words: readonly string[], at: number, closed: Closed, lexicon: Lexicon): boolean {
  const isAdjective = closed.kind === 'cue' && (closed.cue === 'trait' || closed.cue === 'size');
  if (!isAdjective || closed.to !== at + 1) return false;
  return [at, at + 1].every((index) => lexicon.phrasesWith.has(stem(words[index] ?? '')));
}

/** How many words from here name something of the menu in full. */
function longestNamed(words: readonly string[], at: number, lexicon: Lexicon): number {
  const most = Math.min(lexicon.longestPhrase, words.length - at);
  for (let length = most; length > 0; length -= 1) {
    const key = words
      .slice(at, at + length)
      .map(stem)
      .join(' ');
    if (lexicon.named.has(key) || lexicon.things.has(key)) return length;
  }
  return 0;
}

type Closed =
  | Omit<Extract<Chunk, { kind: 'count' }>, 'text'>
  | Omit<Extract<Chunk, { kind: 'cue' }>, 'text'>
  | Omit<Extract<Chunk, { kind: 'choice-name' }>, 'text'>
  | Omit<Extract<Chunk, { kind: 'pause' }>, 'text'>
  | Omit<Extract<Chunk, { kind: 'stop' }>, 'text'>;

function closedChunk(
  words: readonly string[],
  at: number,
  spoken: string,
  starts: readonly number[],
  lexicon: Lexicon,
): Closed | undefined {
  const word = words[at] ?? '';
  if (isPause(word)) return { kind: word === ',' ? 'pause' : 'stop', from: at, to: at + 1 };
  const start = starts[at] ?? 0;
  const cue = cueAt(spoken, start);
  const cueWords =
    cue === undefined ? 0 : spoken.slice(start, start + cue.length).split(' ').length;
  const count = readNumber(words, at) ?? homophone(words, at, lexicon);
  if (count !== undefined && count.length >= cueWords) {
    return { kind: 'count', value: count.value, more: count.more, from: at, to: at + count.length };
  }
  if (cue !== undefined) return { kind: 'cue', cue: cue.name, from: at, to: at + cueWords };
  if (word === 'all' && isSaidOfAll(words, at + 1, lexicon))
    return { kind: 'cue', cue: 'all', from: at, to: at + 1 };
  const choiceIds = lexicon.choiceNames.get(stem(word));
  if (choiceIds !== undefined) return { kind: 'choice-name', choiceIds, from: at, to: at + 1 };
  const isMenuWord = lexicon.vocabulary.has(stem(word)) || lexicon.vocabulary.has(word);
  if (HESITATION.test(word) || (EVERYDAY_WORDS.has(word) && !isMenuWord)) {
    return { kind: 'cue', cue: 'filler', from: at, to: at + 1 };
  }
  return undefined;
}

/** `all al pastor`, `all large`: what the dishes before are; `all greek salads` names other dishes. */
function isSaidOfAll(words: readonly string[], at: number, lexicon: Lexicon): boolean {
  const length = longestNamed(words, at, lexicon);
  const last = words[at + length - 1] ?? '';
  return length > 0 && stem(last) === last;
}

const SOUNDS_LIKE_NUMBER = new Map([
  ['to', 2],
  ['too', 2],
  ['for', 4],
  ['fore', 4],
  ['won', 1],
  ['tree', 3],
  ['free', 3],
  ['ate', 8],
  ['sex', 6],
  ['tan', 10],
]);

/** `to greek bowls`, `for lemonades`: a number written as the word it sounds like, before a plural. */
function homophone(words: readonly string[], at: number, lexicon: Lexicon) {
  const value = SOUNDS_LIKE_NUMBER.get(words[at] ?? '');
  if (value === undefined) return undefined;
  const length = longestNamed(words, at + 1, lexicon);
  const last = words[at + length] ?? '';
  const singular = words
    .slice(at + 1, at + 1 + length)
    .map(stem)
    .join(' ');
  if (length === 0 || stem(last) === last || !lexicon.named.has(singular)) return undefined;
  const [itemId] = lexicon.named.get(singular) ?? [];
  const isPluralName =
    lexicon.items
      .get(itemId ?? '')
      ?.name.toLowerCase()
      .endsWith(last) === true;
  return isPluralName ? undefined : { value, length: 1, more: false };
}

function readRun(heard: readonly Heard[], from: number, to: number, lexicon: Lexicon): Chunk[] {
  const pieces = readFood(heard.slice(from, to), lexicon);
  return pieces.map((piece, index): Chunk => {
    const place = {
      from: from + piece.from,
      to: from + piece.to,
      text: heard
        .slice(from + piece.from, from + piece.to)
        .map(({ word }) => word)
        .join(' '),
    };
    if (piece.food === undefined) return { ...place, kind: 'unknown' };
    const isUnknown = (at: number) => {
      const neighbour = pieces[at];
      if (neighbour === undefined || neighbour.food !== undefined) return false;
      return heard
        .slice(from + neighbour.from, from + neighbour.to)
        .some(({ word }) => word !== 'of');
    };
    const isBeside = isUnknown(index - 1) || isUnknown(index + 1);
    return { ...place, kind: 'food', food: piece.food, isBeside };
  });
}
