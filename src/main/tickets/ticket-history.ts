/** What undo and redo go back and forth between, for one open ticket. */
import type { Ticket } from '../../shared/order/ticket.ts';

const MAX_STEPS = 50;

export type TicketHistory = {
  readonly past: readonly Ticket[];
  readonly future: readonly Ticket[];
};

export const NO_HISTORY: TicketHistory = { past: [], future: [] };

/** A change was made to `before`: what was undone can't be done again. */
export function changed({ past }: TicketHistory, before: Ticket): TicketHistory {
  return { past: [...past, before].slice(-MAX_STEPS), future: [] };
}

export type Step = { readonly ticket: Ticket; readonly history: TicketHistory };

export function undo({ past, future }: TicketHistory, now: Ticket): Step | undefined {
  const ticket = past.at(-1);
  return ticket && { ticket, history: { past: past.slice(0, -1), future: [...future, now] } };
}

export function redo({ past, future }: TicketHistory, now: Ticket): Step | undefined {
  const ticket = future.at(-1);
  return ticket && { ticket, history: { past: [...past, now], future: future.slice(0, -1) } };
}
