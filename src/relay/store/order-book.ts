/** The book of orders: each order once, by its id, with where the kitchen is with it. */
import type { RestaurantId, StationId } from '../../shared/ids.ts';
import { mayMove } from '../../shared/order/kitchen-move.ts';
import {
  kitchenStatusSchema,
  orderSchema,
  type KitchenStatus,
  type Order,
  type OrderId,
} from '../../shared/order/order.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { KITCHEN_SHIFT_MS, type KitchenFeed, type KitchenMove } from '../../shared/wire/kitchen.ts';
import { atomically, type Database } from './database.ts';
import { EventBook } from './event-book.ts';

/** A completed order can be recalled, and a cancelled one is shown to the kitchen, for this long. */
const RECALL_FOR_MS = 15 * 60_000;
/** More open orders than a screen or a kitchen could hold. */
const MAX_LISTED = 500;
/** Of completed and of cancelled ones: they must not crowd out what is still to be cooked. */
const MAX_OVER = 100;
const OPEN: readonly KitchenStatus[] = ['new', 'preparing', 'ready'];

export type Booked = { readonly kitchenStatus: KitchenStatus; readonly isRepeated: boolean };
type Owner = { readonly restaurantId: RestaurantId; readonly stationId: StationId };

export class OrderBook {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The entry of this very order; null when there is none; `order-differs`: another one has its id. */
  async find(owner: Owner, order: Order): Promise<Result<Booked | null, 'order-differs'>> {
    const row = await this.#db
      .selectFrom('orders')
      .select(['restaurant_id', 'station_id', 'order_json', 'kitchen_status'])
      .where('order_id', '=', order.orderId)
      .executeTakeFirst();
    if (row === undefined) return ok(null);
    const isSame =
      row.restaurant_id === owner.restaurantId &&
      row.station_id === owner.stationId &&
      row.order_json === JSON.stringify(order);
    if (!isSame) return fail('order-differs');
    return ok({ kitchenStatus: kitchenStatusSchema.parse(row.kitchen_status), isRepeated: true });
  }

  /** Enters the order, once: of two at the same moment one statement enters it, the other finds it. */
  async enter(owner: Owner, order: Order, nowMs: number): Promise<Result<Booked, 'order-differs'>> {
    const entered = await this.#db
      .insertInto('orders')
      .values({
        order_id: order.orderId,
        restaurant_id: owner.restaurantId,
        station_id: owner.stationId,
        order_json: JSON.stringify(order),
        total_cents: order.totals.totalCents,
        kitchen_status: 'new',
        received_at_ms: nowMs,
        moved_at_ms: nowMs,
      })
      .onConflict((conflict) => conflict.column('order_id').doNothing())
      .returning('order_id')
      .executeTakeFirst();
    if (entered !== undefined) return ok({ kitchenStatus: 'new', isRepeated: false });
    const found = await this.find(owner, order);
    if (!found.ok) return found;
    if (found.value === null) throw new Error('an order was neither entered nor found');
    return ok(found.value);
  }

  /** Where the kitchen is with an order of the restaurant. */
  async statusOf(restaurantId: RestaurantId, orderId: OrderId): Promise<KitchenStatus | null> {
    const row = await this.#db
      .selectFrom('orders')
      .select('kitchen_status')
      .where('order_id', '=', orderId)
      .where('restaurant_id', '=', restaurantId)
      .executeTakeFirst();
    return row === undefined ? null : kitchenStatusSchema.parse(row.kitchen_status);
  }

  /** What the kitchen sees: the newest open orders, those it can still recall, those just cancelled. */
  async kitchenFeed(restaurantId: RestaurantId, nowMs: number): Promise<KitchenFeed> {
    const shiftSinceMs = Math.max(0, nowMs - KITCHEN_SHIFT_MS);
    const open = await this.#rowsOf(restaurantId)
      .where('kitchen_status', 'in', OPEN)
      .where('received_at_ms', '>', shiftSinceMs)
      .orderBy('received_at_ms', 'desc')
      .limit(MAX_LISTED)
      .execute();
    const oldest = open.length === MAX_LISTED ? open.at(-1) : undefined;
    const over = (status: 'completed' | 'cancelled') =>
      this.#rowsOf(restaurantId)
        .where('kitchen_status', '=', status)
        .where('moved_at_ms', '>', nowMs - RECALL_FOR_MS)
        .orderBy('moved_at_ms', 'desc')
        .limit(MAX_OVER)
        .execute();
    const rows = [...open, ...(await over('completed')), ...(await over('cancelled'))].sort(
      (a, b) => a.received_at_ms - b.received_at_ms,
    );
    const orders = rows.map((row) => ({
      order: orderSchema.parse(JSON.parse(row.order_json)),
      kitchenStatus: kitchenStatusSchema.parse(row.kitchen_status),
      receivedAtMs: row.received_at_ms,
      movedAtMs: row.moved_at_ms,
    }));
    const cancelled = await new EventBook(this.#db).cancellationsOf(
      orders.map(({ order }) => order.orderId),
    );
    return {
      orders: orders.map((one) => ({
        ...one,
        cancellations: cancelled.get(one.order.orderId) ?? [],
      })),
      openSinceMs: oldest?.received_at_ms ?? shiftSinceMs,
      nowMs,
    };
  }

  #rowsOf(restaurantId: RestaurantId) {
    return this.#db
      .selectFrom('orders')
      .select(['order_json', 'kitchen_status', 'received_at_ms', 'moved_at_ms'])
      .where('restaurant_id', '=', restaurantId);
  }

  /**
   * Moves an order on, or back by one. To where it is already is no mistake: two cooks, one bump. From where it is no
   * longer, it is not moved: the screen had not seen it yet.
   */
  async move(
    restaurantId: RestaurantId,
    orderId: OrderId,
    { kitchenStatus: to, from: seen }: KitchenMove,
    nowMs: number,
  ): Promise<Result<KitchenStatus, 'not-found' | 'bad-request' | 'moved-already'>> {
    return atomically(this.#db, async (tx) => {
      const row = await tx
        .selectFrom('orders')
        .select('kitchen_status')
        .where('order_id', '=', orderId)
        .where('restaurant_id', '=', restaurantId)
        .executeTakeFirst();
      if (row === undefined) return fail('not-found');
      const from = kitchenStatusSchema.parse(row.kitchen_status);
      if (from === to) return ok(to);
      if (seen !== undefined && seen !== from) return fail('moved-already');
      if (!mayMove(from, to)) return fail('bad-request');
      await tx
        .updateTable('orders')
        .set({ kitchen_status: to, moved_at_ms: nowMs })
        .where('order_id', '=', orderId)
        .execute();
      return ok(to);
    });
  }
}
