/** Numbers: of the dish that follows, of a part of one, or set afterwards. */
import { accepts } from './bind-wishes.ts';
import type { Chunk } from './chunks.ts';
import { divide, setQuantity } from './change-drafts.ts';
import {
  draftOf,
  focusOn,
  giveHeld,
  isHeard,
  lastOf,
  openDraft,
  type Conversation,
} from './conversation.ts';
import { isOpen, wishOf, type Draft } from './draft.ts';
import { isCue, namesItem, nextMeaning, type Ear, type Meaning } from './ear.ts';
import { countAgain } from './mention.ts';
import { isKindOnly, toldApart } from './tell-apart.ts';

/** A number is of the dish that follows, of a part of one, or the number of one that was named. */
export function hearCount(talk: Conversation, { chunks, at, chunk }: Ear): number {
  if (chunk.kind !== 'count') return at + 1;
  talk.hasDropped = false;
  const next = nextMeaning(chunks, at, true);
  const isOfThem = isCue(next.chunk, 'of-them', 'it');
  const isPast = isOfThem || isCue(next.chunk, 'instead-of');
  const follows = isPast ? nextMeaning(chunks, next.index, true) : next;
  const number: SpokenCount = {
    talk,
    at,
    after: chunks[at + 1],
    chunk,
    next,
    follows,
    isOfThem,
    isOfAll: isOfAll(chunks.slice(0, at)),
    before: isPause(chunks[at - 1]) ? chunks[at - 2] : chunks[at - 1],
    hasArticle: isCue(chunks[at - 2], 'indefinite'),
  };
  if (isOfThem && isPluralAfter(next, follows)) {
    talk.count = { value: chunk.value, more: chunk.more, from: chunk.from };
    return follows.index;
  }
  if (isCue(next.chunk, 'all') && next.chunk?.text.startsWith('each') === true) {
    talk.count = { value: chunk.value, more: chunk.more, from: chunk.from };
    return next.index;
  }
  if (/^(?:less|fewer)$/.test(chunks[at + 1]?.text ?? '')) {
    talk.verb = 'remove';
    talk.count = { value: chunk.value, more: false, from: chunk.from };
    return at + 2;
  }
  if (isMultiplier(chunks[at - 1])) {
    const multiplied = countAfterwards({ ...number, isOfThem: false });
    if (multiplied !== undefined) return at + 1;
  }
  const hasDish = lastOf(talk)?.itemIds.length === 1;
  if (hasDish && isCue(chunks[at + 1], 'with') && /^sides?\b/.test(chunks[at + 1]?.text ?? ''))
    return at + 1;
  const orElse = isCue(chunks[at + 1], 'or') ? chunks[at + 2] : undefined;
  if (orElse?.kind === 'count') {
    talk.isVague = true;
    return at + 2;
  }
  if (isCue(next.chunk, 'everything') && talk.drafts.some(isOpen)) {
    for (const draft of talk.drafts.filter(isOpen)) setQuantity(talk, draft, chunk.value, false);
    return next.index + 1;
  }
  if (isJustThat(talk, { chunks, at, chunk })) {
    const last = lastOf(talk);
    if (last !== undefined) setQuantity(talk, last, chunk.value, false);
    return at + 1;
  }
  const some = someOf(talk, { chunks, at, chunk });
  if (some !== undefined) return some;
  const isNamed = namesDish(next.chunk);
  const isAnew = talk.fix !== undefined && next.hasPause;
  const isOther = isNamed || (next.chunk?.kind === 'food' && !isAnew);
  const heard = isTakenBack(chunks, next)
    ? undefined
    : (countPart(number) ??
      (isOther
        ? undefined
        : (countTopic(number) ?? countAnother(number) ?? countAfterwards(number))));
  if (heard !== undefined) return heard;
  const isOfOption = next.chunk?.kind === 'food' && !isNamed && !isBeforeName(chunks, next);
  if (!isOfOption) talk.count = { value: chunk.value, more: chunk.more, from: chunk.from };
  return at + 1;
}

