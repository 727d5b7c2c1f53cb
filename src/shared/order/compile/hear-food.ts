/** What a name on the menu, or a word that nobody knows, does to the conversation. */
import type { Chunk, FoodChunk } from './chunks.ts';
import { COMMON_FOODS } from './common-foods.ts';
import {
  draftOf,
  focusOn,
  giveHeld,
  isHeard,
  lastOf,
  openDraft,
  removeDraft,
  replaceItem,
  setQuantity,
  type Conversation,
} from './conversation.ts';
import { accepts, bindingOf, lacks } from './bind-wishes.ts';
import { isOpen, noteOf, wishOf, type Draft, type Wish } from './draft.ts';
import { EVERYDAY_WORDS } from './everyday-words.ts';
import { isCue, nextMeaning, type Ear } from './ear.ts';
import { hearComponent } from './hear-component.ts';
import type { Food } from './food.ts';
import { stem } from './stem.ts';
import { clash, isClash, listed, narrow } from './tell-apart.ts';
import {
  holdNote,
  holdWish,
  isBeforeDish,
  isNoteAside,
  isWished,
  noteText,
  verbBeforeDish,
} from './hold-wishes.ts';

export function hearFood(talk: Conversation, ear: Ear, keepsHeld = false): number {
  const { chunk, at } = ear;
  if (chunk.kind !== 'food') return at + 1;
  if (isTagged(talk, ear)) talk.isAsking = true;
  if (talk.isAsking) {
    if (chunk.food.itemIds.length > 0) talk.topic = chunk.food;
    return at + 1;
  }
  if (talk.verb === 'remove' || isHeldBack(talk, chunk)) return removeFood(talk, chunk, at);
  if (hearComponent(talk, chunk)) return at + 1;
  if (isBeforeDish(talk, ear)) return hearBeforeDish(talk, ear, chunk);
  endListOf(talk, chunk, ear.chunks[at + 1]);
  if (isWished(talk, ear, chunk)) {
    holdWish(talk, chunk);
    return at + 1;
  }
  if (isNoteAside(talk, ear)) {
    holdNote(talk, `${chunk.text} on the side`, chunk);
    return at + 2;
  }
  if (chunk.food.itemIds.length === 0) {
    if (talk.drafts.some(isOpen) || talk.count !== undefined) return loseThing(talk, chunk, at);
    holdWish(talk, chunk);
    return at + 1;
  }
  const isRefused = talk.verb === 'no' && talk.held.length === 0;
  if (isRefused && lastOf(talk) === undefined) return at + 1;
  mention(talk, ear, chunk, keepsHeld);
  if (isCue(ear.chunks[at - 1], 'ensure')) talk.agreedAt = Math.max(talk.agreedAt, chunk.to);
  return at + 1;
}

const STATES = /^(?:has|have|comes?|is|are|contains?|includes?)\b/;
const TAGS = /^(?:right|correct|huh|(?:is|are|do|does|has|have)nt|dont)\b/;

/** `the greek bowl has olives, right`: what is said of a dish only to hear it confirmed. */
function isTagged(talk: Conversation, { chunks, at }: Ear): boolean {
  if (talk.article?.isDefinite !== true || talk.hasOrdered) return false;
  if (!STATES.test(chunks[at + 1]?.text ?? '')) return false;
  const end = chunks.findIndex(({ kind }, index) => index > at && kind === 'stop');
  const clause = chunks.slice(at + 2, end < 0 ? undefined : end);
  return clause.slice(-2).some(({ text }) => TAGS.test(text));
}

/** Gives the thing to the dish that follows it, and hears that dish. */
function hearBeforeDish(talk: Conversation, { chunks, at }: Ear, chunk: FoodChunk): number {
  const next = chunks[at + 1];
  if (next === undefined) return at + 1;
  const verb = verbBeforeDish(talk);
  const wish = wishOf(verb, chunk);
  const isOnMenu = next.kind === 'food' && isOffered(talk, next.food, wish);
  const isItsOwn = (one: Wish) =>
    next.kind === 'food' && isOffered(talk, next.food, one) && !isTaken(talk, one);
  const forward = talk.held.filter(isItsOwn);
  if (talk.focus.length > 0) {
    talk.held = talk.held.filter((one) => !isItsOwn(one));
    giveHeld(talk);
    talk.held = forward;
  }
  talk.held.push(isOnMenu ? wish : noteOf(chunk.text, chunk));
  talk.verb = 'bare';
  return hearFood(talk, { chunks, at: at + 1, chunk: next }, true);
}

function isTaken({ drafts, lexicon }: Conversation, wish: Wish): boolean {
  return drafts.some((draft) => isOpen(draft) && accepts(draft, wish, lexicon));
}

