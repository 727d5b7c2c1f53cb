/** A ticket with something on it that goes without an order leaves a trace, whichever button it was. */
import type { AuditNote } from '../../shared/day/audit-entry.ts';
import { confirmedBefore } from '../../shared/order/correct-line.ts';
import type { Ticket } from '../../shared/order/ticket.ts';
import type { PersonStamp } from '../../shared/people/person.ts';
import type { TicketsDeps } from './tickets-deps.ts';

/** A person had said yes to something on it: suggestions alone are only what was heard. */
export function hasConfirmed({ lines }: Ticket): boolean {
  return lines.some((line) => confirmedBefore(line) !== undefined);
}

/** For the audit trail. */
export function dropNote(ticket: Ticket, reason: string): AuditNote {
  return {
    kind: 'ticket-voided',
    reason,
    about: aboutOf(ticket),
    subjectId: ticket.ticketId,
    amountCents: ticket.totals.totalCents,
  };
}

/** The ticket is gone for good: for the audit trail and the report of the shift. */
export async function bookDropped(
  { record, onVoid }: Pick<TicketsDeps, 'record' | 'onVoid'>,
  ticket: Ticket,
  reason: string,
  approvedBy?: PersonStamp,
): Promise<void> {
  const note = dropNote(ticket, reason);
  await record(approvedBy === undefined ? note : { ...note, approvedBy });
  await onVoid(ticket.ticketId, ticket.totals.totalCents);
}

/** What was on it, for people; as much as an audit line takes. */
function aboutOf({ lines }: Ticket): string {
  const words = lines.map(({ quantity, name }) => `${quantity} × ${name}`).join(', ');
  return words.length <= 200 ? words : `${words.slice(0, 199)}…`;
}
