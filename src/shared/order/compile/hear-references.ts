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
import { isCue, namesItem, nextMeaning, type Ear } from './ear.ts';
import { tellsApart } from './hear-food.ts';

export function hearCount(talk: Conversation, ear: Ear): number {
  const { chunk, chunks, at } = ear;
  if (chunk.kind !== 'count') return at + 1;
  const { value, more, from } = chunk;
  const next = nextMeaning(chunks, at, true);
  const follows = isCue(next.chunk, 'of-them', 'it') ? nextMeaning(chunks, next.index) : next;
  const whole = dividable(talk);
  const named = nextMeaning(chunks, next.index, true).chunk;
  if (
    whole !== undefined &&
    value < whole.quantity &&
    isCue(next.chunk, 'of-them') &&
    (namesItem(named) || isCue(named, 'definite'))
  ) {
    giveHeld(talk);
    const part = divide(talk, whole, value);
    talk.fix = { how: 'surely', target: part };
    return next.index + 1;
  }
  const isNamed = namesItem(next.chunk) || next.chunk?.kind === 'unknown';
  if (
    talk.fix === undefined &&
    whole !== undefined &&
    !isNamed &&
    isAboutPart(talk, follows.chunk, whole, value)
  ) {
    giveHeld(talk);
    divide(talk, whole, value);
    return follows.index;
  }
  if (
    isNamed ||
    (next.chunk?.kind === 'food' &&
      next.chunk.food.itemIds.length > 0 &&
      !isOption(talk, next.chunk))
  ) {
    talk.count = { value, more, from };
    return at + 1;
  }
  if (next.chunk?.kind === 'food') return at + 1;
  const target = talk.fix?.target ?? lastOf(talk);
  const isQuantity =
    talk.fix !== undefined ||
    more ||
    isCue(chunks[at - 1], 'times') ||
    isRightBehindName(chunks, at) ||
    isCue(next.chunk, 'of-them');
  if (
    target !== undefined &&
    target.itemIds.length > 0 &&
    isQuantity &&
    !isCue(next.chunk, 'no', 'fix')
  ) {
    giveHeld(talk);
    target.isRemoved = false;
    setQuantity(talk, target, value, more);
    return isCue(next.chunk, 'of-them', 'it') ? next.index + 1 : at + 1;
  }
  talk.count = { value, more, from };
  return at + 1;
}

function isOption(talk: Conversation, chunk: Chunk): boolean {
  if (chunk.kind !== 'food' || chunk.food.thing === undefined) return false;
  const { food, text, from, to } = chunk;
  const last = lastOf(talk);
  const wish = { verb: 'bare', thing: food.thing, food, text, replaces: false, from, to } as const;
  return last !== undefined && accepts(last, wish, talk.lexicon) && food.grade === 'none';
}

/** The draft that `one with …` would be a part of. */
function dividable(talk: Conversation): Draft | undefined {
  const { divided } = talk;
  const isItsPart = talk.focus.some(({ partOf }) => partOf !== undefined && partOf === divided);
  if (divided !== undefined && isOpen(divided) && isItsPart) return divided;
  return talk.focus.findLast((draft) => isOpen(draft) && draft.quantity > 1);
}

function isAboutPart(
  talk: Conversation,
  follows: Chunk | undefined,
  whole: Draft,
  units: number,
): boolean {
  if (units > whole.quantity || follows === undefined) return false;
  if (whole.itemIds.length > 1 && tellsApart(talk, whole, follows.text) !== undefined) return true;
  if (namesItem(follows)) return false;
  if (isCue(follows, 'with', 'without', 'no', 'add', 'extra', 'light', 'on', 'trait')) return true;
  if (follows.kind !== 'food' || follows.food.thing === undefined) return false;
  const { food, text, from, to } = follows;
  return accepts(
    whole,
    { verb: 'bare', thing: food.thing, food, text, replaces: false, from, to },
    talk.lexicon,
  );
}

/** `lemonade two`: the number behind a name that had none. */
function isRightBehindName(chunks: readonly Chunk[], at: number): boolean {
  const before = chunks[at - 1]?.kind === 'pause' ? chunks[at - 2] : chunks[at - 1];
  return before?.kind === 'food' && before.food.itemIds.length > 0;
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
  if (chunk?.kind === 'food' || chunk?.kind === 'unknown') {
    talk.verb = 'on';
    talk.degree = '';
  }
  return at + 1;
}

/** `both with ranch`, `chicken on all of them`. */
export function hearAll(talk: Conversation, { chunks, at, chunk }: Ear): number {
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
  if (last !== undefined && last.quantity > 1) divide(talk, last, 1);
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
