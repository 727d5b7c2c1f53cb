/** Pointing words: which of them, all of them, on which dish. */
import type { Chunk, FoodChunk } from './chunks.ts';
import { COMMON_FOODS } from './common-foods.ts';
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
import { accepts, hasPicked, lacks } from './bind-wishes.ts';
import { isOpen, wishOf, type Draft, type Wish } from './draft.ts';
import { isCue, namesItem, nextMeaning, type Ear } from './ear.ts';
import { readNumber } from './numbers.ts';
import { dividable, isAboutPart } from './hear-count.ts';

/** `on wheat`, `on one of them`, `on the greek bowl`, `to it`. */
export function hearOn(talk: Conversation, ear: Ear): number {
  const { chunks, at } = ear;
  const next = nextMeaning(chunks, at, true);
  const { chunk } = next;
  const hasHeld = talk.held.length > 0;
  if (ear.chunk.text.startsWith('off')) takeOff(talk);
  if (isCue(chunk, 'it', 'of-them')) {
    giveHeld(talk);
    return next.index + 1;
  }
  if (chunk?.kind === 'count' && hasHeld) {
    const after = nextMeaning(chunks, next.index, true);
    const named = namedAmong(talk, chunks, next.index, chunk.value);
    const whole =
      named ??
      dividable(talk) ??
      talk.drafts.findLast((draft) => isOpen(draft) && draft.quantity > 1);
    if (whole !== undefined && (named !== undefined || !namesItem(after.chunk))) {
      giveOthersHeld(talk, whole);
      const held = talk.held;
      talk.held = [];
      const part = divide(talk, whole, chunk.value);
      talk.held = held;
      giveHeld(talk, [part]);
      const isSaid = named !== undefined || isCue(after.chunk, 'of-them', 'it');
      return isSaid ? after.index + 1 : next.index + 1;
    }
  }
  if (hasHeld && isCue(chunk, 'all', 'other', 'nth')) return next.index;
  const chosen = hasHeld ? withOption(talk, chunks[next.index - 1], chunk) : undefined;
  if (chosen !== undefined) {
    giveHeld(talk, [chosen]);
    focusOn(talk, [chosen]);
    return next.index + 1;
  }
  if (
    hasHeld &&
    chunk?.kind === 'food' &&
    (namesItem(chunk) || isThere(talk, chunks[next.index - 1], chunk))
  ) {
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
      talk.isPointedAt = true;
      return next.index + 1;
    }
  }
  if (ear.chunk.text === 'for' && isSomebody(chunk)) return next.index + 1;
  if (chunk?.kind === 'food' || chunk?.kind === 'unknown') {
    talk.verb = 'on';
    talk.degree = '';
  }
  return at + 1;
}

/** `no ice in the small one`, `extra cheese on the wheat`: the one dish for which that was chosen. */
function withOption(
  talk: Conversation,
  before: Chunk | undefined,
  chunk: Chunk | undefined,
): Draft | undefined {
  if (!isCue(before, 'definite') || chunk?.kind !== 'food') return undefined;
  const wish = wishOf('with', chunk);
  if (chunk.food.itemIds.length > 0 || wish.thing?.options.length === 0) return undefined;
  const having = talk.drafts.filter((draft) => {
    const item = talk.lexicon.items.get(draft.itemIds[0] ?? '');
    return isOpen(draft) && item !== undefined && hasPicked(draft, wish, item, talk.lexicon);
  });
  return having.length === 1 ? having[0] : undefined;
}

/** `a sweet tea for Keisha`: one word that nobody eats. */
function isSomebody(chunk: Chunk | undefined): boolean {
  return chunk?.kind === 'unknown' && !chunk.text.includes(' ') && !COMMON_FOODS.has(chunk.text);
}

