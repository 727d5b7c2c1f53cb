/**
 * Names cut short because the kind is said elsewhere: `two tacos, one asada`, `a greek and a summer
 * salad`, `a large cheese` where every large thing called so is a pizza. The cut name is read whole.
 */
import type { Chunk, FoodChunk } from './chunks.ts';
import { isCue } from './ear.ts';
import type { Lexicon } from './lexicon.ts';
import { stem } from './stem.ts';

export function fillEllipses(chunks: readonly Chunk[], lexicon: Lexicon): Chunk[] {
  const whole = joinContainers(chunks, lexicon);
  const filled: Chunk[] = [];
  for (const [at, chunk] of whole.entries()) {
    const place = { whole, filled, at, lexicon };
    const said = isCue(chunk, 'trait', 'size') ? adjectiveOf(chunk, place) : chunk;
    const itemId = said.kind !== 'food' ? undefined : (cutName(said, place) ?? onlyOf(said, chunk));
    filled.push(itemId === undefined || said.kind !== 'food' ? chunk : named(said, itemId));
  }
  return filled;
}

/** A word that was no name until the kind made it the name of one item. */
function onlyOf(said: FoodChunk, chunk: Chunk): string | undefined {
  return said === chunk ? undefined : said.food.itemIds[0];
}

function named(chunk: FoodChunk, itemId: string): FoodChunk {
  const food = { ...chunk.food, itemIds: [itemId], grade: 'named', thing: undefined } as const;
  return { ...chunk, food: { ...food, headThing: undefined, isEveryday: false } };
}

type Place = {
  readonly whole: readonly Chunk[];
  /** What stands before, names already filled in. */
  readonly filled: readonly Chunk[];
  readonly at: number;
  readonly lexicon: Lexicon;
};

/** The one item that the cut name means here, if there is one. */
function cutName(chunk: FoodChunk, place: Place): string | undefined {
  const { food } = chunk;
  const isWhole = food.grade === 'named' && food.itemIds.length === 1 && food.thing === undefined;
  if (isWhole || food.itemIds.length === 0) return undefined;
  return ofKindBefore(chunk, place) ?? ofKindAfter(chunk, place) ?? ofItsOption(chunk, place);
}

/** `two salads, one summer, one greek`: a kind was said, and this is one of a list of it. */
function ofKindBefore(chunk: FoodChunk, { filled, at, lexicon }: Place): string | undefined {
  const kind = isListed(filled, at) ? countedKind(filled) : undefined;
  if (kind === undefined) return undefined;
  const [only, ...others] = chunk.food.itemIds.filter((id) => kind.food.itemIds.includes(id));
  return called(chunk, kind.text, lexicon) ?? (others.length === 0 ? only : undefined);
}

/** `three pizzas`, `four large pies`: the last kind of which so many are to be named. */
function countedKind(filled: readonly Chunk[]): FoodChunk | undefined {
  const at = filled.findLastIndex(
    (chunk) =>
      chunk.kind === 'food' &&
      chunk.food.grade === 'hinted' &&
      chunk.food.itemIds.length > 1 &&
      !chunk.text.includes(' '),
  );
  const kind = filled[at];
  const before = filled[at - 1];
  const isOption = before?.kind === 'food' && before.food.itemIds.length === 0;
  const number = isOption ? filled[at - 2] : before;
  return kind?.kind === 'food' && number?.kind === 'count' ? kind : undefined;
}

/** `two plain`, said of pies: a word that also tells how a dish is made is here the name of one. */
function adjectiveOf(chunk: Chunk, place: Place): Chunk {
  const { whole, filled, at, lexicon } = place;
  const ahead = adjectiveBefore(chunk, place);
  if (ahead !== undefined) return ahead;
  const kind =
    isListed(filled, at) && whole[at + 1]?.kind !== 'food' ? countedKind(filled) : undefined;
  const key = `${chunk.text} ${kind?.text ?? ''}`.split(' ').map(stem).join(' ');
  const itemIds = kind === undefined ? [] : (lexicon.named.get(key) ?? []);
  if (kind === undefined || itemIds.length !== 1) return chunk;
  return { ...chunk, kind: 'food', food: { ...kind.food, itemIds }, isBeside: false };
}

/** `two sweet and one unsweet tea`: the kind follows with the next of the list. */
function adjectiveBefore(chunk: Chunk, { whole, at, lexicon }: Place): FoodChunk | undefined {
  const [link, next, other] = whole.slice(at + 1, at + 4);
  const isListing = isCue(link, 'and') && next?.kind === 'count';
  if (!isListing || whole[at - 1]?.kind !== 'count' || other?.kind !== 'food') return undefined;
  const words = other.text.split(' ');
  if (words.length < 2 || other.food.grade !== 'named') return undefined;
  const key = `${chunk.text} ${words.at(-1) ?? ''}`.split(' ').map(stem).join(' ');
  const itemIds = lexicon.named.get(key) ?? [];
  if (itemIds.length !== 1) return undefined;
  return { ...chunk, kind: 'food', food: { ...other.food, itemIds }, isBeside: false };
}

