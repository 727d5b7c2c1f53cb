/** Orders and events for properties: any prices, any discounts, as a till could make them. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { lineIdSchema } from '../../src/shared/ids.ts';
import { adjustmentsSchema } from '../../src/shared/order/adjustment.ts';
import {
  orderEventSchema,
  type BillPart,
  type OrderEvent,
} from '../../src/shared/order/order-event.ts';
import type { Order, Tender } from '../../src/shared/order/order.ts';
import type { Share } from '../../src/shared/order/refund.ts';
import { totalsOf } from '../../src/shared/order/totals.ts';
import { greekOrder } from './greek-order.ts';

export const ANA = { personId: '0198f000-0000-7000-8000-00000000000b', name: 'Ana' };

const anyLine = fc.record({
  quantity: fc.integer({ min: 1, max: 99 }),
  unitPriceCents: fc.integer({ min: 0, max: 1_000_000 }),
});

const anyDiscount = fc.oneof(
  fc.record({
    kind: fc.constant('percent'),
    basisPoints: fc.integer({ min: 1, max: 10_000 }),
    maxCents: fc.nat(),
  }),
  fc.record({
    kind: fc.constant('amount'),
    amountCents: fc.integer({ min: 1, max: 1_000_000 }),
    maxCents: fc.nat(1_000_000),
  }),
  fc.record({ kind: fc.constant('comp'), line: fc.nat(5) }),
  fc.record({ kind: fc.constant('line-price'), line: fc.nat(5), unitCents: fc.nat(1_000_000) }),
);

export const anyOrder: fc.Arbitrary<Order> = fc
  .tuple(
    fc.array(anyLine, { minLength: 1, maxLength: 6 }),
    fc.array(anyDiscount, { maxLength: 4 }),
    fc.integer({ min: 0, max: 5_000 }),
  )
  .map(([parts, discounts, taxBasisPoints]) => {
    const lines = parts.map((part) => ({
      ...part,
      lineId: lineIdSchema.parse(randomUUID()),
      itemId: '502',
      name: 'Greek Bowl',
      modifiers: [],
      choices: [],
    }));
    const adjustments = adjustmentsSchema.parse(
      discounts.map((discount) => {
        const made = { adjustmentId: randomUUID(), reason: 'late', approvedBy: ANA };
        if (!('line' in discount)) return { ...made, ...discount };
        const { line, ...rest } = discount;
        return { ...made, ...rest, lineId: lines[line % lines.length]?.lineId };
      }),
    );
    const totals = totalsOf(lines, adjustments, { restaurant: { taxBasisPoints } });
    return greekOrder('any', { lines, adjustments, totals, tender: { kind: 'pay-later' } });
  });

export function refunded(
  { orderId }: Pick<Order, 'orderId'>,
  lines: readonly { readonly lineId: string; readonly quantity: number }[],
  change: {
    amountCents: number;
    by?: string;
    alsoBy?: readonly Share[] | undefined;
    isCancelled?: boolean;
  },
): OrderEvent {
  return orderEventSchema.parse({
    kind: 'refunded',
    eventId: randomUUID(),
    orderId,
    atMs: 2_000,
    lines,
    by: 'cash',
    isCancelled: false,
    reason: 'cold',
    approvedBy: ANA,
    ...change,
  });
}

export function settled(
  { orderId }: Pick<Order, 'orderId'>,
  tender: Tender,
  part?: BillPart,
): Extract<OrderEvent, { kind: 'settled' }> {
  const ofBill = part === undefined ? {} : { part };
  return { kind: 'settled', eventId: randomUUID(), orderId, atMs: 3_000, tender, ...ofBill };
}
