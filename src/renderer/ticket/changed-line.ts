import type { LineId } from '../../shared/ids.ts';
import type { TicketLine } from '../../shared/order/ticket.ts';

/** The last line that is another object than before, so that it can be brought into sight (`known-lines.ts`). */
export function changedLine(
  before: readonly TicketLine[],
  after: readonly TicketLine[],
): LineId | undefined {
  const known = new Set(before);
  return after.findLast((line) => !known.has(line))?.lineId;
}
