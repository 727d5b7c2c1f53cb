/** Numbers and pointing words: how many, which of them, all of them, on which dish. */
import { accepts } from './bind-wishes.ts';
import type { Chunk } from './chunks.ts';
import {
  divide,
  draftOf,
  focusOn,
  giveHeld,
  isHeard,
  lastOf,
  openDraft,
  setQuantity,
  type Conversation,
} from './conversation.ts';
import { isOpen, type Draft } from './draft.ts';
import { isCue, namesItem, nextMeaning, type Ear, type Meaning } from './ear.ts';
import { toldApart } from './tell-apart.ts';

/** A number is of the dish that follows, of a part of one, or the number of one that was named. */
export function hearCount(talk: Conversation, { chunks, at, chunk }: Ear): number {
  if (chunk.kind !== 'count') return at + 1;
  talk.hasDropped = false;
  const next = nextMeaning(chunks, at, true);
  const isOfThem = isCue(next.chunk, 'of-them', 'it');
  const follows = isOfThem ? nextMeaning(chunks, next.index, true) : next;
  const number: SpokenCount = {
    talk,
    chunk,
    next,
    follows,
    isOfThem,
    before: isPause(chunks[at - 1]) ? chunks[at - 2] : chunks[at - 1],
  };
  const isNamed = namesDish(talk, next.chunk);
  const isOther = isNamed || next.chunk?.kind === 'food';
  const heard = isTakenBack(talk, chunks, next)
    ? undefined
    : (countPart(number) ??
      (isOther
        ? undefined
        : (countTopic(number) ?? countAnother(number) ?? countAfterwards(number))));
  if (heard !== undefined) return heard;
  const isOfOption = next.chunk?.kind === 'food' && !isNamed;
  if (!isOfOption) talk.count = { value: chunk.value, more: chunk.more, from: chunk.from };
  return at + 1;
}

type SpokenCount = {
  readonly talk: Conversation;
  readonly chunk: Extract<Chunk, { kind: 'count' }>;
  readonly before: Chunk | undefined;
  readonly next: Meaning;
  /** Past `of them`. */
  readonly follows: Meaning;
  readonly isOfThem: boolean;
};

/** `three, no, two salads`: another number of a dish comes in this one's place. */
function isTakenBack(talk: Conversation, chunks: readonly Chunk[], next: Meaning): boolean {
  let meaning = next;
  while (isCue(meaning.chunk, 'no', 'fix', 'maybe-fix', 'scratch')) {
    meaning = nextMeaning(chunks, meaning.index);
  }
  if (meaning === next || meaning.chunk?.kind !== 'count') return false;
  return namesDish(talk, nextMeaning(chunks, meaning.index, true).chunk);
}

function namesDish(talk: Conversation, next: Chunk | undefined): boolean {
  if (next?.kind === 'unknown' || namesItem(next)) return true;
  return next?.kind === 'food' && next.food.itemIds.length > 0 && !isOption(talk, next);
}

/** `one with no olives`, `one of those should be a tea`: so many pieces become a line of their own. */
function countPart({ talk, chunk, next, follows, isOfThem }: SpokenCount): number | undefined {
  const whole = dividable(talk);
  if (whole === undefined || chunk.value > whole.quantity) return undefined;
  if (isCue(next.chunk, 'of-them') && chunk.value < whole.quantity && namesItem(follows.chunk)) {
    giveHeld(talk);
    talk.fix = { how: 'surely', target: divide(talk, whole, chunk.value) };
    return next.index + 1;
  }
  const isRestated =
    talk.fix?.how === 'maybe' &&
    chunk.value < whole.quantity &&
    isCue(follows.chunk, 'with', 'without', 'no');
  if (talk.fix !== undefined && !isOfThem && !isRestated) return undefined;
  if (!isAboutPart(talk, follows.chunk, whole)) return undefined;
  giveHeld(talk);
  divide(talk, whole, chunk.value);
  return follows.index;
}

/** `do you have lemonade? I'll take two`. */
function countTopic({ talk, chunk, next, isOfThem }: SpokenCount): number | undefined {
  const { topic } = talk;
  const hasDish = talk.drafts.some((draft) => isOpen(draft) && isHeard(draft));
  if (topic === undefined || hasDish) return undefined;
  talk.count = { value: chunk.value, more: false, from: chunk.from };
  openDraft(talk, topic, chunk.from, chunk.to);
  talk.topic = undefined;
  return isOfThem ? next.index + 1 : next.index;
}

/** `a salad with ranch and I want one with balsamic`: one more of the dish, with wishes of its own. */
function countAnother({ talk, chunk, before, follows }: SpokenCount): number | undefined {
  const model = lastOf(talk);
  if (model === undefined || !isHeard(model) || talk.fix !== undefined) return undefined;
  const isNew = isCue(before, 'order', 'and', 'also') || talk.link === 'and';
  if (!isNew || !isCue(follows.chunk, 'with', 'without', 'no')) return undefined;
  giveHeld(talk);
  const another = openDraft(talk, undefined, chunk.from, chunk.to);
  another.itemIds = model.itemIds;
  another.quantity = chunk.value;
  another.isCounted = true;
  another.confidence = model.confidence;
  return follows.index;
}

