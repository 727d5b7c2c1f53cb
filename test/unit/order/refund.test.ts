import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkEvent,
  MAX_MONEY_EVENTS,
  MAX_RATINGS,
} from '../../../src/shared/order/check-event.ts';
import type { OrderEvent } from '../../../src/shared/order/order-event.ts';
import type { Order } from '../../../src/shared/order/order.ts';
import {
  balanceOf,
  isUnpaid,
  refundCents,
  unitsLeft,
  unitsToMake,
  waysBack,
} from '../../../src/shared/order/refund.ts';
import { netLineCents } from '../../../src/shared/order/totals.ts';
import { anyOrder, refunded, settled } from '../../support/any-order.ts';
import { greekOrder } from '../../support/greek-order.ts';

const order = greekOrder('one', { tender: { kind: 'cash', tenderedCents: 4_000, tipCents: 500 } });
const [bowls] = order.lines;
if (bowls === undefined) throw new Error('no line');
const one = [{ lineId: bowls.lineId, quantity: 1 }];
const CASH = { kind: 'cash', tenderedCents: 5_000, tipCents: 0 } as const;

function worth(of: Order, earlier: readonly OrderEvent[], lines: typeof one): number {
  const cents = refundCents(of, earlier, lines);
  if (!cents.ok) throw new Error(cents.failure);
  return cents.value;
}

test('every line given back, in any steps, is exactly the total', () => {
  fc.assert(
    fc.property(anyOrder, fc.array(fc.nat(1_000), { maxLength: 20 }), (any, picks) => {
      const events: OrderEvent[] = [];
      const giveBack = (lines: typeof one) => {
        const amountCents = worth(any, events, lines);
        expect(amountCents).toBeGreaterThanOrEqual(0);
        const event = refunded(any, lines, { amountCents, by: waysBack(any, events)[0].by });
        expect(checkEvent(any, events, event).ok).toBe(true);
        events.push(event);
      };
      const openLines = () =>
        [...unitsLeft(any, events)].flatMap(([lineId, quantity]) =>
          quantity > 0 ? [{ lineId, quantity }] : [],
        );
      for (const pick of picks) {
        const open = openLines();
        const line = open[pick % Math.max(1, open.length)];
        if (line !== undefined) giveBack([{ ...line, quantity: 1 + (pick % line.quantity) }]);
      }
      const rest = openLines();
      if (rest.length > 0) giveBack(rest);
      expect(balanceOf(any, events)).toEqual({
        dueCents: 0,
        paidCents: 0,
        refundedCents: 0,
        netCents: 0,
      });
    }),
  );
});

test('a line’s share of tax and discounts is right to the cent', () => {
  fc.assert(
    fc.property(anyOrder, (any) => {
      const net = any.lines.map((line) => netLineCents(line, any.adjustments));
      const all = net.reduce((sum, cents) => sum + cents, 0);
      for (const [index, { lineId, quantity }] of any.lines.entries()) {
        const exact = all === 0 ? 0 : (any.totals.totalCents / all) * (net[index] ?? 0);
        expect(Math.abs(worth(any, [], [{ lineId, quantity }]) - exact)).toBeLessThanOrEqual(1.01);
      }
    }),
  );
});

test('money goes back the way it came, without the tip', () => {
  expect(waysBack(order, [])).toEqual([{ by: 'cash', amountCents: 3_024 }]);
  const amountCents = worth(order, [], one);
  expect(amountCents).toBe(1_512);
  expect(balanceOf(order, [refunded(order, one, { amountCents })])).toEqual({
    dueCents: 0,
    paidCents: 3_024,
    refundedCents: 1_512,
    netCents: 1_512,
  });
});

test('what is not paid yet comes off the bill, and then the rest is paid', () => {
  const later = { ...order, tender: { kind: 'pay-later' } as const };
  const off = refunded(later, one, { amountCents: 1_512, by: 'not-paid-yet' });
  expect(isUnpaid(later, [off])).toBe(true);
  expect(balanceOf(later, [off])).toMatchObject({ dueCents: 1_512, netCents: 1_512 });
  const paid = settled(later, { ...CASH, tenderedCents: 1_512 });
  expect(checkEvent(later, [off], paid).ok).toBe(true);
  const back = refunded(later, one, { amountCents: 1_512 });
  expect(checkEvent(later, [off, paid], back).ok).toBe(true);
  expect(balanceOf(later, [off, paid, back])).toEqual({
    dueCents: 0,
    paidCents: 1_512,
    refundedCents: 1_512,
    netCents: 0,
  });
});

test('nothing is given back twice, paid twice, or for another amount', () => {
  const all = [{ ...one[0], quantity: 2, lineId: bowls.lineId }];
  const refund = refunded(order, all, { amountCents: 3_024 });
  expect(checkEvent(order, [refund], refunded(order, one, { amountCents: 0 }))).toMatchObject({
    failure: 'nothing-left',
  });
  const wrong = [
    refunded(order, one, { amountCents: 1_513 }),
    refunded(order, one, { amountCents: 1_512, by: 'card-simulator' }),
  ];
  for (const event of wrong) {
    expect(checkEvent(order, [], event)).toMatchObject({ failure: 'totals-differ' });
  }
  expect(refundCents(order, [], [...one, ...one]).ok).toBe(false);
  expect(refundCents(order, [], [{ ...one[0], lineId: randomLine(), quantity: 1 }]).ok).toBe(false);
  expect(checkEvent(order, [], settled(order, CASH))).toMatchObject({ failure: 'nothing-left' });
  const later = { ...order, tender: { kind: 'pay-later' } as const };
  expect(checkEvent(later, [], settled(later, { ...CASH, tenderedCents: 3_000 })).ok).toBe(false);
  expect(checkEvent(later, [], settled(later, { kind: 'pay-later' })).ok).toBe(false);
  expect(checkEvent(later, [settled(later, CASH)], settled(later, CASH)).ok).toBe(false);
});

test('the kitchen makes what was not cancelled, whatever was given back', () => {
  const kept = refunded(order, one, { amountCents: 1_512 });
  const cancelled = refunded(order, one, { amountCents: 1_512, isCancelled: true });
  expect([...unitsToMake(order, [kept]).values()]).toEqual([2]);
  expect([...unitsToMake(order, [kept, cancelled]).values()]).toEqual([1]);
});

test('an order takes a bounded number of events, and grades take no room from money', () => {
  const rated: OrderEvent = {
    kind: 'rated',
    eventId: randomUUID(),
    orderId: order.orderId,
    atMs: 1,
    score: 5,
  };
  const refund = refunded(order, one, { amountCents: 1_512 });
  const some = (event: OrderEvent, count: number) => Array<OrderEvent>(count).fill(event);
  expect(checkEvent(order, some(rated, MAX_RATINGS - 1), rated).ok).toBe(true);
  expect(checkEvent(order, some(rated, MAX_RATINGS), rated).ok).toBe(false);
  expect(checkEvent(order, some(rated, MAX_MONEY_EVENTS), refund).ok).toBe(true);
  const paid = settled(order, CASH);
  expect(checkEvent(order, some(paid, MAX_MONEY_EVENTS - 1), refund).ok).toBe(true);
  expect(checkEvent(order, some(paid, MAX_MONEY_EVENTS), refund).ok).toBe(false);
  expect(checkEvent(order, some(paid, MAX_MONEY_EVENTS), rated).ok).toBe(true);
});

function randomLine() {
  const [line] = greekOrder('other').lines;
  if (line === undefined) throw new Error('no line');
  return line.lineId;
}
