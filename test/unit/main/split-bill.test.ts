/** A shared bill at the station: each payment is kept at once, and the day counts the order once. */
import { expect, test, vi } from 'vitest';
import { entriesOf } from '../../../src/main/day/day.ts';
import { reportOf } from '../../../src/shared/day/report-of.ts';
import type { OrderView } from '../../../src/shared/ipc/views.ts';
import type { OrderEvent } from '../../../src/shared/order/order-event.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { addItem, openTill, TILL_LANE } from '../../support/till.ts';

type Till = Awaited<ReturnType<typeof openTill>>;
const CARD = { kind: 'card-simulator', tipCents: 0 } as const;
const THIRD = { kind: 'even', of: 3 } as const;

async function openBill({ till }: Till): Promise<OrderView> {
  await till.apply(TILL_LANE, addItem('103', 3));
  const committed = await till.commit(TILL_LANE, { kind: 'pay-later' });
  if (!committed.ok) throw new Error(committed.failure);
  return committed.value;
}

function reportAt({ orders }: Till) {
  const booked = orders.all().map(({ order, events }) => ({
    order,
    events: events.map(({ event }) => event),
  }));
  return reportOf(booked.flatMap(entriesOf), { number: 1 });
}

test('a kill between two guests costs no payment, and the rest is paid after the start', async () => {
  const folder = await tempFolder();
  const before = await openTill(folder, { send: () => Promise.resolve(fail('relay-away')) });
  const { order } = await openBill(before);
  const { totalCents } = order.totals;
  const first = await before.desk.settle(order.orderId, CARD, THIRD);
  expect(first).toMatchObject({ value: { balance: { paidCents: Math.ceil(totalCents / 3) } } });

  const got: OrderEvent[] = [];
  const after = await openTill(folder, {
    send: () => Promise.resolve(ok(undefined)),
    sendEvent: (event) => {
      got.push(event);
      return Promise.resolve(ok(undefined));
    },
  });
  expect(after.orders.counts.unpaid).toBe(1);
  const cash = { kind: 'cash', tenderedCents: totalCents, tipCents: 100 } as const;
  const second = await after.desk.settle(order.orderId, cash, THIRD);
  if (!second.ok) throw new Error(second.failure);
  const { dueCents } = second.value.balance;
  const secondCents = totalCents - Math.ceil(totalCents / 3) - dueCents;
  expect(second.value.changeCents).toBe(totalCents - 100 - secondCents);
  expect(await after.desk.settle(order.orderId, CARD, THIRD)).toMatchObject({
    value: { balance: { dueCents: 0, paidCents: totalCents } },
  });
  expect(await after.desk.settle(order.orderId, CARD, THIRD)).toMatchObject({
    failure: 'nothing-to-pay',
  });
  after.orders.deliver();
  await vi.waitFor(() => expect(got).toHaveLength(3));

  const report = reportAt(after);
  expect(report.orders).toMatchObject({ count: 1, totalCents });
  expect(report.tenders.map(({ kind, settled }) => [kind, settled.count])).toEqual([
    ['cash', 1],
    ['card-simulator', 2],
  ]);
  expect(report.payLater.settled).toEqual({ count: 3, cents: totalCents });
  expect(report.cash.expectedCents).toBe(secondCents + 100);
  await after.orders.stop();
  await before.orders.stop();
});

test('two payments at the same moment never take more than the bill', async () => {
  const till = await openTill(await tempFolder());
  const { order } = await openBill(till);
  const all = { kind: 'amount', amountCents: order.totals.totalCents } as const;
  const both = await Promise.all([
    till.desk.settle(order.orderId, CARD, all),
    till.desk.settle(order.orderId, CARD, all),
  ]);
  expect(both.map(({ ok: isPaid }) => isPaid).sort()).toEqual([false, true]);
  await till.orders.stop();
});

test('money back for a shared bill goes each way as it came, and the report says so', async () => {
  const till = await openTill(await tempFolder());
  const { order } = await openBill(till);
  const { totalCents } = order.totals;
  await till.desk.settle(order.orderId, CARD, { kind: 'amount', amountCents: 100 });
  const cash = { kind: 'cash', tenderedCents: totalCents, tipCents: 0 } as const;
  await till.desk.settle(order.orderId, cash);
  const refunded = await till.desk.refund({
    orderId: order.orderId,
    lines: order.lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
    isCancelled: false,
    reason: 'cold',
  });
  expect(refunded).toMatchObject({
    value: { balance: { netCents: 0, refundedCents: totalCents } },
  });
  const report = reportAt(till);
  expect(report.refunds).toMatchObject({ count: 1, cents: totalCents });
  expect(report.tenders.map(({ refunds, netCents }) => [refunds.cents, netCents])).toEqual([
    [totalCents - 100, 0],
    [100, 0],
  ]);
  expect(report.afterRefunds).toEqual({ totalCents: 0, taxCents: 0 });
  await till.orders.stop();
});
