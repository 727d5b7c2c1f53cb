import { expect, test, vi } from 'vitest';
import type { OrderEvent } from '../../../src/shared/order/order-event.ts';
import type { Order } from '../../../src/shared/order/order.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { addItem, openTill, TILL_LANE } from '../../support/till.ts';

type Till = Awaited<ReturnType<typeof openTill>>;
const LATER = { kind: 'pay-later' } as const;

async function sell({ till }: Till): Promise<Order> {
  await till.apply(TILL_LANE, addItem('103', 3));
  const committed = await till.commit(TILL_LANE, LATER);
  if (!committed.ok) throw new Error(committed.failure);
  return committed.value.order;
}

function refund({ desk }: Till, order: Order, quantity: number) {
  return desk.refund({
    orderId: order.orderId,
    lines: order.lines.map(({ lineId }) => ({ lineId, quantity })),
    isCancelled: true,
    reason: 'cold',
  });
}

test('events go out after their order, one after the other, once each', async () => {
  const got: string[] = [];
  let isAway = true;
  const answer = (what: string): Promise<Result<undefined, string>> => {
    if (isAway) return Promise.resolve(fail('relay-away'));
    got.push(what);
    return Promise.resolve(ok(undefined));
  };
  const station = await openTill(await tempFolder(), {
    send: () => answer('order'),
    sendEvent: (event) => answer(event.kind),
  });
  const order = await sell(station);
  expect((await refund(station, order, 1)).ok).toBe(true);
  expect(
    (await station.desk.settle(order.orderId, { kind: 'card-simulator', tipCents: 0 })).ok,
  ).toBe(true);
  expect((await station.desk.rate(order.orderId, 4)).ok).toBe(true);
  isAway = false;
  await vi.waitFor(() => expect(got).toEqual(['order', 'refunded', 'settled', 'rated']));
  await vi.waitFor(() =>
    expect(station.orders.get(order.orderId)?.events.map(({ delivery }) => delivery)).toEqual(
      Array(3).fill('delivered'),
    ),
  );
  await station.orders.stop();
});

test('what happened is there after a kill, and goes out then', async () => {
  const folder = await tempFolder();
  const before = await openTill(folder);
  const order = await sell(before);
  const refunded = await refund(before, order, 2);
  if (!refunded.ok) throw new Error(refunded.failure);
  const got: OrderEvent[] = [];
  const after = await openTill(folder, {
    send: () => Promise.resolve(ok(undefined)),
    sendEvent: (event) => {
      got.push(event);
      return Promise.resolve(ok(undefined));
    },
  });
  expect(after.orders.get(order.orderId)).toEqual(refunded.value);
  after.orders.deliver();
  await vi.waitFor(() => expect(got).toEqual(refunded.value.events.map(({ event }) => event)));
  await after.orders.stop();
  await before.orders.stop();
});

test('of two refunds at the same moment that do not both fit, one is made', async () => {
  const station = await openTill(await tempFolder());
  const order = await sell(station);
  const both = await Promise.all([refund(station, order, 2), refund(station, order, 2)]);
  expect(both.map(({ ok: isMade }) => isMade).sort()).toEqual([false, true]);
  expect(station.orders.get(order.orderId)?.events).toHaveLength(1);
  await station.orders.stop();
});

test('a bill is paid once; what goes back to the guest is on the order', async () => {
  const station = await openTill(await tempFolder());
  const order = await sell(station);
  expect(station.orders.counts.unpaid).toBe(1);
  const cash = (tenderedCents: number) =>
    station.desk.settle(order.orderId, { kind: 'cash', tenderedCents, tipCents: 0 });
  expect(await cash(order.totals.totalCents - 1)).toMatchObject({ failure: 'tender-too-small' });
  expect(await cash(order.totals.totalCents + 250)).toMatchObject({
    value: { changeCents: 250, balance: { dueCents: 0, paidCents: order.totals.totalCents } },
  });
  expect(await cash(order.totals.totalCents)).toMatchObject({ failure: 'nothing-to-pay' });
  expect(station.orders.counts.unpaid).toBe(0);
  await station.orders.stop();
});

