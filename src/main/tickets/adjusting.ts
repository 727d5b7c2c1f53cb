/** What needs somebody's leave on an open ticket: discounts, comps, other prices, selling what is sold out. */
import type { AuditNote, RecordAudit } from '../../shared/day/audit-entry.ts';
import type { LaneId } from '../../shared/ids.ts';
import { adjustTicket, removeAdjustment } from '../../shared/order/adjust-ticket.ts';
import { actionOf, type WantedAdjustment } from '../../shared/order/adjustment.ts';
import { refusalOf, type Refusal } from '../../shared/order/ticket-refusal.ts';
import type { Ticket } from '../../shared/order/ticket.ts';
import { adjustmentCents } from '../../shared/order/totals.ts';
import type { Approval, ApprovalFailure, Approve } from '../../shared/people/approval.ts';
import { fail, type Result } from '../../shared/result.ts';
import { sellAnyway, type SoldAnyway } from '../../shared/sold-out/sell-anyway.ts';
import type { Tickets } from './tickets.ts';

type Refused = 'unknown-lane' | Refusal | 'cannot-save';
type Changed<Failure extends string = never> = Promise<Result<Ticket, Refused | Failure>>;

export type Adjusting = {
  readonly adjust: (
    laneId: LaneId,
    wanted: WantedAdjustment,
    approval: Approval | undefined,
  ) => Changed<ApprovalFailure>;
  /** The guest pays the menu's price again: nobody has to allow that. */
  readonly remove: (laneId: LaneId, adjustmentId: string) => Changed;
  readonly sellAnyway: (
    laneId: LaneId,
    what: SoldAnyway,
    approval: Approval | undefined,
  ) => Changed<ApprovalFailure>;
};

const AUDIT_KINDS = {
  comp: 'comped',
  'line-price': 'price-changed',
  percent: 'discounted',
  amount: 'discounted',
} as const satisfies Record<WantedAdjustment['kind'], AuditNote['kind']>;

export function createAdjusting(deps: {
  readonly tickets: Pick<Tickets, 'change'>;
  readonly approve: Approve;
  readonly record: RecordAudit;
}): Adjusting {
  const { tickets, approve, record } = deps;
  return {
    adjust: async (laneId, wanted, approval) => {
      const approved = await approve(actionOf(wanted), approval);
      if (!approved.ok) return approved;
      const approvedBy = approved.value;
      const adjusted = await tickets.change<Refusal>(laneId, (ticket, { menu, newId }) => {
        const made = adjustTicket(ticket, wanted, { menu, adjustmentId: newId(), approvedBy });
        return made.ok ? made : fail(refusalOf(made.failure));
      });
      if (!adjusted.ok) return adjusted;
      const ticket = adjusted.value;
      await record({
        kind: AUDIT_KINDS[wanted.kind],
        approvedBy,
        reason: wanted.reason,
        ...aboutAdjustment(ticket, wanted),
        subjectId: ticket.ticketId,
        amountCents: adjustmentCents(ticket.lines, ticket.adjustments).at(-1)?.offCents ?? 0,
      });
      return adjusted;
    },
    remove: (laneId, adjustmentId) =>
      tickets.change<'refused'>(laneId, (ticket, { menu }) => {
        const removed = removeAdjustment(ticket, adjustmentId, menu);
        return removed.ok ? removed : fail('refused');
      }),
    sellAnyway: async (laneId, what, approval) => {
      const approved = await approve('sell-sold-out', approval);
      if (!approved.ok) return approved;
      const sold = await tickets.change<Refusal>(laneId, (ticket, context) => {
        const made = sellAnyway(ticket, what, context);
        return made.ok ? made : fail(refusalOf(made.failure.code));
      });
      if (!sold.ok) return sold;
      const isIt = (line: Ticket['lines'][number]) =>
        what.kind === 'line' ? line.lineId === what.lineId : line.itemId === what.selection.itemId;
      const about = sold.value.lines.findLast(isIt)?.name;
      await record({
        kind: 'sold-out-sold',
        approvedBy: approved.value,
        subjectId: sold.value.ticketId,
        ...(about !== undefined && { about }),
      });
      return sold;
    },
  };
}

function aboutAdjustment(
  { lines }: Ticket,
  wanted: WantedAdjustment,
): Pick<AuditNote, 'about' | 'remark'> {
  switch (wanted.kind) {
    case 'percent':
      return { remark: { code: 'percent-off', basisPoints: wanted.basisPoints } };
    case 'amount':
      return { remark: { code: 'amount-off' } };
    case 'comp':
    case 'line-price': {
      const line = lines.find(({ lineId }) => lineId === wanted.lineId);
      return line === undefined ? {} : { about: `${line.quantity} × ${line.name}`.slice(0, 200) };
    }
  }
}
