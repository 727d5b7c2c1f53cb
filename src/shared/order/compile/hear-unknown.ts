/** What a word that nobody knows does to the conversation. */
import type { Chunk } from './chunks.ts';
import { COMMON_FOODS } from './common-foods.ts';
import { giveHeld, openDraft, type Conversation } from './conversation.ts';
import { noteOf } from './draft.ts';
import { isCue, nextMeaning, type Ear } from './ear.ts';
import { EVERYDAY_WORDS } from './everyday-words.ts';
import { isKindOfHeld, noteText } from './hold-wishes.ts';

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
    if (isKindOfHeld(talk, chunk)) return at + 1;
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
