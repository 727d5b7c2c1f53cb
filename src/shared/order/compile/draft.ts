/** Lines in the making: what an utterance has said so far about each, before the menu is bound to it. */
import type { LineId } from '../../ids.ts';
import type { Selection } from '../selection.ts';
import type { FoodChunk } from './chunks.ts';
import type { Thing } from './lexicon.ts';

export type WishVerb = 'bare' | 'with' | 'add' | 'extra' | 'light' | 'no' | 'drop' | 'note';

/** Something wanted of an item: a modifier, an option, or in the end a note. */
export type Wish = {
  readonly verb: WishVerb;
  readonly thing: Thing | undefined;
  /** What the note says when the menu has no modifier for it. */
  readonly text: string;
  /** The correction of this utterance it came with, and so takes the place of what was said before; 0 for none. */
  readonly correction: number;
  /** Said before, of this dish or another (`the same, but …`): what is said now goes before it. */
  readonly isEarlier?: boolean;
  readonly from: number;
  readonly to: number;
};

export function wishOf(verb: WishVerb, { food, text, from, to }: FoodChunk, note = text): Wish {
  return { verb, thing: food.thing, text: note, correction: 0, from, to };
}

export function noteOf(text: string, { from, to }: Pick<Wish, 'from' | 'to'>): Wish {
  return { verb: 'note', thing: undefined, text, correction: 0, from, to };
}

export type Draft = {
  /** The ticket's line it stands for, or was split from. */
  readonly lineId: LineId | undefined;
  readonly isSplit: boolean;
  /** Divided off as the only one to have what is wished of it: the rest does not. */
  isExclusive: boolean;
  /** The draft that this one was divided from, or the kind (`six tacos`) that it is one of. */
  partOf: Draft | undefined;
  /** The open question it stands for. */
  readonly questionId: string | undefined;
  /** What the line already has, before this utterance. */
  base: Selection | undefined;
  /** Items it may be; several until something tells them apart; none for a dish that is not ours. */
  itemIds: readonly string[];
  quantity: number;
  isCounted: boolean;
  wishes: Wish[];
  /** Sounds or looks like an item, but not enough to sell it without asking. */
  isDoubtful: boolean;
  /** A kind of which some were named one by one: `two salads: a …`. */
  isListed: boolean;
  isRemoved: boolean;
  isTouched: boolean;
  confidence: number;
  from: number;
  to: number;
};

export function isOpen(draft: Draft): boolean {
  return !draft.isRemoved && draft.itemIds.length > 0;
}
