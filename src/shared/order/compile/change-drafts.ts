/** What a correction does to drafts: divides, replaces, counts anew, takes off. */
import { VOICE_MAX_OF_ITEM } from '../limits.ts';
import { accepts } from './bind-wishes.ts';
import { confidenceOf, focusOn, isHeard, type Conversation } from './conversation.ts';
import { isOpen, type Draft } from './draft.ts';
import type { Food } from './food.ts';

/** Takes so many pieces off a draft as one of their own, in focus: `one of them with no olives`. */
export function divide(talk: Conversation, whole: Draft, units: number): Draft {
  if (units >= whole.quantity) {
    focusOn(talk, [whole]);
    return whole;
  }
  const part: Draft = {
    ...whole,
    isSplit: whole.lineId !== undefined,
    isExclusive: talk.isOnly || talk.fix !== undefined,
    partOf: whole,
    wishes: whole.wishes.map((wish) => ({ ...wish, isEarlier: true })),
    quantity: units,
    isCounted: true,
  };
  whole.quantity -= units;
  if (whole.lineId === undefined) whole.isTouched = true;
  talk.drafts.splice(talk.drafts.indexOf(whole) + 1, 0, part);
  talk.divided = whole;
  focusOn(talk, [part]);
  return part;
}

/** The same order line, but of another item; wishes that the new item can't take are let go. */
export function replaceItem(talk: Conversation, target: Draft, food: Food, to: number): void {
  if (!talk.isCorrecting && talk.count !== undefined) {
    talk.isCorrecting = true;
    talk.correctedAt = to;
  }
  const isSame = food.itemIds.every((itemId) => target.itemIds.includes(itemId));
  const quantity = talk.count?.value ?? target.quantity;
  target.quantity = talk.count?.more === true ? target.quantity + quantity : quantity;
  target.isCounted ||= talk.count !== undefined;
  target.isTouched = true;
  target.to = Math.max(target.to, to);
  if (target.from === 0) target.from = talk.count?.from ?? to - 1;
  if (!isSame || food.itemIds.length < target.itemIds.length) {
    target.itemIds = food.itemIds;
    target.isDoubtful = food.grade === 'hinted';
    target.confidence = confidenceOf(food, true);
    target.wishes = target.wishes.filter(
      (wish) => wish.verb === 'note' || accepts(target, wish, talk.lexicon),
    );
  }
  if (target.quantity > VOICE_MAX_OF_ITEM || target.quantity < 0) {
    talk.absurd.push({ value: target.quantity, itemIds: target.itemIds });
    target.isRemoved = isHeard(target);
    target.isTouched = false;
  }
  focusOn(talk, [target]);
}

export function setQuantity(talk: Conversation, target: Draft, value: number, more: boolean): void {
  const quantity = more ? target.quantity + value : value;
  if (quantity > VOICE_MAX_OF_ITEM || quantity < 0) {
    talk.absurd.push({ value: quantity, itemIds: target.itemIds });
  } else if (quantity === 0) {
    target.isRemoved = true;
  } else {
    target.quantity = quantity;
    target.isCounted = true;
  }
  target.isTouched = true;
  focusOn(talk, [target]);
}

export function removeDraft(talk: Conversation, draft: Draft, units?: number): void {
  if (units !== undefined && units < draft.quantity) draft.quantity -= units;
  else draft.isRemoved = true;
  draft.isTouched = true;
  const next = talk.drafts.findLast(isOpen);
  focusOn(talk, next === undefined ? [] : [next]);
}

/** Takes back a number or an `a` whose dish was not yet named; false when nothing dangles. */
export function dropDangling(talk: Conversation): boolean {
  const begun = talk.held.at(-1);
  if (begun?.verb === 'note' && talk.article !== undefined && talk.article.from < begun.from) {
    talk.held.pop();
    talk.article = undefined;
    return true;
  }
  if (talk.count === undefined && !talk.hasDropped) return false;
  talk.count = undefined;
  talk.article = undefined;
  talk.hasDropped = true;
  return true;
}
