import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { restaurantIdSchema } from '../../../src/shared/ids.ts';
import type { OrderEvent } from '../../../src/shared/order/order-event.ts';
import type { Order } from '../../../src/shared/order/order.ts';
import {
  configAnswerSchema,
  eventAnswerSchema,
  problemSchema,
} from '../../../src/shared/wire/http.ts';
import { kitchenOrderSchema } from '../../../src/shared/wire/kitchen.ts';
import { refunded, settled } from '../../support/any-order.ts';
import { greekOrder } from '../../support/greek-order.ts';
import { MENU_SOURCE, RelayHarness } from './relay-harness.ts';
import { describeWithEachStore } from './stores.ts';
import { Station } from './station-client.ts';

const NO_UPSTREAM = 'http://127.0.0.1:9';
const OTHER_RESTAURANT = restaurantIdSchema.parse('22222222-2222-2222-2222-222222222222');

describeWithEachStore('what happens to an order later', (newStore) => {
  let relay: RelayHarness;
  let station: Station;
  let order: Order;
  let one: { lineId: string; quantity: number }[];

  beforeEach(async () => {
    relay = await RelayHarness.open(await newStore());
    await relay.start(NO_UPSTREAM);
    station = await relay.station();
    const config = configAnswerSchema.parse(await (await station.get('/v1/config')).json());
    order = greekOrder(config.menuVersion);
    one = [{ lineId: order.lines[0]?.lineId ?? '', quantity: 1 }];
  });

  afterEach(() => relay.close());

  const send = (path: string, body: unknown, token = station.token) =>
    fetch(`${relay.base}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const post = (event: OrderEvent, token?: string) =>
    send(`/v1/orders/${event.orderId}/events`, event, token);
  const codeOf = async (response: Response) =>
    response.ok ? 'taken' : problemSchema.parse(await response.json()).code;
  const kitchen = async () => {
    const body: unknown = await (await station.get('/v1/kitchen/orders')).json();
    return z.object({ orders: z.array(kitchenOrderSchema) }).parse(body).orders;
  };

  it('an event sent twice at once, or after a restart, counts once', async () => {
    await send('/v1/orders', order);
    const refund = refunded(order, one, { amountCents: 1_512 });
    const answers = await Promise.all([post(refund), post(refund)]);
    const first = await Promise.all(
      answers.map(async (answer) => eventAnswerSchema.parse(await answer.json()).isRepeated),
    );
    expect(first.sort()).toEqual([false, true]);
    await relay.stopRelay();
    await relay.start(NO_UPSTREAM);
    expect((await post(refund)).status).toBe(200);
    const rows = await relay.db.selectFrom('order_events').select('refund_cents').execute();
    expect(rows).toEqual([{ refund_cents: 1_512 }]);
  });

  it('something else under a known id is refused, and so is an event of an unknown order', async () => {
    const refund = refunded(order, one, { amountCents: 1_512 });
    expect(await codeOf(await post(refund))).toBe('order-unknown');
    await send('/v1/orders', order);
    await post(refund);
    expect(await codeOf(await post({ ...refund, atMs: 1 }))).toBe('event-differs');
    expect(await codeOf(await send(`/v1/orders/${randomUUID()}/events`, refund))).toBe(
      'bad-request',
    );
  });

  it('the payments of a shared bill are taken up to its total, each part as it must be', async () => {
    const bill = { ...order, tender: { kind: 'pay-later' } as const };
    await send('/v1/orders', bill);
    const card = { kind: 'card-simulator', tipCents: 0 } as const;
    const half = { kind: 'even', number: 1, of: 2 } as const;
    const pay = (part: Parameters<typeof settled>[2]) => post(settled(bill, card, part));
    expect(await codeOf(await pay({ ...half, amountCents: 1_511 }))).toBe('totals-differ');
    expect(await codeOf(await pay({ ...half, amountCents: 1_512 }))).toBe('taken');
    expect(await codeOf(await pay({ kind: 'amount', amountCents: 1_513 }))).toBe('totals-differ');
    expect(await codeOf(await pay({ kind: 'amount', amountCents: 1_512 }))).toBe('taken');
    expect(await codeOf(await pay({ kind: 'amount', amountCents: 1 }))).toBe('nothing-left');
  });

  it('no more is given back than is left, also by two at the same moment, and no other amount', async () => {
    await send('/v1/orders', order);
    const wrong = refunded(order, one, { amountCents: 1_511 });
    expect(await codeOf(await post(wrong))).toBe('totals-differ');
    const all = [{ lineId: one[0]?.lineId ?? '', quantity: 2 }];
    const two = [1, 2].map(() => refunded(order, all, { amountCents: 3_024 }));
    const codes = await Promise.all(two.map(async (refund) => codeOf(await post(refund))));
    expect(codes.sort()).toEqual(['nothing-left', 'taken']);
  });

  it('a bill is paid once, with enough', async () => {
    const later = { ...order, tender: { kind: 'pay-later' } as const };
    await send('/v1/orders', later);
    const cash = (tenderedCents: number) =>
      settled(later, { kind: 'cash', tenderedCents, tipCents: 0 });
    expect(await codeOf(await post(cash(3_000)))).toBe('totals-differ');
    expect(await codeOf(await post(cash(3_100)))).toBe('taken');
    expect(await codeOf(await post(cash(3_100)))).toBe('nothing-left');
  });

  it('the kitchen learns what not to make; nothing left to make is cancelled', async () => {
    await send('/v1/orders', order);
    await post(refunded(order, one, { amountCents: 1_512 }));
    expect(await kitchen()).toMatchObject([{ kitchenStatus: 'new', cancellations: [] }]);
    const second = refunded(order, one, { amountCents: 1_512, isCancelled: true });
    expect(await codeOf(await post(second))).toBe('taken');
    expect(await kitchen()).toMatchObject([
      { kitchenStatus: 'new', cancellations: [{ eventId: second.eventId, lines: one }] },
    ]);
    const other = greekOrder(order.menuVersion);
    await send('/v1/orders', other);
    const lines = [{ lineId: other.lines[0]?.lineId ?? '', quantity: 2 }];
    await post(refunded(other, lines, { amountCents: 3_024, isCancelled: true }));
    expect(await kitchen()).toMatchObject([
      { kitchenStatus: 'new' },
      { kitchenStatus: 'cancelled' },
    ]);
    expect(await (await station.get(`/v1/orders/${other.orderId}`)).json()).toEqual({
      orderId: other.orderId,
      kitchenStatus: 'cancelled',
    });
  });

  it('another restaurant’s station does not find the order', async () => {
    await send('/v1/orders', order);
    await relay.importMenu({
      ...MENU_SOURCE,
      restaurant: { ...MENU_SOURCE.restaurant, id: OTHER_RESTAURANT },
    });
    const other = await new Station(relay.base).join(await relay.code({ of: OTHER_RESTAURANT }));
    const refund = refunded(order, one, { amountCents: 1_512 });
    expect(await codeOf(await post(refund, other.token))).toBe('order-unknown');
    expect((await other.get(`/v1/orders/${order.orderId}`)).status).toBe(404);
  });
});
