/** Which lines ask for what is sold out. A line that somebody with the right to it sells anyway does not count. */
import type { Menu } from '../menu/menu.ts';
import type { PickedOption, Selection } from '../order/selection.ts';
import { selectionOf } from '../order/price-selection.ts';
import type { TicketLine } from '../order/ticket.ts';
import { keyOf, type SoldOut, type SoldOutMark, type SoldOutSubject } from './sold-out.ts';

/** What of a selection is sold out, the item itself first. */
export function soldOutIn(
  selection: Pick<Selection, 'itemId' | 'modifierIds' | 'choices'>,
  soldOut: SoldOut,
  menu: Menu,
): readonly SoldOutMark[] {
  if (soldOut.size === 0) return [];
  const subjects: SoldOutSubject[] = [
    { kind: 'item', itemId: selection.itemId },
    ...selection.choices.flatMap((picked) => subjectsOfPick(picked, menu)),
    ...selection.modifierIds.map(modifierSubject),
  ];
  return subjects.flatMap((subject) => soldOut.get(keyOf(subject)) ?? []);
}

export function soldOutOfLine(
  line: TicketLine,
  soldOut: SoldOut,
  menu: Menu,
): readonly SoldOutMark[] {
  return line.isSoldAnyway === true ? [] : soldOutIn(selectionOf(line), soldOut, menu);
}

/** A component of a combo runs out with its item, and has modifiers and options of its own. */
function subjectsOfPick(picked: PickedOption, menu: Menu): readonly SoldOutSubject[] {
  const { choiceId, optionId, modifierIds = [], choices = [] } = picked;
  return [
    optionSubject(menu, choiceId, optionId),
    ...modifierIds.map(modifierSubject),
    ...choices.map((one) => optionSubject(menu, one.choiceId, one.optionId)),
  ];
}

export function optionSubject(menu: Menu, choiceId: string, optionId: string): SoldOutSubject {
  const choice = menu.choices.find(({ id }) => id === choiceId);
  return subjectOf(choiceId, choice?.options.find(({ id }) => id === optionId) ?? { id: optionId });
}

type MenuOption = { readonly id: string; readonly itemId?: string | undefined };

/** What fills a combo's slot is sold out with its item. */
export function subjectOf(choiceId: string, { id: optionId, itemId }: MenuOption): SoldOutSubject {
  return itemId === undefined ? { kind: 'option', choiceId, optionId } : { kind: 'item', itemId };
}

function modifierSubject(modifierId: string): SoldOutSubject {
  return { kind: 'modifier', modifierId };
}

/**
 * Whether a change puts something on the ticket that is sold out and was not on it before. A line that is sold
 * anyway counts here: the leave was for what stood on it then.
 */
export function bringsSoldOut(
  before: readonly TicketLine[],
  after: readonly TicketLine[],
  soldOut: SoldOut,
  menu: Menu,
): boolean {
  if (soldOut.size === 0) return false;
  const unitsOf = (lines: readonly TicketLine[]) => {
    const units = new Map<string, number>();
    for (const line of lines) {
      for (const { subject } of soldOutIn(selectionOf(line), soldOut, menu)) {
        const key = keyOf(subject);
        units.set(key, (units.get(key) ?? 0) + line.quantity);
      }
    }
    return units;
  };
  const known = unitsOf(before);
  return [...unitsOf(after)].some(([key, units]) => units > (known.get(key) ?? 0));
}
