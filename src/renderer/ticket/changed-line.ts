import type { LineId } from '../../shared/ids.ts';
import type { TicketLine } from '../../shared/order/ticket.ts';

/** The last line that is new or not as it was, so that it can be brought into sight. */
export function changedLine(
  before: readonly TicketLine[],
  after: readonly TicketLine[],
): LineId | undefined {
  const known = new Map(before.map((line) => [line.lineId, JSON.stringify(line)]));
  return after.findLast((line) => known.get(line.lineId) !== JSON.stringify(line))?.lineId;
}