type SpokenCount = {
  readonly talk: Conversation;
  readonly at: number;
  readonly after: Chunk | undefined;
  readonly chunk: Extract<Chunk, { kind: 'count' }>;
  readonly before: Chunk | undefined;
  /** The dish before was `a …`: the number is of what follows. */
  readonly hasArticle: boolean;
  readonly next: Meaning;
  /** Past `of them`. */
  readonly follows: Meaning;
  readonly isOfThem: boolean;
  /** What was wished last was for all of them. */
  readonly isOfAll: boolean;
};

/** `three salads all with ranch and one with chicken`: the one is of the three. */
function isOfAll(before: readonly Chunk[]): boolean {
  const all = before.findLastIndex((chunk) => isCue(chunk, 'all'));
  return all > before.findLastIndex((chunk) => namesItem(chunk));
}

/** `two large cokes`: the dish comes right after its option. */
function isBeforeName(chunks: readonly Chunk[], { chunk, index }: Meaning): boolean {
  const after = chunks[index + 1];
  return after?.kind === 'food' && after.from === chunk?.to && after.food.itemIds.length > 0;
}

/** `three, no, two salads`: another number of a dish comes in this one's place. */
function isTakenBack(chunks: readonly Chunk[], next: Meaning): boolean {
  let meaning = next;
  while (isCue(meaning.chunk, 'no', 'fix', 'maybe-fix', 'scratch')) {
    meaning = nextMeaning(chunks, meaning.index);
  }
  if (meaning === next || meaning.chunk?.kind !== 'count') return false;
  return namesDish(nextMeaning(chunks, meaning.index, true).chunk);
}

function namesDish(next: Chunk | undefined): boolean {
  return next?.kind === 'unknown' || (next?.kind === 'food' && next.food.itemIds.length > 0);
}

/** Said of a part that has nothing of its own: `three bowls: one regular, two with …`. */
const AS_IT_COMES = /^(?:regular|normal|plain|classic|as is|as it (?:is|comes)|the regular way)$/;

/** `one with no olives`, `one of those should be a tea`: so many pieces become a line of their own. */
function countPart({
  talk,
  at,
  chunk,
  after,
  next,
  follows,
  isOfThem,
  isOfAll,
}: SpokenCount): number | undefined {
  const whole = dividable(talk);
  if (whole === undefined || chunk.value > whole.quantity) return undefined;
  if (isKindOnly(whole) && next.chunk?.kind === 'food' && next.chunk.food.grade === 'named')
    return undefined;
  if (after !== undefined && AS_IT_COMES.test(after.text)) {
    giveHeld(talk);
    divide(talk, whole, chunk.value);
    return chunk.to === after.from ? at + 2 : at + 1;
  }
  if (isCue(next.chunk, 'of-them') && chunk.value < whole.quantity && namesItem(follows.chunk)) {
    giveHeld(talk);
    talk.fix = { how: 'surely', target: divide(talk, whole, chunk.value) };
    return next.index + 1;
  }
  if (talk.fix !== undefined && isCue(follows.chunk, 'with', 'without', 'no')) rejoin(talk, whole);
  const isRestated =
    talk.fix?.how === 'maybe' &&
    chunk.value < whole.quantity &&
    isCue(follows.chunk, 'with', 'without', 'no');
  if (talk.fix !== undefined && !isOfThem && !isRestated) return undefined;
  const isDone = whole !== talk.divided && (talk.held.length > 0 || whole.wishes.length > 0);
  if (talk.link === 'and' && !isOfThem && isDone && !isOfAll && isCue(follows.chunk, 'with'))
    return undefined;
  const isPart =
    isCue(next.chunk, 'of-them') && talk.fix === undefined && chunk.value < whole.quantity;
  if (!isPart && !isAboutPart(talk, follows.chunk, whole)) return undefined;
  giveHeld(talk);
  divide(talk, whole, chunk.value);
  return follows.index;
}