/** `with ranch and add chicken to one of them`: only what was said last is for the one. */
function giveOthersHeld(talk: Conversation, whole: Draft): void {
  const { held } = talk;
  const verb = held.at(-1)?.verb;
  const from = held.findLastIndex((wish) => wish.verb !== verb) + 1;
  talk.held = held.slice(0, from);
  giveHeld(talk, [whole]);
  talk.held = held.slice(from);
}

/** `no feta on one of the greeks`: the dish of that name of which there are several. */
function namedAmong(
  talk: Conversation,
  chunks: readonly Chunk[],
  at: number,
  value: number,
): Draft | undefined {
  const name = nextMeaning(chunks, at, true).chunk;
  if (name?.kind !== 'food') return undefined;
  if (!namesItem(name) && !isCue(chunks[at + 2], 'definite')) return undefined;
  const known = draftOf(talk, name.food);
  return known !== undefined && known.quantity > value ? known : undefined;
}

/** `ranch for the greek`: the dish of that name that is there, though something else is called so too. */
function isThere(talk: Conversation, before: Chunk | undefined, { food }: FoodChunk): boolean {
  return isCue(before, 'definite') && food.itemIds.length > 0 && draftOf(talk, food) !== undefined;
}

/** `for the sandwich, …`: a kind of dish, which only says what is coming. */
function isKindOfDish(chunk: Chunk | undefined): boolean {
  if (chunk?.kind !== 'food' || chunk.food.thing !== undefined) return false;
  return chunk.food.itemIds.length > 1 && chunk.food.grade !== 'named';
}

/** `both with ranch`, `chicken on all of them`. */
export function hearAll(talk: Conversation, { chunks, at, chunk }: Ear): number {
  if (talk.count !== undefined && chunk.text.startsWith('each')) {
    const { value } = talk.count;
    const isOfWhatFollows = namesDishes(nextMeaning(chunks, at, true).chunk);
    if (!isOfWhatFollows && isEachKind(talk, value)) return at + 1;
    if (isOfWhatFollows) talk.eachCount = value;
    else for (const draft of latest(talk)) setQuantity(talk, draft, value, false);
    return at + 1;
  }
  if (/^(?:we|they|both of us)|of us\b/.test(chunk.text)) {
    const number = readNumber(chunk.text.split(' '), 1);
    talk.eachCount = number?.value ?? 2;
    talk.hasOrdered = true;
    return at + 1;
  }
  const isAhead = isCue(nextMeaning(chunks, at).chunk, 'order') && chunk.text === 'both';
  if (isAhead) {
    talk.eachCount = 2;
    return at + 1;
  }
  const last = lastOf(talk);
  if (last === undefined) return at + 1;
  const kind = nextMeaning(chunks, at, true);
  const ofKind = draftsOfKind(talk, kind.chunk, chunk.text.startsWith('both'));
  if (ofKind.length > 0 && !isCue(chunks[at - 1], 'make', 'fix')) {
    if (isCue(chunks[at - 1], 'on')) giveHeld(talk, ofKind);
    else giveHeld(talk);
    focusOn(talk, ofKind);
    return kind.index + 1;
  }
  const among = latest(talk);
  const isPair = chunk.text.startsWith('both');
  const pieces = piecesOf(talk, last);
  const targets =
    pieces.length > 1 || last.quantity > 1
      ? [...unsaid(talk, last, chunk.text), ...pieces]
      : isPair
        ? among.slice(-2)
        : among;
  const next = nextMeaning(chunks, at).chunk;
  const isForWhatFollows =
    isCue(next, 'with', 'without', 'no', 'add', 'extra', 'light', 'on') || next?.kind === 'food';
  if (isForWhatFollows && !isCue(chunks[at - 1], 'on')) giveHeld(talk);
  else {
    giveOwnHeld(talk, targets);
    giveHeld(talk, targets);
  }
  focusOn(talk, targets);
  const isMade = isCue(chunks[at - 1], 'make') && namesItem(next);
  if (isCue(chunks[at - 1], 'make') && isCue(next, 'trait'))
    for (const draft of targets.filter(isHeard)) draft.isDoubtful = true;
  if (isMade) talk.fix = { how: 'surely', target: last };
  return at + 1;
}

