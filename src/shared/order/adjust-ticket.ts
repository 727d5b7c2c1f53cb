/** Puts an adjustment on a ticket and takes one off, decided purely; whether it is allowed is asked before. */
import type { Menu } from '../menu/menu.ts';
import type { PersonStamp } from '../people/person.ts';
import { fail, ok, type Result } from '../result.ts';
import { MAX_ADJUSTMENTS, type Adjustment, type WantedAdjustment } from './adjustment.ts';
import { withLines } from './ticket-questions.ts';
import type { Ticket, TicketLine } from './ticket.ts';
import { discountNow, unitCents } from './totals.ts';

/**
 * `not-confirmed`: a no to what voice would change brings back another line than the one that was allowed.
 * `too-dear`: a changed price may not be above the menu's.
 */
export type AdjustFailure =
  'unknown-line' | 'not-confirmed' | 'too-dear' | 'nothing-to-adjust' | 'too-many-adjustments';

/** A line has at most one adjustment of its own: a new one takes the old one's place. */
export function adjustTicket(
  ticket: Ticket,
  wanted: WantedAdjustment,
  made: {
    readonly menu: Menu;
    readonly adjustmentId: string;
    readonly approvedBy: PersonStamp;
  },
): Result<Ticket, AdjustFailure> {
  const { menu, adjustmentId, approvedBy } = made;
  const failure = whyNot(ticket, wanted);
  if (failure !== undefined) return fail(failure);
  const others = ticket.adjustments.filter((one) => !isOfSameLine(one, wanted));
  if (others.length >= MAX_ADJUSTMENTS) return fail('too-many-adjustments');
  const by = { adjustmentId, approvedBy };
  const one: Adjustment =
    wanted.kind === 'percent' || wanted.kind === 'amount'
      ? { ...wanted, ...by, maxCents: discountNow(wanted, ticket.lines, others) }
      : { ...wanted, ...by };
  return ok(withLines(ticket, menu, ticket.lines, ticket.questions, [...others, one]));
}

/** Takes it off: the guest pays the menu's price again, so nobody has to allow it. */
export function removeAdjustment(
  ticket: Ticket,
  adjustmentId: string,
  menu: Menu,
): Result<Ticket, 'unknown-adjustment'> {
  const kept = ticket.adjustments.filter((one) => one.adjustmentId !== adjustmentId);
  if (kept.length === ticket.adjustments.length) return fail('unknown-adjustment');
  return ok(withLines(ticket, menu, ticket.lines, ticket.questions, kept));
}

function whyNot({ lines }: Ticket, wanted: WantedAdjustment): AdjustFailure | undefined {
  if (lines.length === 0) return 'nothing-to-adjust';
  if (wanted.kind === 'percent' || wanted.kind === 'amount') return undefined;
  const line = lines.find(({ lineId }) => lineId === wanted.lineId);
  if (line === undefined) return 'unknown-line';
  if (line.status !== 'confirmed') return 'not-confirmed';
  return wanted.kind === 'line-price' && wanted.unitCents > unitCents(line)
    ? 'too-dear'
    : undefined;
}

function isOfSameLine(one: Adjustment, other: WantedAdjustment): boolean {
  return 'lineId' in one && 'lineId' in other && one.lineId === other.lineId;
}

/**
 * The adjustments after a line became `after`. What was allowed was allowed for the line as it stood: a line
 * whose unit costs more now pays the menu's price again.
 */
export function adjustmentsAfterChange(
  adjustments: readonly Adjustment[],
  before: TicketLine,
  after: TicketLine,
): readonly Adjustment[] {
  if (unitCents(after) <= unitCents(before)) return adjustments;
  return adjustments.filter((one) => !('lineId' in one) || one.lineId !== after.lineId);
}
