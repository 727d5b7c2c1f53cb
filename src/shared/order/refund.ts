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
export type PricedOrder = Pick<Order, 'lines' | 'adjustments' | 'totals'>;

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
  return ok(unitsCents(order, left, wanted));
}

/**
 * The share of the total in the first of the units that are `left` of each line. All units together, taken in
 * any number of steps, are the total.
 */
export function unitsCents(
  order: PricedOrder,
  left: ReadonlyMap<LineId, number>,
  wanted: ReadonlyMap<LineId, number>,
): Cents {
  const weights = order.lines.map((line) => netLineCents(line, order.adjustments));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let cents = 0;
  let before = 0;
  for (const [index, line] of order.lines.entries()) {
    const weight = weights[index] ?? 0;
    const quantity = wanted.get(line.lineId) ?? 0;
    const given = line.quantity - (left.get(line.lineId) ?? 0);
    const upTo = (units: number) =>
      share(order.totals.totalCents, before + (weight / line.quantity) * units, all);
    cents += upTo(given + quantity) - upTo(given);
    before += weight;
  }
  return cents;
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

export type WayBack = Refund['by'];
type Paid = Pick<Order, 'totals' | 'tender'>;
export type Share = { readonly by: WayBack; readonly amountCents: Cents };

/** The ways in which a refund went back; together its amount. */
export function waysOf({
  by,
  amountCents,
  alsoBy = [],
}: Pick<Refund, 'by' | 'amountCents' | 'alsoBy'>): readonly Share[] {
  const others = alsoBy.reduce((sum, one) => sum + one.amountCents, 0);
  return [{ by, amountCents: amountCents - others }, ...alsoBy];
}

/**
 * How money can go back, and how much each way: what is not paid yet comes off the bill first
 * (`not-paid-yet`), what was paid goes back as it came, by card before cash. Never empty.
 */
export function waysBack(order: Paid, events: readonly OrderEvent[]): readonly [Share, ...Share[]] {
  const { due, taken } = standing(order, events);
  const ways: readonly Share[] = [
    { by: 'not-paid-yet', amountCents: due },
    { by: 'card-simulator', amountCents: taken['card-simulator'] },
    { by: 'cash', amountCents: taken.cash },
  ];
  const [first, ...others] = ways.filter(({ amountCents }) => amountCents > 0);
  if (first !== undefined) return [first, ...others];
  const last = events.findLast((event) => event.kind === 'settled')?.tender ?? order.tender;
  return [{ by: last.kind === 'pay-later' ? 'not-paid-yet' : last.kind, amountCents: 0 }];
}

/** `amountCents` in the ways that there are, beginning with `firstBy`, if it is one of them. */
export function sharesBack(
  order: Paid,
  events: readonly OrderEvent[],
  { amountCents, firstBy }: { readonly amountCents: Cents; readonly firstBy?: WayBack | undefined },
): Pick<Refund, 'by' | 'alsoBy'> {
  const [first, ...others] = waysBack(order, events);
  const ways = [first, ...others].toSorted(
    (a, b) => Number(b.by === firstBy) - Number(a.by === firstBy),
  );
  let left = amountCents;
  const shares = ways.flatMap((way) => {
    const cents = Math.min(left, way.amountCents);
    left -= cents;
    return cents > 0 ? [{ by: way.by, amountCents: cents }] : [];
  });
  const [main = { by: first.by }, ...alsoBy] = shares;
  return alsoBy.length === 0 ? { by: main.by } : { by: main.by, alsoBy };
}

/** Whether a refund goes back in ways that there are, each no more than it has. */
export function isRightWay(order: Paid, events: readonly OrderEvent[], refund: Refund): boolean {
  const ways = new Map(waysBack(order, events).map(({ by, amountCents }) => [by, amountCents]));
  const shares = waysOf(refund);
  if (new Set(shares.map(({ by }) => by)).size < shares.length) return false;
  return shares.every(
    ({ by, amountCents }) => amountCents >= 0 && amountCents <= (ways.get(by) ?? -1),
  );
}

type Standing = {
  readonly due: Cents;
  /** What the till has of the guest's money, by how it came. */
  readonly taken: Readonly<Record<Exclude<WayBack, 'not-paid-yet'>, Cents>>;
  readonly paid: Cents;
  readonly back: Cents;
};

/** Where the money stands after `events`, taken one after the other. */
function standing({ totals, tender }: Paid, events: readonly OrderEvent[]): Standing {
  const taken = { cash: 0, 'card-simulator': 0 };
  let due = tender.kind === 'pay-later' ? totals.totalCents : 0;
  let paid = totals.totalCents - due;
  let back = 0;
  if (tender.kind !== 'pay-later') taken[tender.kind] = paid;
  for (const event of events) {
    if (event.kind === 'settled' && event.tender.kind !== 'pay-later') {
      const cents = event.part?.amountCents ?? due;
      due -= cents;
      paid += cents;
      taken[event.tender.kind] += cents;
    }
    for (const { by, amountCents } of event.kind === 'refunded' ? waysOf(event) : []) {
      if (by === 'not-paid-yet') {
        due -= amountCents;
        continue;
      }
      taken[by] -= amountCents;
      back += amountCents;
    }
  }
  return { due, taken, paid, back };
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

export function balanceOf(order: Paid, events: readonly OrderEvent[]): Balance {
  const { due, paid, back } = standing(order, events);
  return { dueCents: due, paidCents: paid, refundedCents: back, netCents: due + paid - back };
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