/** After a number, an `a`, `each`, or another of the list. */
function isListed(filled: readonly Chunk[], at: number): boolean {
  let before = at - 1;
  while (filled[before]?.kind === 'pause' || isCue(filled[before], 'and', 'filler')) before -= 1;
  const last = filled[before];
  if (before === at - 1 && (last?.kind === 'count' || isCue(last, 'indefinite', 'all')))
    return true;
  const isOfList = last?.kind === 'food' && last.food.grade === 'named' && !last.text.includes(' ');
  return isOfList && isListed(filled, before);
}

/** `a greek and a summer salad`: the kind follows with the next of the list. */
function ofKindAfter(chunk: FoodChunk, { whole, at, lexicon }: Place): string | undefined {
  const before = whole[at - 1];
  const isOne = before?.kind === 'count' || isCue(before, 'indefinite');
  const [link, next, other] = whole.slice(at + 1, at + 4);
  const isAlike = next?.kind === 'count' || isCue(next, 'indefinite');
  if (!isOne || !isAlike || !isCue(link, 'and') || other?.kind !== 'food') return undefined;
  if (chunk.food.grade === 'named' && chunk.food.itemIds.length > 1) return undefined;
  const words = other.text.split(' ');
  if (words.length < 2 || other.food.grade !== 'named') return undefined;
  return called(chunk, words.at(-1) ?? '', lexicon);
}

/** `a medium cheese`: said right behind an option that only one kind of dish has. */
function ofItsOption(chunk: FoodChunk, { whole, at, lexicon }: Place): string | undefined {
  const [article, option] = whole.slice(Math.max(0, at - 2), at);
  const isOne = article?.kind === 'count' || isCue(article, 'indefinite');
  if (!isOne || option?.kind !== 'food' || option.food.itemIds.length > 0) return undefined;
  const itemIds = chunk.food.itemIds.filter((itemId) => offers(itemId, option, lexicon));
  const kinds = new Set(
    itemIds.map((itemId) => lexicon.items.get(itemId)?.name.toLowerCase().split(' ').at(-1) ?? ''),
  );
  const meant = new Set([...kinds].map((kind) => called(chunk, kind, lexicon)));
  meant.delete(undefined);
  return meant.size === 1 ? [...meant][0] : undefined;
}

function called(
  { text, food }: FoodChunk,
  kind: string,
  { named: names }: Lexicon,
): string | undefined {
  const whole = `${text} ${kind}`.split(' ').map(stem).join(' ');
  const [itemId, ...others] = names.get(whole) ?? [];
  const isMeant = itemId !== undefined && food.itemIds.includes(itemId);
  return isMeant && others.length === 0 ? itemId : undefined;
}

function offers(itemId: string, { food }: FoodChunk, { items }: Lexicon): boolean {
  const choiceIds = items.get(itemId)?.choiceIds ?? [];
  return food.thing?.options.some(({ choiceId }) => choiceIds.includes(choiceId)) === true;
}

/** `a can of root beer`: the `of` only joins an option to the dish that comes in it. */
function joinContainers(chunks: readonly Chunk[], lexicon: Lexicon): Chunk[] {
  return chunks.flatMap((chunk, at) => {
    const measured = measureOf(chunk, chunks[at + 1], lexicon);
    if (measured !== undefined) return [measured];
    if (chunk.text === 'of' && isContained(chunks, at, lexicon)) return [];
    const of = chunks[at + 1];
    const isContainer = of?.text === 'of' && isContained(chunks, at + 1, lexicon);
    return isContainer ? [{ ...chunk, to: of.to }] : [chunk];
  });
}

/** `cup of miso`: everyday words for some of it, and here an option of the dish. */
function measureOf(chunk: Chunk, dish: Chunk | undefined, lexicon: Lexicon): FoodChunk | undefined {
  const [word = '', of, ...others] = chunk.text.split(' ');
  if (!isCue(chunk, 'filler') || of !== 'of' || others.length > 0) return undefined;
  if (dish?.kind !== 'food' || dish.from !== chunk.to) return undefined;
  const thing = lexicon.things.get(stem(word));
  if (thing === undefined) return undefined;
  const food = { ...dish.food, itemIds: [], grade: 'none', thing, isEveryday: false } as const;
  const option: FoodChunk = { ...chunk, kind: 'food', food, isBeside: false };
  return dish.food.itemIds.some((itemId) => offers(itemId, option, lexicon)) ? option : undefined;
}

function isContained(chunks: readonly Chunk[], of: number, lexicon: Lexicon): boolean {
  const [option, , dish] = chunks.slice(Math.max(0, of - 1), of + 2);
  if (option?.kind !== 'food' || dish?.kind !== 'food' || option.to !== chunks[of]?.from)
    return false;
  return dish.food.itemIds.some((itemId) => offers(itemId, option, lexicon));
}
