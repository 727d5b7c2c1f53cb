/** What a name on the menu, or a word that nobody knows, does to the conversation. */
import type { Chunk, FoodChunk } from './chunks.ts';
import { removeDraft } from './change-drafts.ts';
import {
  draftOf,
  focusOn,
  giveHeld,
  lastOf,
  openDraft,
  type Conversation,
} from './conversation.ts';
import { mention } from './mention.ts';
import { accepts, bindingOf, lacks } from './bind-wishes.ts';
import { isOpen, noteOf, wishOf, type Draft, type Wish } from './draft.ts';
import { isCue, type Ear } from './ear.ts';
import { hearComponent } from './hear-component.ts';
import type { Food } from './food.ts';
import {
  holdNote,
  holdWish,
  isBeforeDish,
  isKindOfHeld,
  isKindOfThing,
  isNoteAside,
  isWished,
  verbBeforeDish,
} from './hold-wishes.ts';

export function hearFood(talk: Conversation, ear: Ear, keepsHeld = false): number {
  const { chunk, at } = ear;
  if (chunk.kind !== 'food') return at + 1;
  if (isTagged(talk, ear)) talk.isAsking = true;
  if (talk.isAsking) {
    if (chunk.food.itemIds.length > 0) talk.topic = chunk.food;
    else talk.askedThing = chunk;
    return at + 1;
  }
  if (talk.verb === 'remove' || isHeldBack(talk, chunk)) return removeFood(talk, chunk, at);
  if (hearComponent(talk, chunk)) return at + 1;
  if (chunk.food.grade !== 'named' && isKindOfHeld(talk, chunk)) return at + 1;
  const next = ear.chunks[at + 1];
  if (next?.kind === 'food' && next.from === chunk.to && isKindOfThing(chunk, next)) return at + 1;
  if (isBeforeDish(talk, ear)) return hearBeforeDish(talk, ear, chunk);
  endListOf(talk, chunk, ear.chunks[at + 1]);
  if (isPutAside(talk, ear)) {
    holdNote(talk, `${chunk.text} ${ear.chunks[at + 1]?.text ?? ''}`, chunk);
    return at + 2;
  }
  if (isWished(talk, ear, chunk)) {
    if (isLastWord(talk, ear)) focusOnList(talk, chunk);
    holdWish(talk, chunk);
    return at + 1;
  }
  if (isNoteAside(talk, ear)) {
    holdNote(talk, `${chunk.text} ${ear.chunks[at + 1]?.text ?? ''}`, chunk);
    return at + 2;
  }
  if (chunk.food.itemIds.length === 0) {
    if (talk.drafts.some(isOpen) || talk.count !== undefined) return loseThing(talk, chunk, at);
    holdWish(talk, chunk);
    return at + 1;
  }
  const isRefused = talk.verb === 'no' && talk.held.length === 0 && talk.count === undefined;
  if (isRefused && lastOf(talk) === undefined) return at + 1;
  mention(talk, ear, chunk, keepsHeld);
  if (isCue(ear.chunks[at - 1], 'ensure')) talk.agreedAt = Math.max(talk.agreedAt, chunk.to);
  return at + 1;
}

/** `three asada and three pastor, corn tortillas`: said last, after a pause. */
function isLastWord({ verb }: Conversation, { chunks, at }: Ear): boolean {
  if (verb !== 'bare' || chunks[at - 1]?.kind !== 'pause') return false;
  return chunks.slice(at + 1).every((chunk) => chunk.kind === 'stop' || isCue(chunk, 'filler'));
}

/** What every dish of the list still lacks is for all of them. */
function focusOnList(talk: Conversation, chunk: FoodChunk): void {
  const [last, ...others] = talk.focus;
  const kind = last?.partOf;
  if (kind === undefined || others.length > 0 || isOpen(kind)) return;
  const bare = wishOf('bare', chunk);
  const list = talk.drafts.filter((draft) => isOpen(draft) && draft.partOf === kind);
  if (list.every((draft) => lacks(draft, bare, talk.lexicon))) focusOn(talk, list);
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
  if (talk.isVerbUsed && talk.verb === 'extra' && isOnlyChosen(talk, last, bare)) {
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

/** `extra cheese, hot salsa`: what the dish can only have, not have more of. */
function isOnlyChosen({ lexicon }: Conversation, last: Draft | undefined, bare: Wish): boolean {
  const item = lexicon.items.get(last?.itemIds[0] ?? '');
  return item !== undefined && bindingOf({ ...bare, verb: 'extra' }, item)?.kind === 'option';
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

/** `put the collards in a separate box`: not more of them, they come with the dish. */
function isPutAside(talk: Conversation, { chunks, at, chunk }: Ear): boolean {
  const last = lastOf(talk);
  if (chunk.kind !== 'food' || !isCue(chunks[at + 1], 'aside') || last === undefined) return false;
  if (talk.verb !== 'add' || talk.article?.isDefinite !== true) return false;
  const { thing } = chunk.food;
  const item = talk.lexicon.items.get(last.itemIds[0] ?? '');
  const binding = item === undefined ? undefined : bindingOf(wishOf('add', chunk), item);
  return (
    thing?.modifiers.some(
      ({ verb, modifierId }) =>
        verb === 'extra' && binding?.kind === 'modifier' && binding.modifierId === modifierId,
    ) === true
  );
}