/** `lemonade times two`, `make that three`, `two more of those`, `I'll have one too`. */
function countAfterwards({ talk, chunk, before, next, isOfThem }: SpokenCount): number | undefined {
  const target = talk.fix?.target ?? lastOf(talk);
  if (target === undefined || target.itemIds.length === 0) return undefined;
  if (isCue(next.chunk, 'no', 'fix')) return undefined;
  const isOneMore = isCue(next.chunk, 'also') && talk.fix === undefined && !talk.isCorrecting;
  const isMeant =
    talk.fix !== undefined ||
    chunk.more ||
    isOneMore ||
    isCue(before, 'times') ||
    isNameOf(before, target) ||
    isCue(next.chunk, 'of-them');
  if (!isMeant) return undefined;
  giveHeld(talk);
  target.isRemoved = false;
  talk.isCorrecting ||= talk.fix !== undefined;
  setQuantity(talk, target, chunk.value, chunk.more || isOneMore);
  return isOfThem ? next.index + 1 : next.index;
}

function isPause(chunk: Chunk | undefined): boolean {
  return chunk?.kind === 'pause';
}

function isNameOf(chunk: Chunk | undefined, { itemIds }: Draft): boolean {
  return chunk?.kind === 'food' && chunk.food.itemIds.some((itemId) => itemIds.includes(itemId));
}

function isOption(talk: Conversation, chunk: Chunk): boolean {
  if (chunk.kind !== 'food' || chunk.food.thing === undefined) return false;
  const { food, text, from, to } = chunk;
  const last = lastOf(talk);
  const wish = { verb: 'bare', thing: food.thing, food, text, replaces: false, from, to } as const;
  return last !== undefined && accepts(last, wish, talk.lexicon) && food.grade === 'none';
}

/** `half with no rice`: half of an even number of pieces. */
export function hearHalf(talk: Conversation, { chunks, at }: Ear): number | undefined {
  const whole = dividable(talk);
  const next = nextMeaning(chunks, at);
  const follows = isCue(next.chunk, 'of-them') ? nextMeaning(chunks, next.index) : next;
  if (whole === undefined || whole.quantity % 2 > 0) return undefined;
  if (!isAboutPart(talk, follows.chunk, whole)) return undefined;
  giveHeld(talk);
  divide(talk, whole, whole.quantity / 2);
  return follows.index;
}

/** The draft that `one with …` would be a part of. */
function dividable(talk: Conversation): Draft | undefined {
  const { divided } = talk;
  const isItsPart = talk.focus.some(({ partOf }) => partOf !== undefined && partOf === divided);
  if (divided !== undefined && isOpen(divided) && isItsPart) return divided;
  return talk.focus.findLast((draft) => isOpen(draft) && draft.quantity > 1);
}

function isAboutPart(talk: Conversation, follows: Chunk | undefined, whole: Draft): boolean {
  if (follows === undefined) return false;
  if (whole.itemIds.length > 1 && toldApart(talk, whole, follows.text) !== undefined) return true;
  if (namesItem(follows)) return false;
  if (isCue(follows, 'with', 'without', 'no', 'add', 'extra', 'light', 'on', 'trait')) return true;
  if (follows.kind !== 'food' || follows.food.thing === undefined) return false;
  const { food, text, from, to } = follows;
  const isName = food.grade === 'named' && food.itemIds.length === 1;
  if (isName && (food.isPlural || talk.link === 'and' || talk.verb === 'add')) return false;
  return accepts(
    whole,
    { verb: 'bare', thing: food.thing, food, text, replaces: false, from, to },
    talk.lexicon,
  );
}

