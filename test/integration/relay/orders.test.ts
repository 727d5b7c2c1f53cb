import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { laneIdSchema, restaurantIdSchema } from '../../../src/shared/ids.ts';
import type { Order } from '../../../src/shared/order/order.ts';
import {
  configAnswerSchema,
  enrolAnswerSchema,
  orderAnswerSchema,
  problemSchema,
} from '../../../src/shared/wire/http.ts';
import { kitchenFeedSchema, KITCHEN_SHIFT_MS } from '../../../src/shared/wire/kitchen.ts';
import { KitchenAccess } from '../../../src/relay/store/kitchen-access.ts';
import { greekOrder } from '../../support/greek-order.ts';
import { MENU_SOURCE, RelayHarness, RESTAURANT_ID } from './relay-harness.ts';
import { describeWithEachStore } from './stores.ts';
import { Station } from './station-client.ts';

const NO_UPSTREAM = 'http://127.0.0.1:9';
const OTHER_RESTAURANT = restaurantIdSchema.parse('22222222-2222-2222-2222-222222222222');

describeWithEachStore('orders', (newStore) => {
  let relay: RelayHarness;
  let station: Station;
  let menuVersion: string;

  beforeEach(async () => {
    relay = await RelayHarness.open(await newStore());
    await relay.start(NO_UPSTREAM);
    station = await relay.station();
    const config = configAnswerSchema.parse(await (await station.get('/v1/config')).json());
    menuVersion = config.menuVersion;
  });

  afterEach(() => relay.close());

  const send = (path: string, body: unknown, token = station.token) =>
    fetch(`${relay.base}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const post = (order: Order, token?: string) => send('/v1/orders', order, token);
  const refusal = async (response: Response) =>
    [response.status, problemSchema.parse(await response.json()).code] as const;
  const feed = async (token = station.token) => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${relay.base}/v1/kitchen/orders`, { headers });
    return kitchenFeedSchema.parse(await response.json());
  };
  const kitchen = async (token?: string) => (await feed(token)).orders;

  it('an order sent twice, or to a relay that was restarted, is in the book once', async () => {
    const order = greekOrder(menuVersion);
    const answers = await Promise.all([post(order), post(order)]);
    const first = await Promise.all(
      answers.map(async (one) => orderAnswerSchema.parse(await one.json())),
    );
    expect(first.map(({ isRepeated }) => isRepeated).sort()).toEqual([false, true]);
    await relay.stopRelay();
    await relay.start(NO_UPSTREAM);
    const again = await post(order);
    expect([again.status, await again.json()]).toEqual([
      200,
      { orderId: order.orderId, kitchenStatus: 'new', isRepeated: true },
    ]);
    expect((await kitchen()).map((one) => one.order)).toEqual([order]);
    expect(await relay.metric('orders_total{outcome="repeated"}')).toBe(1);
  });

  it('another order under a known id is refused, also from another station', async () => {
    const order = greekOrder(menuVersion);
    await post(order);
    expect(await refusal(await post({ ...order, orderNumber: 'A-002' }))).toEqual([
      409,
      'order-differs',
    ]);
    const other = await relay.station();
    expect(await refusal(await post(order, other.token))).toEqual([409, 'order-differs']);
  });

  it('prices, lanes, menus and forms that are not the restaurant’s are refused', async () => {
    const good = greekOrder(menuVersion);
    const [line] = good.lines;
    if (line === undefined) throw new Error('no line');
    const cheap = { ...good, lines: [{ ...line, unitPriceCents: 1 }] };
    expect(await refusal(await post(cheap))).toEqual([422, 'totals-differ']);
    const unknown = { ...good, lines: [{ ...line, itemId: 'nothing' }] };
    expect(await refusal(await post(unknown))).toEqual([422, 'item-unknown']);
    expect(await refusal(await post(greekOrder('never')))).toEqual([422, 'menu-unknown']);
    const elsewhere = greekOrder(menuVersion, { laneId: laneIdSchema.parse('lane-9') });
    expect(await refusal(await post(elsewhere))).toEqual([403, 'wrong-lane']);
    expect(await refusal(await send('/v1/orders', { ...good, surprise: 1 }))).toEqual([
      400,
      'bad-request',
    ]);
    expect(await refusal(await post(good, 'nobody'))).toEqual([401, 'bad-token']);
    expect(await kitchen()).toEqual([]);
  });

  it('an order of the menu before the last import still counts', async () => {
    const order = greekOrder(menuVersion);
    const [item] = MENU_SOURCE.items;
    await relay.importMenu({ ...MENU_SOURCE, items: [{ ...item, priceCents: 1_900 }] });
    expect((await post(order)).status).toBe(201);
  });

  it('stations of a restaurant get prefixes of their own, the same one again', async () => {
    const code = await relay.code();
    const second = new Station(relay.base);
    const enrol = async () => enrolAnswerSchema.parse(await (await second.enrol(code)).json());
    expect((await enrol()).orderPrefix).toBe('B');
    expect((await enrol()).orderPrefix).toBe('B');
    const third = new Station(relay.base);
    const answer = enrolAnswerSchema.parse(await (await third.enrol(await relay.code())).json());
    expect(answer.orderPrefix).toBe('C');
  });

  it('the kitchen bumps an order through, recalls it, and can not skip back', async () => {
    const order = greekOrder(menuVersion);
    await post(order);
    const move = (kitchenStatus: string) =>
      send(`/v1/kitchen/orders/${order.orderId}/status`, { kitchenStatus });
    for (const status of ['preparing', 'ready', 'completed', 'completed', 'ready']) {
      expect((await move(status)).status).toBe(200);
      expect((await kitchen()).map((one) => one.kitchenStatus)).toEqual([status]);
    }
    expect(await refusal(await move('new'))).toEqual([400, 'bad-request']);
    expect(
      await refusal(
        await send(`/v1/kitchen/orders/${randomUUID()}/status`, { kitchenStatus: 'ready' }),
      ),
    ).toEqual([404, 'not-found']);
  });

  it('the kitchen sees the newest open orders of its shift, and hears from when on they are all', async () => {
    await post(greekOrder(menuVersion));
    const row = await relay.db.selectFrom('orders').selectAll().executeTakeFirstOrThrow();
    const nowMs = row.received_at_ms;
    const enter = (agesMs: readonly number[]) =>
      relay.db
        .insertInto('orders')
        .values(
          agesMs.map((ageMs) => {
            const order = greekOrder(menuVersion);
            return {
              ...row,
              order_id: order.orderId,
              order_json: JSON.stringify(order),
              received_at_ms: nowMs - ageMs,
            };
          }),
        )
        .execute();
    await enter([KITCHEN_SHIFT_MS + 1, 1_000]);
    const few = await feed();
    expect(few.orders.map(({ receivedAtMs }) => nowMs - receivedAtMs)).toEqual([1_000, 0]);
    expect(few.openSinceMs).toBe(few.nowMs - KITCHEN_SHIFT_MS);
    await enter(Array.from({ length: 499 }, (_, nth) => nth + 1));
    const { orders, openSinceMs } = await feed();
    const ages = orders.map(({ receivedAtMs }) => nowMs - receivedAtMs);
    expect(ages).toEqual(Array.from({ length: 500 }, (_, nth) => 499 - nth));
    expect(nowMs - openSinceMs).toBe(499);
  });

  it('a screen moves an order only from where it saw it', async () => {
    const order = greekOrder(menuVersion);
    await post(order);
    const move = (from: string, kitchenStatus: string) =>
      send(`/v1/kitchen/orders/${order.orderId}/status`, { from, kitchenStatus });
    expect((await move('new', 'ready')).status).toBe(200);
    // A bump that was under way for long: taken, it would pull the order back.
    expect(await refusal(await move('new', 'preparing'))).toEqual([409, 'moved-already']);
    expect((await move('new', 'ready')).status).toBe(200);
    expect((await kitchen()).map((one) => one.kitchenStatus)).toEqual(['ready']);
  });

  it('a kitchen token in use is good beyond its shift, one that lay idle is not', async () => {
    const access = new KitchenAccess(relay.db);
    await access.replaceCode(RESTAURANT_ID, 'AAAA', Date.now());
    const open = async () => {
      const response = await send('/v1/kitchen/token', { code: 'AAAA' }, 'none');
      return z.object({ token: z.string() }).parse(await response.json()).token;
    };
    const [used, idle] = [await open(), await open()];
    const status = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${relay.base}/v1/kitchen/orders`, { headers })).status;
    };
    for (const hours of [8, 16, 24]) {
      relay.skewMs = hours * 3_600_000;
      expect(await status(used)).toBe(200);
    }
    expect(await status(idle)).toBe(401);
    await access.replaceCode(RESTAURANT_ID, 'BBBB', Date.now());
    expect(await status(used)).toBe(401);
  });

  it('a kitchen code opens the kitchen of its restaurant, until there is a new one', async () => {
    await post(greekOrder(menuVersion));
    const access = new KitchenAccess(relay.db);
    const open = async (code: string) => {
      const response = await send('/v1/kitchen/token', { code }, 'none');
      return response.ok ? z.object({ token: z.string() }).parse(await response.json()).token : '';
    };
    await access.replaceCode(RESTAURANT_ID, 'AAAA', Date.now());
    const token = await open('AAAA');
    expect(await kitchen(token)).toHaveLength(1);

    await relay.importMenu({
      ...MENU_SOURCE,
      restaurant: { ...MENU_SOURCE.restaurant, id: OTHER_RESTAURANT },
    });
    await access.replaceCode(OTHER_RESTAURANT, 'BBBB', Date.now());
    expect(await kitchen(await open('BBBB'))).toEqual([]);

    await access.replaceCode(RESTAURANT_ID, 'CCCC', Date.now());
    expect(await open('AAAA')).toBe('');
    const headers = { authorization: `Bearer ${token}` };
    const shut = await fetch(`${relay.base}/v1/kitchen/orders`, { headers });
    expect(await refusal(shut)).toEqual([401, 'bad-token']);
  });

  it('the kitchen page runs no script but its own', async () => {
    const html = await (await fetch(`${relay.base}/kitchen`)).text();
    const assets = [...html.matchAll(/"(\.\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(assets.filter((path) => path.endsWith('.js'))).not.toEqual([]);
    for (const path of ['/kitchen/', ...assets]) {
      const response = await fetch(new URL(path, `${relay.base}/kitchen/`));
      expect(response.status).toBe(200);
      expect(response.headers.get('content-security-policy')).toContain(
        "default-src 'none'; script-src 'self'",
      );
      if (path !== '/kitchen/') continue;
      expect(await response.text()).not.toMatch(/<script(?![^>]*src=)|\son[a-z]+=|style=/);
    }
  });
});