function isOffered({ lexicon }: Conversation, { itemIds }: Food, wish: Wish): boolean {
  return itemIds.some((itemId) => {
    const item = lexicon.items.get(itemId);
    return item !== undefined && bindingOf(wish, item) !== undefined;
  });
}

/** `hold the lemonade`, when there is one. */
function isHeldBack(talk: Conversation, { food }: FoodChunk): boolean {
  const isBare = talk.count === undefined && talk.article?.isDefinite !== false;
  if (talk.verb !== 'no' || !isBare || food.grade !== 'named' || food.thing !== undefined)
    return false;
  const known = draftOf(talk, food);
  return known !== undefined && !talk.focus.includes(known)
    ? known.itemIds.length === 1
    : known?.lineId !== undefined;
}

/** `no pickles well done`: what can only be chosen is not under the `no` before it. */
function endListOf(talk: Conversation, chunk: FoodChunk, next: Chunk | undefined): void {
  const last = lastOf(talk);
  const bare = wishOf('bare', chunk);
  if (talk.isVerbUsed && talk.verb === 'extra' && isCue(next, 'aside')) {
    talk.verb = 'bare';
    talk.degree = '';
    return;
  }
  const isListed =
    talk.link === undefined ||
    (talk.link === 'and' &&
      last !== undefined &&
      !isAlikeHeld(talk, last, bare) &&
      lacks(last, bare, talk.lexicon));
  if (!talk.isVerbUsed || !isListed) return;
  if (!isNegated(talk.verb) || chunk.food.thing === undefined) return;
  if (last === undefined || accepts(last, wishOf(talk.verb, chunk), talk.lexicon)) return;
  if (!accepts(last, bare, talk.lexicon)) return;
  talk.verb = 'bare';
  talk.degree = '';
}

/** `no chicken and salmon`: what was refused could have been added just so. */
function isAlikeHeld({ held, lexicon }: Conversation, last: Draft, bare: Wish): boolean {
  const thing = held.at(-1)?.thing;
  const item = lexicon.items.get(last.itemIds[0] ?? '');
  if (thing === undefined || item === undefined) return false;
  const refused = bindingOf({ ...bare, thing }, item);
  return refused !== undefined && refused.kind === bindingOf(bare, item)?.kind;
}

function isNegated(verb: Conversation['verb']): verb is 'no' | 'light' {
  return verb === 'no' || verb === 'light';
}

/** An option that no dish here takes: asked for alone, it is nothing we sell. */
function loseThing(talk: Conversation, { from, to }: FoodChunk, at: number): number {
  if (talk.count !== undefined || talk.article !== undefined || talk.hasOrdered)
    openDraft(talk, undefined, from, to);
  return at + 1;
}

function removeFood(talk: Conversation, chunk: FoodChunk, at: number): number {
  const { food } = chunk;
  const target = draftOf(talk, food);
  const wish = wishOf('no', chunk, `no ${chunk.text}`);
  const last = lastOf(talk);
  const isOnDish = last !== undefined && isOpen(last) && accepts(last, wish, talk.lexicon);
  if (target !== undefined && !isOnDish) {
    removeDraft(talk, target, talk.count?.value);
    return at + 1;
  }
  talk.count = undefined;
  talk.article = undefined;
  if (food.thing !== undefined || food.grade === 'hinted') talk.held.push(wish);
  talk.verb = food.thing === undefined && food.grade === 'named' ? 'bare' : 'no';
  return at + 1;
}

/** A dish is named: a new line, or what is said becomes clearer, or takes the place of another. */
function mention(talk: Conversation, ear: Ear, chunk: FoodChunk, keepsHeld: boolean): void {
  const { food, from, to } = chunk;
  if (food.grade === 'hinted' && narrow(talk, ear, chunk)) return;
  const one = listed(talk, food);
  if (one !== food) {
    giveHeld(talk);
    openDraft(talk, one, from, to);
    return;
  }
  if (isThatOne(talk, ear, chunk)) return;
  if (isRecast(talk, ear, chunk)) return;
  const isPointed =
    talk.count !== undefined || talk.article !== undefined || talk.fix !== undefined;
  if (food.isEveryday && food.grade === 'hinted' && !isPointed) return;
  const isAsked =
    talk.count !== undefined ||
    talk.article !== undefined ||
    talk.hasOrdered ||
    talk.verb !== 'bare' ||
    isCue(nextMeaning(ear.chunks, ear.at).chunk, 'with', 'without', 'extra');
  if (food.grade === 'hinted' && !isAsked && !isPointed) {
    const last = lastOf(talk);
    if (last !== undefined && isHeard(last) && isClash(ear, chunk)) last.isDoubtful = true;
    return;
  }
  if (!keepsHeld && talk.focus.length > 0) giveHeld(talk);
  const held = talk.held;
  const draft = settleMention(talk, ear, chunk) ?? openDraft(talk, food, from, to);
  const isHalf = ear.chunks[ear.at - 1]?.text === 'half';
  if (chunk.isBeside || isHalf) draft.isDoubtful = true;
  draft.to = Math.max(draft.to, to);
  if (held.length > 0 && (keepsHeld || talk.held === held)) {
    talk.held = held;
    giveHeld(talk, [draft]);
  }
}