/** `two white two wheat, fruit cup on all of them`: the others have a bread of their own, so wheat is for the two. */
function giveOwnHeld(talk: Conversation, targets: readonly Draft[]): void {
  const others = targets.filter((draft) => !talk.focus.includes(draft));
  const isOwn = (wish: Wish) =>
    others.length > 0 &&
    others.some((draft) => accepts(draft, wish, talk.lexicon)) &&
    !others.some((draft) => lacks(draft, wish, talk.lexicon)) &&
    wish.thing?.options.length !== 0;
  const own = talk.held.filter(isOwn);
  if (own.length === 0 || own.length === talk.held.length) return;
  const shared = talk.held.filter((wish) => !isOwn(wish));
  talk.held = own;
  giveHeld(talk);
  talk.held = shared;
}

/** `four teas, two of each`: of what may be several items, so many of every one. */
function isEachKind(talk: Conversation, value: number): boolean {
  const last = lastOf(talk);
  const [first, ...others] = last?.itemIds ?? [];
  if (last === undefined || first === undefined || others.length === 0) return false;
  talk.count = undefined;
  if (last.quantity !== value * last.itemIds.length) return true;
  last.itemIds = [first];
  last.quantity = value;
  talk.drafts.push(...others.map((itemId) => ({ ...last, itemIds: [itemId] })));
  return true;
}

/** `two blts and three tuna sandwiches all on wheat`: what nothing was said of yet, or with it. */
function unsaid(talk: Conversation, last: Draft, said: string): Draft[] {
  if (!/^all(?: (?:of|with)\b|$)/.test(said)) return [];
  const categoryOf = (draft: Draft) => talk.lexicon.items.get(draft.itemIds[0] ?? '')?.categoryId;
  return latest(talk).filter(
    (draft) =>
      draft.itemIds.join() !== last.itemIds.join() &&
      categoryOf(draft) === categoryOf(last) &&
      (draft.wishes.length === 0 || talk.focus.includes(draft)),
  );
}

/** `both burgers`: what is there of the name or kind. */
function draftsOfKind(talk: Conversation, chunk: Chunk | undefined, isPair: boolean): Draft[] {
  if (chunk?.kind !== 'food') return [];
  const { itemIds, isPlural, thing } = chunk.food;
  const drafts = talk.drafts.filter(
    (draft) => isOpen(draft) && draft.itemIds.every((itemId) => itemIds.includes(itemId)),
  );
  const isTwo = isPair && drafts.reduce((sum, { quantity }) => sum + quantity, 0) === 2;
  return isTwo || (isPlural && thing === undefined) ? drafts : [];
}

/** What a draft was divided into, itself included. */
function piecesOf(talk: Conversation, piece: Draft): Draft[] {
  const whole = piece.partOf ?? piece;
  return talk.drafts.filter(
    (draft) => isOpen(draft) && (draft === piece || draft === whole || draft.partOf === whole),
  );
}

/** `a lemonade each for the three of us`, `lemonades for both of us`. */
export function hearParty(talk: Conversation, { chunks, at, chunk }: Ear): number {
  const before = chunks[at - 1];
  const isForEach =
    isCue(before, 'all') ||
    /\beach\b/.test(chunk.text) ||
    (before?.kind === 'food' && before.food.isPlural);
  const last = lastOf(talk);
  const said = chunk.text.split(' ');
  const numbers = said.flatMap((_, index) => readNumber(said, index)?.value ?? []);
  const value = said.includes('both') ? 2 : numbers[0];
  const isOpenEnded = last !== undefined && (!last.isCounted || last.quantity === 1);
  if (isForEach && isOpenEnded && value !== undefined) setQuantity(talk, last, value, false);
  else if (isForEach && isOpenEnded && isHeard(last)) last.isDoubtful = true;
  return at + 1;
}

