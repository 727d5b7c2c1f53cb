/** What a person takes off a ticket after the guest was told the total: anybody may, and it leaves a trace. */
import type { AuditNote } from '../../shared/day/audit-entry.ts';
import { confirmedBefore } from '../../shared/order/correct-line.ts';
import { unitCents } from '../../shared/order/totals.ts';
import type { LaneState } from './lane-file.ts';

/** A note for each line that has fewer units than before, or is gone; none before the total was told. */
export function removedLines(before: LaneState, after: LaneState): readonly AuditNote[] {
  const isSame = before.ticket.ticketId === after.ticket.ticketId;
  if (before.isTotalTold !== true || !isSame) return [];
  return before.ticket.lines.flatMap((line): readonly AuditNote[] => {
    const was = confirmedBefore(line);
    if (was === undefined) return [];
    const now = after.ticket.lines.find(({ lineId }) => lineId === line.lineId);
    const units = was.quantity - (now === undefined ? 0 : (confirmedBefore(now)?.quantity ?? 0));
    if (units <= 0) return [];
    return [
      {
        kind: 'line-removed',
        about: `${units} × ${was.name}`.slice(0, 200),
        subjectId: after.ticket.ticketId,
        amountCents: units * unitCents(was),
      },
    ];
  });
}