/** `the salad should have …`, `the burger with cheese`: the dish of the name or kind of which there is one. */
function isThatOne(talk: Conversation, { chunks, at }: Ear, { food, text }: FoodChunk): boolean {
  if (talk.article?.isDefinite !== true || talk.count !== undefined || talk.fix !== undefined)
    return false;
  if (isCue(chunks[at - 2], 'order')) return false;
  const isMeant = (draft: Draft) => draft.itemIds.every((itemId) => food.itemIds.includes(itemId));
  const meant = talk.drafts.filter((draft) => isOpen(draft) && isMeant(draft));
  const called = meant.filter((draft) => isCalled(talk, draft, text));
  const [one, ...others] = called.length === 1 ? called : meant;
  if (one === undefined || others.length > 0) return false;
  giveHeld(talk);
  one.wishes = one.wishes.map((wish) => ({ ...wish, isEarlier: true }));
  focusOn(talk, [one]);
  talk.isPointedAt = true;
  return true;
}

/** `the tuna salad but as a sandwich`: the dish whose name is that of the last and the kind. */
function isRecast(talk: Conversation, { chunks, at }: Ear, { food, text, to }: FoodChunk): boolean {
  const last = lastOf(talk);
  const isKind = food.grade !== 'named' && talk.count === undefined;
  const isMade = talk.fix?.how === 'surely' || chunks[at - 2]?.text === 'as';
  const isMeant = isKind && isMade && isCue(chunks[at - 1], 'indefinite');
  if (!isMeant || last === undefined || !isHeard(last)) return false;
  const itemIds = [...talk.lexicon.named].flatMap(([name, ids]) =>
    ids.some((id) => last.itemIds.includes(id))
      ? (talk.lexicon.named.get(`${name} ${stem(text)}`) ?? [])
      : [],
  );
  const [itemId] = itemIds;
  if (itemId === undefined || new Set(itemIds).size > 1) return false;
  replaceItem(talk, last, { ...food, itemIds: [itemId], grade: 'named' }, to);
  return true;
}

/** Of a salad and a chicken salad sandwich only one is `the salad`. */
function isCalled({ lexicon }: Conversation, { itemIds }: Draft, noun: string): boolean {
  const nameOf = (id: string) => lexicon.items.get(id)?.name.toLowerCase() ?? '';
  return itemIds.every((id) => nameOf(id).endsWith(` ${noun}`));
}

/** The draft that the name changes, when it does not start one of its own. */
function settleMention(talk: Conversation, ear: Ear, chunk: FoodChunk): Draft | undefined {
  const { food, to } = chunk;
  const known = sameDish(talk, food);
  const isOneAnew = talk.isCorrecting && talk.count === undefined && talk.fix === undefined;
  const isBefore = known !== undefined && isHeard(known) && known.to <= talk.correctedAt;
  if (isOneAnew && isBefore && talk.article?.isDefinite === false)
    talk.count = { value: 1, more: false, from: talk.article.from };
  if (known !== undefined && isSaidAgain(talk, known)) {
    countAgain(talk, known);
    return known;
  }
  const counted = talk.count === undefined ? undefined : known;
  if ((talk.isOnly || talk.isCorrecting) && counted !== undefined) {
    replaceItem(talk, counted, food, to);
    return counted;
  }
  const target = talk.fix === undefined ? undefined : (talk.fix.target ?? counted ?? lastOf(talk));
  if (target !== undefined && (talk.fix?.how !== 'maybe-asked' || isAlike(talk, target, food))) {
    const isPointed = talk.article?.isDefinite === true && talk.fix?.target === undefined;
    if (isPointed && known !== undefined && known !== target && isHeard(known)) {
      removeDraft(talk, target);
      focusOn(talk, [known]);
      return known;
    }
    target.isRemoved = false;
    replaceItem(talk, target, food, to);
    return target;
  }
  if (narrow(talk, ear, chunk)) return lastOf(talk);
  const last = lastOf(talk);
  if (last === undefined || !isHeard(last) || !isOpen(last)) return undefined;
  if (talk.link === 'or') {
    last.itemIds = [...new Set([...last.itemIds, ...food.itemIds])];
    focusOn(talk, [last]);
    return last;
  }
  const isBare = talk.count === undefined && talk.article === undefined && talk.link === undefined;
  if (!isBare) return undefined;
  if (last.itemIds.join() === food.itemIds.join()) {
    last.isDoubtful = food.grade === 'hinted';
    return last;
  }
  if (!isClash(ear, chunk)) return undefined;
  clash(talk, last, chunk);
  return last;
}