/** `three cokes, two large and a small`: an `a` that is one piece of what is being divided. */
export function hearOnePart(talk: Conversation, { chunks, at }: Ear): number | undefined {
  const { divided } = talk;
  const [option, dish] = [chunks[at + 1], chunks[at + 2]];
  const isDivided = talk.focus.some(({ partOf }) => partOf !== undefined && partOf === divided);
  if (divided === undefined || !isOpen(divided) || !isDivided) return undefined;
  if (!isCue(chunks[at - 1], 'and') || option?.kind !== 'food') return undefined;
  if (option.food.itemIds.length > 0 || (dish?.kind === 'food' && dish.from === option.to))
    return undefined;
  if (!accepts(divided, wishOf('bare', option), talk.lexicon)) return undefined;
  giveHeld(talk);
  divide(talk, divided, 1);
  return at + 1;
}

/** `one without cheese, actually two without`: what was divided off before is one with the rest again. */
function rejoin(talk: Conversation, whole: Draft): void {
  const [part, ...others] = talk.focus;
  if (part?.partOf !== whole || others.length > 0) return;
  whole.quantity += part.quantity;
  part.isRemoved = true;
  focusAgain(talk, whole);
}

function focusAgain(talk: Conversation, draft: Draft): void {
  const { fix } = talk;
  focusOn(talk, [draft]);
  talk.fix = fix;
}

/** `one of the burgers`: so many pieces of a dish that is there. */
function someOf(talk: Conversation, { chunks, at, chunk }: Ear): number | undefined {
  const isOf = chunks[at + 1]?.text === 'of' && isCue(chunks[at + 2], 'definite');
  const dish = chunks[at + 3];
  if (!isOf || chunk.kind !== 'count' || dish?.kind !== 'food' || talk.verb === 'remove')
    return undefined;
  const whole = draftOf(talk, dish.food);
  if (whole === undefined) return undefined;
  if (whole.quantity < chunk.value && talk.fix?.how === 'surely') {
    setQuantity(talk, whole, chunk.value, false);
    return at + 4;
  }
  if (whole.quantity < chunk.value) return undefined;
  giveHeld(talk);
  const part = divide(talk, whole, chunk.value);
  const becomes = nextMeaning(chunks, at + 3, true);
  if (namesItem(becomes.chunk) && becomes.index > at + 4)
    talk.fix = { how: 'surely', target: part };
  return at + 4;
}

/** `one of them burgers`, which is no part of what was said before. */
function isPluralAfter(next: Meaning, { chunk, index }: Meaning): boolean {
  return chunk?.kind === 'food' && chunk.food.isPlural && index === next.index + 1;
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
  if (model === undefined || talk.fix !== undefined) return undefined;
  const isLinked = isCue(before, 'order', 'and', 'also') || talk.link === 'and';
  const isNew = chunk.more || ((isHeard(model) || model.quantity === 1) && isLinked);
  if (!isNew || !isCue(follows.chunk, 'with', 'without', 'no', 'on')) return undefined;
  giveHeld(talk);
  const another = openDraft(talk, undefined, chunk.from, chunk.to);
  another.itemIds = model.itemIds;
  another.quantity = chunk.value;
  another.isCounted = true;
  another.confidence = model.confidence;
  return follows.index;
}

/** `lemonade times two`, `make that three`, `two more of those`, `I'll have one too`. */
function countAfterwards({
  talk,
  chunk,
  before,
  next,
  follows,
  isOfThem,
  hasArticle,
}: SpokenCount): number | undefined {
  const target = talk.fix?.target ?? lastOf(talk);
  if (target === undefined || target.itemIds.length === 0) return undefined;
  if (isCue(next.chunk, 'no', 'fix') && !isCue(before, 'times')) return undefined;
  const isAlone = next.chunk === undefined || next.chunk.kind === 'stop' || next.hasPause;
  const isSaidAnew = isNameOf(before, target) && isHeard(target) && isAlone && !isName(next.chunk);
  const isOneMore = isCue(next.chunk, 'also') && talk.fix === undefined && !talk.isCorrecting;
  const isOfNext = hasArticle && isCue(next.chunk, 'trait') && !isOfThem;
  const isMeant =
    talk.fix !== undefined ||
    chunk.more ||
    isOneMore ||
    isCue(before, 'times') ||
    (isNameOf(before, target) && !target.isCounted && !isOfNext) ||
    isSaidAnew ||
    (isCue(next.chunk, 'instead-of') && follows.chunk?.kind === 'count') ||
    isCue(next.chunk, 'of-them');
  if (!isMeant) return undefined;
  giveHeld(talk);
  target.isRemoved = false;
  talk.isCorrecting ||= talk.fix !== undefined;
  if (isOfThem && !chunk.more && isHeard(target) && target.to <= talk.agreedAt) {
    talk.count = { value: chunk.value, more: false, from: chunk.from };
    countAgain(talk, target);
    return next.index + 1;
  }
  setQuantity(talk, target, chunk.value, chunk.more || isOneMore);
  return isOfThem ? next.index + 1 : next.index;
}