/** `on wheat`, `on one of them`, `on the greek bowl`, `to it`. */
export function hearOn(talk: Conversation, ear: Ear): number {
  const { chunks, at } = ear;
  const next = nextMeaning(chunks, at, true);
  const { chunk } = next;
  const hasHeld = talk.held.length > 0;
  if (isCue(chunk, 'it', 'of-them')) {
    giveHeld(talk);
    return next.index + 1;
  }
  if (chunk?.kind === 'count' && hasHeld) {
    const after = nextMeaning(chunks, next.index, true);
    const whole =
      dividable(talk) ?? talk.drafts.findLast((draft) => isOpen(draft) && draft.quantity > 1);
    if (whole !== undefined && !namesItem(after.chunk)) {
      const held = talk.held;
      talk.held = [];
      const part = divide(talk, whole, chunk.value);
      talk.held = held;
      giveHeld(talk, [part]);
      return isCue(after.chunk, 'of-them', 'it') ? after.index + 1 : next.index + 1;
    }
  }
  if (hasHeld && isCue(chunk, 'all', 'other', 'nth')) return next.index;
  if (hasHeld && chunk?.kind === 'food' && namesItem(chunk)) {
    const known = draftOf(talk, chunk.food);
    const isMeant = known !== undefined && !isCue(chunks[next.index - 1], 'indefinite');
    const held = talk.held;
    talk.held = [];
    const target = isMeant ? known : openDraft(talk, chunk.food, chunk.from, chunk.to);
    if (isMeant && known.itemIds.length > 1)
      known.itemIds = known.itemIds.filter((id) => chunk.food.itemIds.includes(id));
    focusOn(talk, [target]);
    talk.held = held;
    giveHeld(talk, [target]);
    return next.index + 1;
  }
  const isPointed = isCue(chunks[next.index - 1], 'definite', 'it');
  if (!hasHeld && isPointed && isKindOfDish(chunk)) return next.index + 1;
  if (!hasHeld && isPointed && chunk?.kind === 'food' && namesItem(chunk)) {
    const known = draftOf(talk, chunk.food);
    if (known !== undefined) {
      focusOn(talk, [known]);
      return next.index + 1;
    }
  }
  if (chunk?.kind === 'food' || chunk?.kind === 'unknown') {
    talk.verb = 'on';
    talk.degree = '';
  }
  return at + 1;
}

/** `for the sandwich, …`: a kind of dish, which only says what is coming. */
function isKindOfDish(chunk: Chunk | undefined): boolean {
  if (chunk?.kind !== 'food' || chunk.food.thing !== undefined) return false;
  return chunk.food.itemIds.length > 1 && chunk.food.grade !== 'named';
}

/** `both with ranch`, `chicken on all of them`. */
export function hearAll(talk: Conversation, { chunks, at, chunk }: Ear): number {
  if (talk.count !== undefined && chunk.text.startsWith('each')) {
    talk.eachCount = talk.count.value;
    return at + 1;
  }
  const isAhead = isCue(nextMeaning(chunks, at).chunk, 'order') && chunk.text === 'both';
  if (isAhead) {
    talk.eachCount = 2;
    return at + 1;
  }
  const last = lastOf(talk);
  if (last === undefined) return at + 1;
  const heard = talk.drafts.filter((draft) => isOpen(draft) && isHeard(draft));
  const among = heard.length > 0 ? heard : talk.drafts.filter(isOpen);
  const isPair = chunk.text.startsWith('both');
  const targets = last.quantity > 1 ? [last] : isPair ? among.slice(-2) : among;
  const next = nextMeaning(chunks, at).chunk;
  const isForWhatFollows =
    isCue(next, 'with', 'without', 'no', 'add', 'extra', 'light', 'on') || next?.kind === 'food';
  if (isForWhatFollows && !isCue(chunks[at - 1], 'on')) giveHeld(talk);
  else giveHeld(talk, targets);
  focusOn(talk, targets);
  const isMade = isCue(chunks[at - 1], 'make') && namesItem(next);
  if (isMade) talk.fix = { how: 'surely', target: last };
  return at + 1;
}

/** `the other one with no feta`: what is left of the divided draft, or the draft before. */
export function hearOther(talk: Conversation, ear: Ear): number {
  const isForHeld = isCue(ear.chunks[ear.at - 1], 'on');
  const held = talk.held;
  if (isForHeld) talk.held = [];
  else giveHeld(talk);
  const { divided } = talk;
  const others = talk.drafts.filter((draft) => isOpen(draft) && !talk.focus.includes(draft));
  const target = divided !== undefined && isOpen(divided) ? divided : others.at(-1);
  if (target !== undefined) focusOn(talk, [target]);
  if (isForHeld) {
    talk.held = held;
    giveHeld(talk);
  }
  return ear.at + 1;
}

const ORDINALS: readonly RegExp[] = [/first|1st/, /second|2nd/, /third|3rd/];

/** `no feta on the second one`: a piece of a draft of several, or a draft by its place. */
export function hearNth(talk: Conversation, { chunks, at, chunk }: Ear): number {
  const isForHeld = isCue(chunks[at - 1], 'on');
  const held = talk.held;
  if (isForHeld) talk.held = [];
  else giveHeld(talk);
  const last = lastOf(talk);
  const among = talk.drafts.filter(isOpen);
  const place = ORDINALS.findIndex((ordinal) => ordinal.test(chunk.text));
  const rest = last?.partOf;
  if (rest !== undefined && isOpen(rest)) divide(talk, rest, 1);
  else if (last !== undefined && last.quantity > 1) divide(talk, last, 1);
  else {
    const target = place < 0 ? last : among[place];
    if (target !== undefined) focusOn(talk, [target]);
  }
  if (isForHeld) {
    talk.held = held;
    giveHeld(talk);
  }
  return at + 1;
}