/** The draft of just this dish, which a new number may be meant for. */
function sameDish(talk: Conversation, food: Food): Draft | undefined {
  const known = draftOf(talk, food);
  return known?.itemIds.join() === food.itemIds.join() ? known : undefined;
}

/** The number of a dish said again is that of all its pieces. */
export function countAgain(talk: Conversation, known: Draft): void {
  const { count } = talk;
  const all = talk.drafts.filter(
    (draft) => isOpen(draft) && isHeard(draft) && draft.itemIds.join() === known.itemIds.join(),
  );
  const pieces = all.reduce((sum, { quantity }) => sum + quantity, 0);
  if (count === undefined || count.value === pieces) {
    focusOn(talk, [known]);
    return;
  }
  for (const draft of all) draft.isRemoved = draft !== known;
  setQuantity(talk, known, count.value, false);
}

/** `I want a soul bowl, me too, so two soul bowls`. */
function isSaidAgain({ agreedAt, count }: Conversation, known: Draft): boolean {
  return isHeard(known) && isOpen(known) && known.to <= agreedAt && count?.more !== true;
}

/** Of one category: only then does `actually, can I get …` replace rather than add. */
function isAlike(talk: Conversation, draft: Draft, food: Food): boolean {
  const categories = (itemIds: readonly string[]) =>
    itemIds.map((itemId) => talk.lexicon.items.get(itemId)?.categoryId);
  return categories(draft.itemIds).some((category) => categories(food.itemIds).includes(category));
}

/** `and kelly wants …`: who it is for. */
function isSpeaker({ text, to }: Chunk, next: Chunk | undefined): boolean {
  const isVerb = isCue(next, 'order') && /^(?:wants|needs)/.test(next?.text ?? '');
  return isVerb && next?.from === to && !text.includes(' ') && !COMMON_FOODS.has(text);
}

/** A word that is not on the menu: part of a note, or a dish that we don't have. */
export function hearUnknown(talk: Conversation, ear: Ear): number {
  const { chunk, chunks, at } = ear;
  const { text, from, to } = chunk;
  if (talk.verb !== 'no' && text.split(' ').every((word) => EVERYDAY_WORDS.has(word)))
    return at + 1;
  if (isSpeaker(chunk, chunks[at + 1])) {
    talk.verb = 'bare';
    return at + 1;
  }
  const isNamed = talk.count !== undefined || talk.article !== undefined;
  const last = talk.held.at(-1);
  if (last?.to === from && last.verb !== 'bare' && last.thing === undefined) {
    talk.held[talk.held.length - 1] = { ...last, text: `${last.text} ${text}`, to };
    return at + 1;
  }
  const isForDish =
    talk.verb !== 'bare' &&
    (!isNamed || talk.verb === 'no' || talk.verb === 'extra' || talk.verb === 'light');
  if (isForDish) {
    const isFood = text.split(' ').some((word) => COMMON_FOODS.has(word));
    const isLoose = talk.isVerbUsed && isCue(chunks[at - 1], 'filler', 'it', 'definite');
    if (isLoose && !isFood && talk.verb === 'with') return at + 1;
    if (isFood && /\bsides?\b/.test(chunks[at - 1]?.text ?? '')) return at + 1;
    if (last?.to === from && (talk.verb !== 'no' || !isFood)) return at + 1;
    talk.held.push(noteOf(noteText(talk, text), chunk));
    talk.isVerbUsed = true;
    talk.count = undefined;
    talk.article = undefined;
    return at + 1;
  }
  const next = nextMeaning(chunks, at).chunk;
  const isBeforeName = next?.kind === 'food' && next.from === to;
  if (isBeforeName && next.food.itemIds.length > 0) return at + 1;
  const before = chunks[at - 1];
  const isAfterName = before?.kind === 'food' && before.to === from;
  if (isAfterName || isCue(before, 'aside')) return at + 1;
  const isDish = text.split(' ').some((word) => COMMON_FOODS.has(word));
  if (isNamed || isDish || (talk.hasOrdered && before?.kind === 'cue')) {
    giveHeld(talk);
    openDraft(talk, undefined, from, to);
  }
  return at + 1;
}