test('a refused order is offered again after a start or a word from a person', async () => {
  const folder = await tempFolder();
  let isMended = false;
  const send = (): Promise<Result<undefined, string>> =>
    Promise.resolve(isMended ? ok(undefined) : fail('menu-unknown'));
  const station = await openTill(folder, { send });
  const order = await sell(station);
  await vi.waitFor(() => expect(station.orders.counts.refused).toBe(1));
  station.orders.offerRefusedAgain();
  await vi.waitFor(() => expect(station.orders.counts).toMatchObject({ refused: 1, waiting: 0 }));
  isMended = true;
  station.orders.offerAgain(order.orderId);
  await vi.waitFor(() => expect(station.orders.get(order.orderId)?.delivery).toBe('delivered'));
  expect(station.orders.get(order.orderId)).not.toHaveProperty('refusal');
  await station.orders.stop();
});

test('a refused event is offered again alone; its order only when the relay does not have it', async () => {
  const got: string[] = [];
  let refusal: string | undefined = 'totals-differ';
  const station = await openTill(await tempFolder(), {
    send: () => {
      got.push('order');
      if (refusal === 'order-unknown') refusal = undefined;
      return Promise.resolve(ok(undefined));
    },
    sendEvent: ({ kind }) => {
      got.push(kind);
      return Promise.resolve(refusal === undefined ? ok(undefined) : fail(refusal));
    },
  });
  const order = await sell(station);
  await refund(station, order, 1);
  await vi.waitFor(() => expect(station.orders.counts.refused).toBe(1));
  refusal = 'order-unknown';
  station.orders.offerAgain(order.orderId);
  expect(station.orders.get(order.orderId)?.delivery).toBe('delivered');
  await vi.waitFor(() => expect(station.orders.counts.refused).toBe(0));
  await vi.waitFor(() =>
    expect(got).toEqual(['order', 'refunded', 'refunded', 'order', 'refunded']),
  );
  expect(
    station.changed.filter(({ events }) => events.length > 0).map((view) => view.delivery),
  ).not.toContain('waiting');
  await station.orders.stop();
});

test('an unpaid bill of days ago is still at hand; the screen alone is told of no older orders', async () => {
  const folder = await tempFolder();
  const send = () => Promise.resolve(ok(undefined));
  const first = await openTill(folder, { send });
  const order = await sell(first);
  await vi.waitFor(() => expect(first.orders.counts.waiting).toBe(0));
  await first.orders.stop();
  const later = await openTill(folder, { send, wallMs: () => Date.UTC(2026, 0, 9, 12) });
  expect(later.orders.find({ text: '', only: 'unpaid' }).orders).toHaveLength(1);
  for (let count = 0; count < 101; count += 1) await sell(later);
  const { orders, hasMore } = later.orders.find({ text: 'b001', only: 'all' });
  expect([orders.length, hasMore]).toEqual([2, false]);
  expect(later.orders.list()).toHaveLength(100);
  const told = later.told.length;
  expect((await later.desk.rate(order.orderId, 5)).ok).toBe(true);
  expect(later.told.slice(told).some((view) => view.order.orderId === order.orderId)).toBe(false);
  const isRated = ({ order: { orderId }, events }: (typeof later.changed)[number]) =>
    orderId === order.orderId && events.length === 1;
  expect(later.changed.some(isRated)).toBe(true);
  await later.orders.stop();
});

test('a ticket that adds to an order says so, also over a hold, and only until it is placed', async () => {
  const station = await openTill(await tempFolder());
  const { orderId, orderNumber } = await sell(station);
  await station.till.addTo(TILL_LANE, { orderId, orderNumber });
  await station.till.apply(TILL_LANE, addItem('103'));
  await station.till.hold(TILL_LANE, 'Ana');
  expect(station.till.list()[0]?.addsTo).toBeUndefined();
  const [held] = station.till.held();
  if (held === undefined) throw new Error('nothing held');
  await station.till.recall(TILL_LANE, held.ticketId);
  expect(station.till.list()[0]?.addsTo).toEqual({ orderId, orderNumber });
  const more = await station.till.commit(TILL_LANE, LATER);
  expect(more).toMatchObject({ value: { order: { addsTo: { orderId, orderNumber } } } });
  expect(await sell(station)).not.toHaveProperty('addsTo');
  await station.till.addTo(TILL_LANE, { orderId, orderNumber });
  await station.till.addTo(TILL_LANE, undefined);
  expect(await sell(station)).not.toHaveProperty('addsTo');
  await station.orders.stop();
});
