/**
 * The priced parts of a line that the menu makes of a selection. Every line of a ticket, by touch, by
 * voice or at the relay, gets its names and prices here.
 */
import type { Menu } from '../menu/menu.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Selection } from './selection.ts';
import type { TicketLine } from './ticket.ts';

export type SelectionFailure = {
  readonly code: 'unknown-item' | 'unknown-modifier' | 'unknown-option' | 'too-many-options';
};

export type LineParts = Pick<
  TicketLine,
  'itemId' | 'name' | 'quantity' | 'unitPriceCents' | 'modifiers' | 'choices' | 'note'
>;

/**
 * Names and prices from the menu. Repeated ids count once. A choice may stay below its `min`
 * (`missingChoices` asks for the rest) but never go above its `max`.
 */
export function priceSelection(
  menu: Menu,
  selection: Selection,
): Result<LineParts, SelectionFailure> {
  const item = menu.items.find(({ id: itemId }) => itemId === selection.itemId);
  if (item === undefined) return fail({ code: 'unknown-item' });

  const wanted = new Set(selection.modifierIds);
  const modifiers = menu.modifiers
    .filter((modifier) => wanted.has(modifier.id) && item.modifierIds.includes(modifier.id))
    .map((modifier) => ({
      modifierId: modifier.id,
      name: modifier.name,
      priceCents: modifier.priceCents,
    }));
  if (modifiers.length !== wanted.size) return fail({ code: 'unknown-modifier' });

  const choices: LineParts['choices'][number][] = [];
  for (const { choiceId, optionId } of selection.choices) {
    const choice = menu.choices.find((known) => known.id === choiceId);
    const option = choice?.options.find((known) => known.id === optionId);
    if (choice === undefined || option === undefined || !item.choiceIds.includes(choiceId)) {
      return fail({ code: 'unknown-option' });
    }
    const taken = choices.filter((picked) => picked.choiceId === choiceId);
    if (taken.some((picked) => picked.optionId === optionId)) continue;
    if (taken.length >= choice.max) return fail({ code: 'too-many-options' });
    choices.push({ choiceId, optionId, name: option.name, priceCents: option.priceCents });
  }
  return ok({
    itemId: item.id,
    name: item.name,
    quantity: selection.quantity,
    unitPriceCents: item.priceCents,
    modifiers,
    choices,
    ...(selection.note !== undefined && { note: selection.note }),
  });
}

/** The ids behind a line, for changing it and pricing it again. */
export function selectionOf(line: LineParts): Selection {
  return {
    itemId: line.itemId,
    quantity: line.quantity,
    modifierIds: line.modifiers.map(({ modifierId }) => modifierId),
    choices: line.choices.map(({ choiceId, optionId }) => ({ choiceId, optionId })),
    ...(line.note !== undefined && { note: line.note }),
  };
}
