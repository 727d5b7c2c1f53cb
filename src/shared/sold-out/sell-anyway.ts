/** Selling what is marked sold out, because somebody with the right to it says that there is some left. */
import { z } from 'zod';
import { lineIdSchema } from '../ids.ts';
import { reduceTicket, type TicketContext, type TicketFailure } from '../order/reduce-ticket.ts';
import { selectionSchema, type Selection } from '../order/selection.ts';
import type { Ticket } from '../order/ticket.ts';
import { fail, ok, type Result } from '../result.ts';

/** Something new, or a line that was on the ticket when it was marked. */
export const soldAnywaySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('item'), selection: selectionSchema }),
  z.strictObject({ kind: z.literal('line'), lineId: lineIdSchema }),
]);
export type SoldAnyway = z.infer<typeof soldAnywaySchema>;

export function sellAnyway(
  ticket: Ticket,
  what: SoldAnyway,
  context: TicketContext,
): Result<Ticket, TicketFailure> {
  return what.kind === 'item'
    ? addAnyway(ticket, what.selection, context)
    : keepAnyway(ticket, what.lineId);
}

function addAnyway(
  ticket: Ticket,
  selection: Selection,
  context: TicketContext,
): Result<Ticket, TicketFailure> {
  const added = reduceTicket(ticket, { kind: 'add-item', selection }, context);
  if (!added.ok) return added;
  const before = new Map(ticket.lines.map((line) => [line.lineId, line]));
  const lines = added.value.lines.map((line) =>
    before.get(line.lineId)?.quantity === line.quantity
      ? line
      : { ...line, isSoldAnyway: true as const },
  );
  return ok({ ...added.value, lines });
}

function keepAnyway(ticket: Ticket, lineId: string): Result<Ticket, TicketFailure> {
  if (!ticket.lines.some((line) => line.lineId === lineId)) return fail({ code: 'unknown-line' });
  const lines = ticket.lines.map((line) =>
    line.lineId === lineId ? { ...line, isSoldAnyway: true as const } : line,
  );
  return ok({ ...ticket, lines });
}
