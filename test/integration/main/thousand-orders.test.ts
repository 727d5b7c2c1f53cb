/** A thousand orders through the till, its spool and a real relay, while everything breaks in turn. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import type { Orders } from '../../../src/main/orders/orders.ts';
import type { OrderPlace } from '../../../src/main/tickets/tickets-deps.ts';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import { orderSchema, type Order } from '../../../src/shared/order/order.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { orderAnswerSchema, problemSchema } from '../../../src/shared/wire/http.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { addItem, openTill, TILL_LANE } from '../../support/till.ts';
import { MENU_SOURCE, RelayHarness } from '../relay/relay-harness.ts';

const ORDERS = 1_000;
const NO_UPSTREAM = 'http://127.0.0.1:9';
const KILL_POINTS = ['before-place', 'after-place', 'after-commit'] as const;
const fileSchema = z.object({ order: orderSchema, delivery: z.string() });

/** Repeatable chance (mulberry32, public domain). */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test(
  'a thousand orders with faults are in the book once each, to the cent',
  { timeout: 240_000 },
  async () => {
    const relay = await RelayHarness.open();
    onTestFinished(() => relay.close());
    await relay.start(NO_UPSTREAM);
    const station = await relay.station();
    const menu = importMenu(MENU_SOURCE);
    if (!menu.ok) throw new Error(menu.failure.text);
    const folder = await tempFolder();
    const chance = chanceOf(7);
    let repeated = 0;
    const never = () => new Promise<never>(() => undefined);

    const post = async (order: Order): Promise<Result<undefined, string>> => {
      try {
        const response = await fetch(`${relay.base}/v1/orders`, {
          method: 'POST',
          headers: { authorization: `Bearer ${station.token}`, 'content-type': 'application/json' },
          body: JSON.stringify(order),
        });
        if (response.ok) {
          if (orderAnswerSchema.parse(await response.json()).isRepeated) repeated += 1;
          return ok(undefined);
        }
        return fail(problemSchema.parse(await response.json()).code);
      } catch {
        return fail('relay-away');
      }
    };
    const start = async (killAt?: (typeof KILL_POINTS)[number]) => {
      let isDead = false;
      let reached: () => void = () => undefined;
      const killed = new Promise<void>((done) => {
        reached = done;
      });
      const send = async (order: Order) => {
        const draw = chance();
        const sent = await post(order);
        if (draw < 0.1) await post(order);
        if (isDead) return never();
        return draw > 0.9 ? fail('relay-away') : sent;
      };
      const between = (orders: Orders): OrderPlace => ({
        has: (id) => orders.has(id),
        nextNumber: () => orders.nextNumber(),
        place: async (order, change) => {
          if (killAt === 'after-place') await orders.place(order, change);
          if (killAt === 'after-commit' || killAt === undefined) return orders.place(order, change);
          reached();
          return never();
        },
      });
      const till = await openTill(folder, { send, between, menu: () => menu.value });
      till.orders.deliver();
      return { ...till, killed, die: () => (isDead = true) };
    };

    let till = await start();
    for (let count = 1; count <= ORDERS; count += 1) {
      if (count % 250 === 0) {
        await relay.stopRelay();
        setTimeout(() => void relay.start(NO_UPSTREAM), 50);
      }
      const killAt = count % 25 === 0 ? KILL_POINTS[(count / 25) % 3] : undefined;
      if (killAt !== undefined) {
        till.die();
        till = await start(killAt);
      }
      await till.till.apply(TILL_LANE, addItem('502', 1 + Math.floor(chance() * 9)));
      const committing = till.till.commit(TILL_LANE, { kind: 'pay-later' });
      await Promise.race([committing, till.killed]);
      if (killAt !== undefined) {
        till.die();
        till = await start();
        const isOpen = till.till.list()[0]?.ticket.lines.length !== 0;
        expect(isOpen).toBe(killAt === 'before-place');
        if (isOpen) await till.till.commit(TILL_LANE, { kind: 'pay-later' });
      }
    }

    const [day = ''] = await readdir(join(folder, 'orders', 'open'));
    const readSpool = async () => {
      const names = await readdir(join(folder, 'orders', 'open', day));
      const files = names.filter((name) => name.endsWith('.json'));
      const read = (name: string) => readFile(join(folder, 'orders', 'open', day, name), 'utf8');
      return (await Promise.all(files.map(read))).map((text) => fileSchema.parse(JSON.parse(text)));
    };
    const spool = await vi.waitFor(
      async () => {
        const files = await readSpool();
        expect(files.filter(({ delivery }) => delivery !== 'delivered')).toEqual([]);
        return files;
      },
      { timeout: 60_000, interval: 250 },
    );
    await till.orders.stop();

    const book = await relay.db.selectFrom('orders').select(['order_id', 'total_cents']).execute();
    expect(spool).toHaveLength(ORDERS);
    expect(new Set(spool.map(({ order }) => order.orderNumber)).size).toBe(ORDERS);
    expect(book.map(({ order_id }) => order_id).sort()).toEqual(
      spool.map(({ order }) => order.orderId as string).sort(),
    );
    const sum = (cents: readonly number[]) => cents.reduce((total, one) => total + one, 0);
    expect(sum(book.map(({ total_cents }) => total_cents))).toBe(
      sum(spool.map(({ order }) => order.totals.totalCents)),
    );
    expect(repeated).toBeGreaterThan(100);
  },
);
