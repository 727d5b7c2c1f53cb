/** Closed tickets, one file a day; the last line of a ticketId counts. */
import type { LaneId } from '../../shared/ids.ts';
import type { Ticket } from '../../shared/order/ticket.ts';
import { appendToDay } from './day-file.ts';
import type { Saved } from './open-lane.ts';

export type ClosedTicket = {
  readonly laneId: LaneId;
  readonly ticket: Ticket;
  readonly voidReason?: string;
};

export type TicketArchive = { readonly keep: (closed: ClosedTicket) => Promise<Saved> };

export function openTicketArchive(directory: string, wallMs: () => number): TicketArchive {
  return { keep: (closed) => appendToDay(directory, wallMs(), closed) };
}
