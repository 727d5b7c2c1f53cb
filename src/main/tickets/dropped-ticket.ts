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

/** What a person wrote, or the button that it was. */
export type DropReason = Pick<AuditNote, 'reason' | 'remark'>;

/** For the audit trail. */
export function dropNote(ticket: Ticket, why: DropReason): AuditNote {
  return {
    kind: 'ticket-voided',
    ...why,
    about: aboutOf(ticket),
    subjectId: ticket.ticketId,
    amountCents: ticket.totals.totalCents,
  };
}

/** The ticket is gone for good: for the audit trail and the report of the shift. */
export async function bookDropped(
  { record, onVoid }: Pick<TicketsDeps, 'record' | 'onVoid'>,
  ticket: Ticket,
  why: DropReason,
  approvedBy?: PersonStamp,
): Promise<void> {
  const note = dropNote(ticket, why);
  await record(approvedBy === undefined ? note : { ...note, approvedBy });
  await onVoid(ticket.ticketId, ticket.totals.totalCents);
}

/** What was on it, for people; as much as an audit line takes. */
function aboutOf({ lines }: Ticket): string {
  const words = lines.map(({ quantity, name }) => `${quantity} × ${name}`).join(', ');
  return words.length <= 200 ? words : `${words.slice(0, 199)}…`;
}
