/**
 * The priced parts of a line that the menu makes of a selection. Every line of a ticket, by touch, by
 * voice or at the relay, gets its names and prices here.
 */
import type { Menu, MenuChoice, MenuItem } from '../menu/menu.ts';
import { fail, ok, type Result } from '../result.ts';
import type { PickedOption, Selection } from './selection.ts';
import type { LineChoice, TicketLine } from './ticket.ts';

export type SelectionFailure = {
  readonly code: 'unknown-item' | 'unknown-modifier' | 'unknown-option' | 'too-many-options';
};

export type LineParts = Pick<
  TicketLine,
  'itemId' | 'name' | 'quantity' | 'unitPriceCents' | 'modifiers' | 'choices' | 'note'
>;

/**
 * Names and prices from the menu. Repeated ids count once. A choice may stay below its `min`
 * (`missingChoices` asks for the rest) but never go above its `max`. What fills a combo's slot costs what the
 * slot says, not its own price; its modifiers and options cost what they do on the item alone.
 */
export function priceSelection(
  menu: Menu,
  selection: Selection,
): Result<LineParts, SelectionFailure> {
  const item = menu.items.find(({ id: itemId }) => itemId === selection.itemId);
  if (item === undefined) return fail({ code: 'unknown-item' });
  const modifiers = priceModifiers(menu, item, selection.modifierIds);
  if (!modifiers.ok) return modifiers;
  const choices = priceChoices(menu, item, selection.choices);
  if (!choices.ok) return choices;
  return ok({
    itemId: item.id,
    name: item.name,
    quantity: selection.quantity,
    unitPriceCents: item.priceCents,
    modifiers: modifiers.value,
    choices: choices.value,
    ...(selection.note !== undefined && { note: selection.note }),
  });
}

function priceModifiers(
  menu: Menu,
  item: MenuItem,
  modifierIds: readonly string[],
): Result<LineParts['modifiers'], SelectionFailure> {
  const wanted = new Set(modifierIds);
  const modifiers = menu.modifiers
    .filter((modifier) => wanted.has(modifier.id) && item.modifierIds.includes(modifier.id))
    .map(({ id, name, priceCents }) => ({ modifierId: id, name, priceCents }));
  return modifiers.length === wanted.size ? ok(modifiers) : fail({ code: 'unknown-modifier' });
}

function priceChoices(
  menu: Menu,
  item: MenuItem,
  picks: readonly PickedOption[],
): Result<LineParts['choices'], SelectionFailure> {
  const choices: LineChoice[] = [];
  for (const picked of picks) {
    const { choiceId, optionId } = picked;
    const choice = menu.choices.find((known) => known.id === choiceId);
    const option = choice?.options.find((known) => known.id === optionId);
    if (choice === undefined || option === undefined || !item.choiceIds.includes(choiceId)) {
      return fail({ code: 'unknown-option' });
    }
    const taken = choices.filter((one) => one.choiceId === choiceId);
    if (taken.some((one) => one.optionId === optionId)) continue;
    if (taken.length >= choice.max) return fail({ code: 'too-many-options' });
    const within = priceComponent(menu, option, picked);
    if (!within.ok) return within;
    const { name, priceCents, itemId } = option;
    const component = itemId === undefined ? {} : { itemId };
    choices.push({ choiceId, optionId, name, priceCents, ...component, ...within.value });
  }
  return ok(choices);
}

/** What is wanted of the item that fills a slot; an option that is no item takes nothing. */
function priceComponent(
  menu: Menu,
  option: MenuChoice['options'][number],
  { modifierIds = [], choices: picks = [] }: PickedOption,
): Result<Pick<LineChoice, 'modifiers' | 'choices'>, SelectionFailure> {
  if (modifierIds.length + picks.length === 0) return ok({});
  const item = menu.items.find(({ id }) => id === option.itemId);
  if (item === undefined) return fail({ code: 'unknown-option' });
  const modifiers = priceModifiers(menu, item, modifierIds);
  if (!modifiers.ok) return modifiers;
  const choices = priceChoices(menu, item, picks);
  if (!choices.ok) return choices;
  return ok({
    ...(modifiers.value.length > 0 && { modifiers: modifiers.value }),
    ...(choices.value.length > 0 && { choices: choices.value }),
  });
}

/** The ids behind a line, for changing it and pricing it again. */
export function selectionOf(line: LineParts): Selection {
  return {
    itemId: line.itemId,
    quantity: line.quantity,
    modifierIds: line.modifiers.map(({ modifierId }) => modifierId),
    choices: line.choices.map(({ choiceId, optionId, modifiers, choices }) => ({
      choiceId,
      optionId,
      ...(modifiers !== undefined && {
        modifierIds: modifiers.map(({ modifierId }) => modifierId),
      }),
      ...(choices !== undefined && {
        choices: choices.map((one) => ({ choiceId: one.choiceId, optionId: one.optionId })),
      }),
    })),
    ...(line.note !== undefined && { note: line.note }),
  };
}
