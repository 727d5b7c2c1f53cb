/**
 * Money after the order: what a refund is worth, what is still left to give back, and where the bill stands.
 * Stations and the relay both call it. Tips are not given back: they went to the crew.
 */
import type { LineId } from '../ids.ts';
import type { Cents } from '../money.ts';
import { fail, ok, type Result } from '../result.ts';
import type { OrderEvent } from './order-event.ts';
import type { Order } from './order.ts';
import { netLineCents } from './totals.ts';

type Refund = Extract<OrderEvent, { kind: 'refunded' }>;
type RefundLine = Refund['lines'][number];
type PricedOrder = Pick<Order, 'lines' | 'adjustments' | 'totals'>;

/**
 * What these units cost the guest, tax and discounts shared. Every unit has a fixed share of the order's total:
 * what is left of its line's price after its own adjustments, measured against all lines, each boundary rounded
 * half up. So shares differ from the exact value by less than a cent, and all units together, given back in any
 * number of steps, are the total. Of a line's units the first that were not given back go first.
 */
export function refundCents(
  order: PricedOrder,
  earlier: readonly OrderEvent[],
  lines: readonly RefundLine[],
): Result<Cents, 'nothing-left'> {
  const left = unitsLeft(order, earlier);
  const wanted = new Map(lines.map(({ lineId, quantity }) => [lineId, quantity]));
  if (wanted.size < lines.length) return fail('nothing-left');
  for (const [lineId, quantity] of wanted) {
    if (quantity > (left.get(lineId) ?? 0)) return fail('nothing-left');
  }
  const weights = order.lines.map((line) => netLineCents(line, order.adjustments));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let refund = 0;
  let before = 0;
  for (const [index, line] of order.lines.entries()) {
    const weight = weights[index] ?? 0;
    const quantity = wanted.get(line.lineId) ?? 0;
    const given = line.quantity - (left.get(line.lineId) ?? 0);
    const upTo = (units: number) =>
      share(order.totals.totalCents, before + (weight / line.quantity) * units, all);
    refund += upTo(given + quantity) - upTo(given);
    before += weight;
  }
  return ok(refund);
}

/** `total * part / whole`, half up, without losing a digit: totals may be larger than doubles multiply exactly. */
function share(total: Cents, part: Cents, whole: Cents): Cents {
  if (whole === 0) return 0;
  const doubled = 2n * BigInt(total) * BigInt(part) + BigInt(whole);
  return Number(doubled / (2n * BigInt(whole)));
}

/** How many units of each line were not given back yet; a line that is gone is there with 0. */
export function unitsLeft(
  { lines }: Pick<Order, 'lines'>,
  events: readonly OrderEvent[],
): ReadonlyMap<LineId, number> {
  const left = new Map(lines.map(({ lineId, quantity }) => [lineId, quantity]));
  for (const { lineId, quantity } of refundsOf(events).flatMap((refund) => refund.lines)) {
    left.set(lineId, (left.get(lineId) ?? 0) - quantity);
  }
  return left;
}

/** How many units of each line the kitchen still has to make, or made. */
export function unitsToMake(
  order: Pick<Order, 'lines'>,
  events: readonly OrderEvent[],
): ReadonlyMap<LineId, number> {
  return unitsLeft(
    order,
    refundsOf(events).filter(({ isCancelled }) => isCancelled),
  );
}

/** How the guest paid, which is how money goes back; `not-paid-yet`: it only comes off the bill. */
export function refundBy(
  { tender }: Pick<Order, 'tender'>,
  events: readonly OrderEvent[],
): Refund['by'] {
  const paid = tender.kind === 'pay-later' ? settlementOf(events)?.tender : tender;
  return paid === undefined || paid.kind === 'pay-later' ? 'not-paid-yet' : paid.kind;
}

export type Balance = {
  /** Still to pay. */
  readonly dueCents: Cents;
  /** Taken from the guest, without the tip. */
  readonly paidCents: Cents;
  /** Handed back to the guest. */
  readonly refundedCents: Cents;
  /** What the order brings in the end: its total without everything that was given back or came off the bill. */
  readonly netCents: Cents;
};

export function balanceOf(
  { totals, tender }: Pick<Order, 'totals' | 'tender'>,
  events: readonly OrderEvent[],
): Balance {
  const refunds = refundsOf(events);
  const sum = (some: readonly Refund[]) => some.reduce((cents, one) => cents + one.amountCents, 0);
  const offTheBill = sum(refunds.filter(({ by }) => by === 'not-paid-yet'));
  const refundedCents = sum(refunds) - offTheBill;
  const billCents = totals.totalCents - offTheBill;
  const isPaid = refundBy({ tender }, events) !== 'not-paid-yet';
  return {
    dueCents: isPaid ? 0 : billCents,
    paidCents: isPaid ? billCents : 0,
    refundedCents,
    netCents: billCents - refundedCents,
  };
}

/** Ordered to be paid later, with something still to pay. */
export function isUnpaid(
  order: Pick<Order, 'totals' | 'tender'>,
  events: readonly OrderEvent[],
): boolean {
  return balanceOf(order, events).dueCents > 0;
}

function refundsOf(events: readonly OrderEvent[]): readonly Refund[] {
  return events.filter((event) => event.kind === 'refunded');
}

function settlementOf(events: readonly OrderEvent[]) {
  return events.find((event) => event.kind === 'settled');
}
