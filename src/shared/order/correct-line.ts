/**
 * Corrections by voice to lines that a person had confirmed: they wait for a yes like any suggestion, and a no
 * brings back what stood before. A line that nobody confirmed is voice's own to change.
 */
import type { Menu } from '../menu/menu.ts';
import { ownAdjustment } from './adjustment.ts';
import { wording } from './commit-ticket.ts';
import { MAX_LINE_QUANTITY } from './limits.ts';
import { priceSelection, selectionOf, type LineParts } from './price-selection.ts';
import type { PickedOption, Selection } from './selection.ts';
import type { Correction, LineOrigin, Ticket, TicketLine } from './ticket.ts';

/** So many pieces of what a person last said yes to on the line; undefined when nobody has. */
export function confirmedBefore(
  line: TicketLine,
  units = line.quantity,
): Correction['before'] | undefined {
  if (line.status === 'confirmed') {
    return { ...partsOf(line), quantity: units, origin: line.origin };
  }
  return units === line.quantity ? line.correction?.before : undefined;
}

/** The lines without it, or with its going proposed. */
export function proposeRemoval(
  lines: readonly TicketLine[],
  line: TicketLine,
  origin: LineOrigin,
): readonly TicketLine[] {
  const before = confirmedBefore(line);
  if (before === undefined) return lines.filter((known) => known !== line);
  const { lineId } = line;
  const correction = { kind: 'remove', before } as const;
  const leaving: TicketLine = {
    ...partsOf(before),
    lineId,
    status: 'suggested',
    origin,
    correction,
  };
  return lines.map((known) => (known === line ? leaving : known));
}

/** A person's yes. Undefined: the line goes. */
export function confirmed(line: TicketLine): TicketLine | undefined {
  return line.correction?.kind === 'remove' ? undefined : asConfirmed(line);
}

/** The line as it stands, whatever was proposed. */
export function asConfirmed(line: TicketLine): TicketLine {
  const next: TicketLine = { ...line, status: 'confirmed' };
  delete next.wasUnitCents;
  delete next.correction;
  return next;
}

/** A person's no: what they had confirmed stands again, in one line with the rest of the same dish. */
export function rejected(
  { lines, adjustments }: Pick<Ticket, 'lines' | 'adjustments'>,
  line: TicketLine,
  menu: Menu,
): readonly TicketLine[] {
  const others = lines.filter((known) => known !== line);
  if (line.correction === undefined) return others;
  const { before } = line.correction;
  // The menu may have changed since: then a person looks at the price first.
  const priced = priceSelection(menu, selectionOf(before));
  const isAsBefore = priced.ok && wording(priced.value) === wording(before);
  const standing: TicketLine = {
    ...(priced.ok ? priced.value : partsOf(before)),
    lineId: line.lineId,
    status: isAsBefore ? 'confirmed' : 'suggested',
    origin: before.origin,
  };
  const rest = others.find(
    (known) =>
      standing.status === 'confirmed' &&
      known.status === 'confirmed' &&
      ownAdjustment(adjustments, known.lineId) === undefined &&
      isSameDish(selectionOf(known), selectionOf(standing)) &&
      known.quantity + standing.quantity <= MAX_LINE_QUANTITY,
  );
  if (rest === undefined) return lines.map((known) => (known === line ? standing : known));
  const whole = { ...rest, quantity: rest.quantity + standing.quantity };
  return others.map((known) => (known === rest ? whole : known));
}

/** Same item, modifiers, options and note, whatever the order they were picked in. */
export function isSameDish(one: Selection, other: Selection): boolean {
  const key = ({ itemId, modifierIds, choices, note }: Selection) =>
    JSON.stringify([
      itemId,
      [...new Set(modifierIds)].sort(),
      [...new Set(choices.map(optionKey))].sort(),
      note ?? '',
    ]);
  return key(one) === key(other);
}

function optionKey({ choiceId, optionId, modifierIds = [], choices = [] }: PickedOption): string {
  const within = [[...new Set(modifierIds)].sort(), [...new Set(choices.map(optionKey))].sort()];
  return JSON.stringify([choiceId, optionId, within]);
}

function partsOf({
  itemId,
  name,
  quantity,
  unitPriceCents,
  modifiers,
  choices,
  note,
}: LineParts): LineParts {
  const parts = { itemId, name, quantity, unitPriceCents, modifiers, choices };
  return note === undefined ? parts : { ...parts, note };
}
