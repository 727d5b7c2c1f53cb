/** Compares what the guests were told, what the stations keep, what the relay booked and what the kitchen saw. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from '../../../src/relay/store/database.ts';
import { orderViewSchema, type OrderView } from '../../../src/shared/ipc/views.ts';
import { orderEventSchema, type OrderEvent } from '../../../src/shared/order/order-event.ts';
import { orderSchema, type Order } from '../../../src/shared/order/order.ts';
import { balanceOf } from '../../../src/shared/order/refund.ts';
import type { KitchenCrew } from './kitchen-crew.ts';
import type { Served } from './station-messages.ts';

const fileSchema = orderViewSchema.omit({ balance: true });
type Kept = Omit<OrderView, 'balance'>;

export type Account = {
  readonly guestsServed: number;
  readonly ordersKept: number;
  readonly ordersInBook: number;
  readonly ordersSeenByKitchen: number;
  /** Guests whose order is in the book more than once. */
  readonly duplicates: number;
  readonly cookedTwice: number;
  /** Acknowledged to a guest, but not in the book or never seen by the kitchen. */
  readonly missing: number;
  /** In the book, but acknowledged to nobody. */
  readonly strangers: number;
  /** Order numbers that two orders have. */
  readonly sharedNumbers: number;
  readonly events: {
    readonly acknowledged: number;
    readonly kept: number;
    readonly inBook: number;
    readonly duplicates: number;
    readonly missing: number;
  };
  readonly cents: {
    readonly totalAcknowledged: number;
    readonly totalKept: number;
    readonly totalInBook: number;
    readonly netAcknowledged: number;
    readonly netKept: number;
    readonly netInBook: number;
    readonly refundedKept: number;
    readonly refundedInBook: number;
  };
  readonly isRight: boolean;
};

export async function account(
  served: readonly Served[],
  stationFolders: readonly string[],
  { db, kitchen }: { readonly db: Database; readonly kitchen: KitchenCrew },
): Promise<Account> {
  const kept = (await Promise.all(stationFolders.map(readKept))).flat();
  const rows = await db.selectFrom('orders').select(['order_json', 'total_cents']).execute();
  const eventRows = await db
    .selectFrom('order_events')
    .select(['event_json', 'refund_cents'])
    .execute();
  const book = rows.map(({ order_json }) => orderSchema.parse(JSON.parse(order_json)));
  const events = eventRows.map(({ event_json }) => orderEventSchema.parse(JSON.parse(event_json)));
  const bookIds = new Set(book.map(({ orderId }) => orderId));
  const eventIds = events.map(({ eventId }) => eventId);
  const booked = new Set(eventIds);
  const toldEvents = served.flatMap((one) => one.eventIds);
  const acknowledged = new Set(served.map(({ orderId }) => orderId));
  const isGone = ({ orderId }: Served) => !bookIds.has(orderId) || !kitchen.cooked.has(orderId);
  const eventsByOrder = new Map<string, OrderEvent[]>();
  for (const event of events) {
    eventsByOrder.set(event.orderId, [...(eventsByOrder.get(event.orderId) ?? []), event]);
  }
  const found = {
    guestsServed: served.length,
    ordersKept: kept.length,
    ordersInBook: book.length,
    ordersSeenByKitchen: kitchen.cooked.size,
    duplicates: repeated(book.map(guestOf)),
    cookedTwice: [...kitchen.cooked.values()].filter((times) => times > 1).length,
    missing: served.filter(isGone).length,
    strangers: book.filter(({ orderId }) => !acknowledged.has(orderId)).length,
    sharedNumbers: repeated(book.map(({ orderNumber }) => orderNumber)),
    events: {
      acknowledged: toldEvents.length,
      kept: kept.reduce((count, one) => count + one.events.length, 0),
      inBook: events.length,
      duplicates: repeated(eventIds),
      missing: toldEvents.filter((eventId) => !booked.has(eventId)).length,
    },
    cents: {
      totalAcknowledged: sum(served, ({ totalCents }) => totalCents),
      totalKept: sum(kept, ({ order }) => order.totals.totalCents),
      totalInBook: sum(rows, ({ total_cents }) => total_cents),
      netAcknowledged: sum(served, ({ netCents }) => netCents),
      netKept: sum(
        kept,
        ({ order, events: all }) =>
          balanceOf(
            order,
            all.map(({ event }) => event),
          ).netCents,
      ),
      netInBook: sum(
        book,
        (order) => balanceOf(order, eventsByOrder.get(order.orderId) ?? []).netCents,
      ),
      refundedKept: sum(kept, ({ events: all }) =>
        sum(all, ({ event }) => (event.kind === 'refunded' ? event.amountCents : 0)),
      ),
      refundedInBook: sum(eventRows, ({ refund_cents }) => refund_cents),
    },
  };
  return { ...found, isRight: isRight(found, kept) };
}

function isRight(found: Omit<Account, 'isRight'>, kept: readonly Kept[]): boolean {
  const { cents, events, guestsServed } = found;
  const isDelivered = kept.every(
    (one) =>
      one.delivery === 'delivered' && one.events.every(({ delivery }) => delivery === 'delivered'),
  );
  return (
    isDelivered &&
    isOne(guestsServed, found.ordersKept, found.ordersInBook, found.ordersSeenByKitchen) &&
    found.duplicates + found.cookedTwice + found.missing + found.strangers + found.sharedNumbers ===
      0 &&
    isOne(events.acknowledged, events.kept, events.inBook) &&
    events.duplicates + events.missing === 0 &&
    isOne(cents.totalAcknowledged, cents.totalKept, cents.totalInBook) &&
    isOne(cents.netAcknowledged, cents.netKept, cents.netInBook) &&
    isOne(cents.refundedKept, cents.refundedInBook, cents.totalInBook - cents.netInBook)
  );
}

async function readKept(folder: string): Promise<Kept[]> {
  const open = join(folder, 'orders', 'open');
  const days = await readdir(open);
  const kept: Kept[] = [];
  for (const day of days) {
    const names = (await readdir(join(open, day))).filter((name) => name.endsWith('.json'));
    for (const name of names) {
      const file: unknown = JSON.parse(await readFile(join(open, day, name), 'utf8'));
      kept.push(z.object(fileSchema.shape).parse(file));
    }
  }
  return kept;
}

function guestOf({ lines }: Order): string {
  return lines.map(({ note }) => note).join();
}

/** How many there are beyond one of each. */
function repeated(all: readonly string[]): number {
  return all.length - new Set(all).size;
}

function sum<One>(all: readonly One[], cents: (one: One) => number): number {
  return all.reduce((total, one) => total + cents(one), 0);
}

function isOne(...numbers: readonly number[]): boolean {
  return new Set(numbers).size === 1;
}
