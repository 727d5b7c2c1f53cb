import { selectionOf } from '../../shared/order/price-selection.ts';
import type { Selection } from '../../shared/order/selection.ts';
import type { TicketLine } from '../../shared/order/ticket.ts';

/** One more of a line, with all that is on it. */
export function sameAgain(line: TicketLine): Selection {
  return { ...selectionOf(line), quantity: 1 };
}
