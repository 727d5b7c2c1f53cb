/** A new menu under an open ticket: prices follow it, and what changed waits for a person's yes. */
import type { Menu } from '../menu/menu.ts';
import { wording } from './commit-ticket.ts';
import { priceSelection, selectionOf } from './price-selection.ts';
import { withLines } from './ticket-questions.ts';
import type { Ticket, TicketLine } from './ticket.ts';
import { unitCents } from './totals.ts';

/** Lines that the menu no longer has are kept as suggestions, so that the guest can be asked. */
export function repriceTicket(ticket: Ticket, menu: Menu): Ticket {
  if (ticket.menuVersion === menu.version) return ticket;
  const lines = ticket.lines.map((line) => repriceLine(line, menu));
  return withLines({ ...ticket, menuVersion: menu.version }, menu, lines);
}

function repriceLine(line: TicketLine, menu: Menu): TicketLine {
  const priced = priceSelection(menu, selectionOf(line));
  if (!priced.ok) return { ...line, status: 'suggested' };
  if (wording(priced.value) === wording(line)) return line;
  const next: TicketLine = { ...line, ...priced.value, status: 'suggested' };
  const wasUnitCents = line.wasUnitCents ?? unitCents(line);
  delete next.wasUnitCents;
  return unitCents(next) === wasUnitCents ? next : { ...next, wasUnitCents };
}