/** `sweet tea x3, lemonade x2`: the number is of what was said before it, whatever follows. */
function isMultiplier(before: Chunk | undefined): boolean {
  return isCue(before, 'times') && /^(?:times|x)$/.test(before?.text ?? '');
}

function isPause(chunk: Chunk | undefined): boolean {
  return chunk?.kind === 'pause';
}

function isNameOf(chunk: Chunk | undefined, { itemIds }: Draft): boolean {
  return chunk?.kind === 'food' && chunk.food.itemIds.some((itemId) => itemIds.includes(itemId));
}

/** `half with no rice`: half of an even number of pieces. */
export function hearHalf(talk: Conversation, { chunks, at }: Ear): number | undefined {
  const whole = dividable(talk);
  const next = nextMeaning(chunks, at);
  const follows = isCue(next.chunk, 'of-them') ? nextMeaning(chunks, next.index) : next;
  if (whole === undefined || !isAboutPart(talk, follows.chunk, whole)) return undefined;
  const isOther = talk.focus.some(
    ({ partOf, quantity }) => partOf === whole && quantity === whole.quantity,
  );
  if (isOther) {
    giveHeld(talk);
    focusOn(talk, [whole]);
    return follows.index;
  }
  if (whole.quantity % 2 > 0) return undefined;
  giveHeld(talk);
  divide(talk, whole, whole.quantity / 2);
  return follows.index;
}

/** The draft that `one with …` would be a part of. */
export function dividable(talk: Conversation): Draft | undefined {
  const { divided } = talk;
  const isItsPart = talk.focus.some(({ partOf }) => partOf !== undefined && partOf === divided);
  if (divided !== undefined && isOpen(divided) && isItsPart) return divided;
  return talk.focus.findLast((draft) => isOpen(draft) && draft.quantity > 1);
}

export function isAboutPart(talk: Conversation, follows: Chunk | undefined, whole: Draft): boolean {
  if (follows === undefined) return false;
  if (whole.itemIds.length > 1 && toldApart(talk, whole, follows.text) !== undefined) return true;
  if (namesItem(follows)) return false;
  if (isCue(follows, 'with', 'without', 'no', 'add', 'extra', 'light', 'on', 'trait')) return true;
  if (follows.kind !== 'food' || follows.food.thing === undefined) return false;
  const { food } = follows;
  const isName = food.grade === 'named' && food.itemIds.length === 1;
  if (isName && (food.isPlural || talk.link === 'and' || talk.verb === 'add')) return false;
  return accepts(whole, wishOf('bare', follows), talk.lexicon);
}

/** `just one`, and nothing else said: so many of the last dish of the ticket. */
function isJustThat(talk: Conversation, { chunks, at }: Ear): boolean {
  const last = lastOf(talk);
  if (last === undefined || isHeard(last)) return false;
  const isOnly = /^(?:just|only)$/.test(chunks[at - 1]?.text ?? '');
  const isLight = (chunk: Chunk) =>
    chunk.kind === 'pause' ||
    chunk.kind === 'stop' ||
    isCue(chunk, 'filler', 'answer', 'only', 'order', 'fix', 'maybe-fix', 'no');
  return isOnly && chunks.every((chunk, index) => index === at || isLight(chunk));
}

function isName(chunk: Chunk | undefined): boolean {
  return chunk?.kind === 'food' || chunk?.kind === 'unknown';
}
