/** Closed tickets with the words that made them, as long as policy keeps words; the last line of a ticketId counts. */
import { z } from 'zod';
import { sessionIdSchema, type LaneId, type SessionId } from '../../shared/ids.ts';
import type { Ticket } from '../../shared/order/ticket.ts';
import { DayFiles, type DayFilesDeps } from './day-files.ts';
import type { Saved } from './open-lane.ts';

export type ClosedTicket = {
  readonly laneId: LaneId;
  readonly ticket: Ticket;
  readonly voidReason?: string;
};

export type TicketArchive = {
  readonly keep: (closed: ClosedTicket) => Promise<Saved>;
  readonly erase: (sessionId: SessionId) => Promise<Saved>;
  readonly sweep: (days: number) => Promise<void>;
};

const ofSession = z.object({ ticket: z.object({ sessionId: sessionIdSchema }) });

export function openTicketArchive(deps: DayFilesDeps): TicketArchive {
  const files = new DayFiles(deps);
  return {
    keep: (closed) => files.append(closed),
    erase: (sessionId) =>
      files.erase((line) => ofSession.safeParse(line).data?.ticket.sessionId === sessionId),
    sweep: (days) => files.sweep(days),
  };
}
