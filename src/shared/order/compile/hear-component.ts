/** `a greek bowl combo with a lemonade`: a dish that fills a slot of the combo said before it. */
import { isSlot } from '../../menu/combo.ts';
import type { MenuChoice, MenuItem } from '../../menu/menu.ts';
import type { PickedOption } from '../selection.ts';
import { bindWishes } from './bind-wishes.ts';
import type { FoodChunk } from './chunks.ts';
import { confidenceOf, lastOf, type Conversation } from './conversation.ts';
import { isOpen, type Draft } from './draft.ts';

/**
 * Whether the name was heard as a component. One for each combo fills a slot that is still empty; another takes
 * its place only when somebody corrects what they said of that slot. A name that may be several of a slot's
 * items leaves it empty, so that it is asked for.
 */
export function hearComponent(talk: Conversation, chunk: FoodChunk): boolean {
  const last = lastOf(talk);
  if (last === undefined || !isOpen(last) || chunk.food.itemIds.length === 0) return false;
  const item = talk.lexicon.items.get(last.itemIds.length === 1 ? (last.itemIds[0] ?? '') : '');
  const slots = (item?.choiceIds ?? []).flatMap((id) => talk.lexicon.choices.get(id) ?? []);
  if (item === undefined || !slots.some(isSlot) || !isForLast(talk, last)) return false;
  const slot = slots.find((one) => isSlot(one) && takes(talk, last, item, one, chunk));
  if (slot === undefined) return false;
  const meant = slot.options.filter(({ id }) => chunk.food.itemIds.includes(id));
  const [option] = meant;
  if (option !== undefined && meant.length === 1) {
    give(talk, last, chunk, { choiceId: slot.id, optionId: option.id });
  }
  end(talk, last, chunk);
  return true;
}

/** One for each combo, wished rather than left out. */
function isForLast({ verb, count, divided }: Conversation, last: Draft): boolean {
  if (verb !== 'bare' && verb !== 'with' && verb !== 'add') return false;
  return divided === undefined && (count === undefined || count.value === last.quantity);
}

function takes(
  talk: Conversation,
  last: Draft,
  item: MenuItem,
  slot: MenuChoice,
  { food }: FoodChunk,
): boolean {
  const isOffered = food.itemIds.some((itemId) => slot.options.some(({ id }) => id === itemId));
  if (!isOffered || slot.options.length === 1) return false;
  const isOf = ({ choiceId }: PickedOption) => choiceId === slot.id;
  if (talk.fix !== undefined) return last.wishes.at(-1)?.thing?.options.some(isOf) === true;
  return bindWishes(last, item, talk.lexicon).choices.filter(isOf).length < slot.max;
}

function give(
  talk: Conversation,
  last: Draft,
  { text, from, to, food }: FoodChunk,
  picked: PickedOption,
): void {
  if (talk.fix !== undefined) talk.correction = talk.corrections += 1;
  const thing = { name: text, modifiers: [], options: [picked] };
  const { correction } = talk;
  last.wishes.push({ verb: 'with', thing, text, correction, from, to });
  last.confidence = Math.min(last.confidence, confidenceOf(food, talk.count !== undefined));
}

function end(talk: Conversation, last: Draft, { to }: FoodChunk): void {
  last.isTouched = true;
  last.to = Math.max(last.to, to);
  talk.isVerbUsed = true;
  talk.fix = undefined;
  talk.link = undefined;
  talk.count = undefined;
  talk.article = undefined;
}
