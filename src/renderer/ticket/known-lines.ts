import type { Ticket, TicketLine } from '../../shared/order/ticket.ts';

/** The ticket with its unchanged lines as the very objects of before, so that only what changed is drawn again. */
export function withKnownLines(ticket: Ticket, before: readonly TicketLine[]): Ticket {
  const known = new Map(before.map((line) => [line.lineId, line]));
  const lines = ticket.lines.map((line) => {
    const same = known.get(line.lineId);
    return same !== undefined && JSON.stringify(same) === JSON.stringify(line) ? same : line;
  });
  return { ...ticket, lines };
}