/** The dishes of this utterance, or those of the ticket when it named none. */
function latest(talk: Conversation): readonly Draft[] {
  const heard = talk.drafts.filter((draft) => isOpen(draft) && isHeard(draft));
  return heard.length > 0 ? heard : talk.drafts.filter(isOpen);
}

function namesDishes(chunk: Chunk | undefined): boolean {
  return namesItem(chunk) || chunk?.kind === 'unknown' || chunk?.kind === 'count';
}

/** `the other one with no feta`: what is left of the divided draft, or the draft before. */
export function hearOther(talk: Conversation, ear: Ear): number {
  const isForHeld = isCue(ear.chunks[ear.at - 1], 'on');
  const held = talk.held;
  if (isForHeld) talk.held = [];
  else giveHeld(talk);
  if (isOneMore(talk, ear)) {
    talk.count = { value: 1, more: false, from: ear.chunk.from };
    return ear.at + 1;
  }
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

/** `a salmon with rice and then the other salmon with fruit`: so far there was one. */
function isOneMore(talk: Conversation, { chunks, at }: Ear): boolean {
  const next = chunks[at + 1];
  if (next?.kind !== 'food' || next.food.grade !== 'named' || next.food.isPlural) return false;
  const alike = talk.drafts.filter(
    (draft) => isOpen(draft) && draft.itemIds.some((id) => next.food.itemIds.includes(id)),
  );
  const [one] = alike;
  return alike.length === 1 && one?.quantity === 1 && one.partOf === undefined && isHeard(one);
}

/** `two burgers, mine with cheese`, `no olives on mine`: one piece of the dish before. */
export function hearWhose(talk: Conversation, { chunks, at }: Ear): number {
  const last = lastOf(talk);
  const whole = dividable(talk);
  const isOfAnother = chunks
    .slice(0, at)
    .some((chunk) => isCue(chunk, 'order') && /^(?:he|she|they|my)\b/.test(chunk.text));
  const isOwn = isOfAnother && isCue(chunks[at - 1], 'on') && whole === undefined;
  if (isOwn && last !== undefined && isHeard(last)) {
    const { held } = talk;
    const another = { ...last, wishes: [], quantity: 1 };
    talk.drafts.push(another);
    focusOn(talk, [another]);
    talk.held = held;
    giveHeld(talk);
    return at + 1;
  }
  if (whole !== undefined && isCue(chunks[at - 1], 'on') && talk.held.length > 0) {
    const { held } = talk;
    const part = divide(talk, whole, 1);
    talk.held = held;
    giveHeld(talk, [part]);
    return at + 1;
  }
  giveHeld(talk);
  if (whole !== undefined && isAboutPart(talk, nextMeaning(chunks, at).chunk, whole))
    divide(talk, whole, 1);
  return at + 1;
}

const ORDINALS: readonly RegExp[] = [/first|1st/, /second|2nd/, /third|3rd/];

/** `no feta on the second one`: a piece of a draft of several, or a draft by its place. */
export function hearNth(talk: Conversation, { chunks, at, chunk }: Ear): number {
  const isForHeld = isCue(chunks[at - 1], 'on');
  const held = talk.held;
  if (isForHeld) talk.held = [];
  else giveHeld(talk);
  const name = chunks[at + 1];
  const several =
    name?.kind === 'food' && name.from === chunk.to ? draftOf(talk, name.food) : undefined;
  if (several !== undefined && several.quantity > 1 && !isForHeld) {
    divide(talk, several, 1);
    return at + 2;
  }
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

/** `and the olives off the other`: taken off, though no `take` is said again. */
function takeOff(talk: Conversation): void {
  const last = talk.held.at(-1);
  if (last === undefined || (last.verb !== 'bare' && last.verb !== 'with')) return;
  const name = last.thing?.name ?? last.text;
  talk.held[talk.held.length - 1] = { ...last, verb: 'no', text: `no ${name}` };
}
