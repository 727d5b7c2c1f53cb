/**
 * A bill that several guests share: one order, one kitchen ticket, several payments. What a part costs is
 * worked out here, at the station and at the relay; tax is in it, for the total was taxed once.
 */
import { z } from 'zod';
import type { LineId } from '../ids.ts';
import type { Cents } from '../money.ts';
import { fail, ok, type Result } from '../result.ts';
import { billPartSchema, type BillPart, type OrderEvent } from './order-event.ts';
import type { Order } from './order.ts';
import { balanceOf, unitsCents, type PricedOrder } from './refund.ts';

type Settled = Extract<OrderEvent, { kind: 'settled' }>;
type Bill = PricedOrder & Pick<Order, 'tender'>;

const [even, lines, amount] = billPartSchema.options;
/** A part as a person asks for it; its amount follows. */
export const wantedPartSchema = z.discriminatedUnion('kind', [
  even.pick({ kind: true, of: true }),
  lines.pick({ kind: true, lines: true }),
  amount,
]);
export type WantedPart = z.infer<typeof wantedPartSchema>;

/**
 * The part with its amount. Even: the largest remainder first, so $10.00 in three is 3.34, 3.33, 3.33. By
 * lines: each unit's fixed share of the total, as for a refund; whoever takes the last units pays what is
 * left of the bill, to the cent. So the payments of a bill are its total, however it was shared.
 */
export function partOf(
  order: Bill,
  earlier: readonly OrderEvent[],
  wanted: WantedPart,
): Result<BillPart, 'nothing-to-pay'> {
  const { dueCents } = balanceOf(order, earlier);
  const part = priced(order, earlier, { wanted, dueCents });
  const isOfBill = part !== undefined && part.amountCents > 0 && part.amountCents <= dueCents;
  return isOfBill ? ok(part) : fail('nothing-to-pay');
}

type Asked = { readonly wanted: WantedPart; readonly dueCents: Cents };

function priced(
  order: Bill,
  earlier: readonly OrderEvent[],
  { wanted, dueCents }: Asked,
): BillPart | undefined {
  switch (wanted.kind) {
    case 'amount':
      return wanted;
    case 'even': {
      const number = evenNumber(earlier, wanted.of);
      if (number > wanted.of) return undefined;
      const amountCents = Math.ceil(dueCents / (wanted.of - number + 1));
      return { ...wanted, number, amountCents };
    }
    case 'lines': {
      const { lines } = wanted;
      const toPay = unitsToPay(order, earlier);
      const taken = new Map(lines.map(({ lineId, quantity }) => [lineId, quantity]));
      const isThere = [...taken].every(([lineId, units]) => units <= (toPay.get(lineId) ?? 0));
      if (!isThere || taken.size < lines.length) return undefined;
      const isLast = [...toPay].every(([lineId, units]) => units === (taken.get(lineId) ?? 0));
      const unitCents = unitsCents(order, toPay, taken);
      return {
        kind: 'lines',
        lines,
        amountCents: isLast ? dueCents : Math.min(unitCents, dueCents),
      };
    }
  }
}

/** Which guest of so many pays next; a bill that was begun in another number starts anew with what is left. */
function evenNumber(earlier: readonly OrderEvent[], of: number): number {
  const last = settlementsOf(earlier).at(-1)?.part;
  return last?.kind === 'even' && last.of === of ? last.number + 1 : 1;
}

/** Into how many parts the bill is being shared evenly, and the number of the next. */
export function evenPlan(
  events: readonly OrderEvent[],
): { readonly next: number; readonly of: number } | undefined {
  const last = settlementsOf(events).at(-1)?.part;
  if (last?.kind !== 'even' || last.number >= last.of) return undefined;
  return { next: last.number + 1, of: last.of };
}

/** How many units of each line nobody has paid for; a unit that was given back is not to be paid. */
export function unitsToPay(
  { lines }: Pick<Order, 'lines'>,
  events: readonly OrderEvent[],
): ReadonlyMap<LineId, number> {
  const left = new Map(lines.map(({ lineId, quantity }) => [lineId, quantity]));
  for (const event of events) {
    for (const { lineId, quantity } of unitsOf(event)) {
      left.set(lineId, Math.max(0, (left.get(lineId) ?? 0) - quantity));
    }
  }
  return left;
}

function unitsOf(event: OrderEvent) {
  if (event.kind === 'refunded') return event.lines;
  return event.kind === 'settled' && event.part?.kind === 'lines' ? event.part.lines : [];
}

export function settlementsOf(events: readonly OrderEvent[]): readonly Settled[] {
  return events.filter((event) => event.kind === 'settled');
}

/** What each payment of the bill was, without its tip: a part, or all that was due then. Oldest first. */
export function paymentsOf(
  order: Bill,
  events: readonly OrderEvent[],
): readonly { readonly payment: Settled; readonly amountCents: Cents }[] {
  return settlementsOf(events).map((payment) => {
    const earlier = events.slice(0, events.indexOf(payment));
    const amountCents = payment.part?.amountCents ?? balanceOf(order, earlier).dueCents;
    return { payment, amountCents };
  });
}

/**
 * The tax in each payment of a bill: what it adds to the tax of all the payments up to it. So together they
 * are the tax of what was paid, to the cent.
 */
export function taxShares(
  { totals }: Pick<Order, 'totals'>,
  payments: readonly Pick<Settled, 'part'>[],
): readonly Cents[] {
  let paid = 0;
  return payments.map(({ part }) => {
    const before = taxIn(totals, paid);
    paid += part?.amountCents ?? totals.totalCents - paid;
    return taxIn(totals, paid) - before;
  });
}

function taxIn({ taxCents, totalCents }: Order['totals'], cents: Cents): Cents {
  return totalCents === 0 ? 0 : Math.round((taxCents * cents) / totalCents);
}

/** Whether the part of a payment is what it must be. */
export function isRightPart(order: Bill, earlier: readonly OrderEvent[], part: BillPart): boolean {
  const found = partOf(order, earlier, part);
  if (!found.ok || found.value.amountCents !== part.amountCents) return false;
  return found.value.kind !== 'even' || part.kind !== 'even' || found.value.number === part.number;
}
