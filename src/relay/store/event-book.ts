/** What happened to the orders in the book: each event once, by its id, checked against all before it. */
import type { RestaurantId } from '../../shared/ids.ts';
import type { Cancellation } from '../../shared/order/cancellation.ts';
import { checkEvent, type EventRefusal } from '../../shared/order/check-event.ts';
import { orderEventSchema, type OrderEvent } from '../../shared/order/order-event.ts';
import {
  kitchenStatusSchema,
  orderSchema,
  type KitchenStatus,
  type Order,
  type OrderId,
} from '../../shared/order/order.ts';
import { unitsToMake } from '../../shared/order/refund.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { atomically, type Database } from './database.ts';

export type Entered = { readonly kitchenStatus: KitchenStatus; readonly isRepeated: boolean };
export type EnterFailure = EventRefusal | 'order-unknown' | 'event-differs';

type Stored = { readonly event: OrderEvent; readonly receivedAtMs: number };

export class EventBook {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Enters the event, once. One transaction reads what was before and writes: two refunds never both fit. */
  async enter(
    restaurantId: RestaurantId,
    event: OrderEvent,
    nowMs: number,
  ): Promise<Result<Entered, EnterFailure>> {
    return atomically(this.#db, async (tx) => {
      const row = await tx
        .selectFrom('orders')
        .select(['order_json', 'kitchen_status'])
        .where('order_id', '=', event.orderId)
        .where('restaurant_id', '=', restaurantId)
        .executeTakeFirst();
      if (row === undefined) return fail('order-unknown');
      const before = kitchenStatusSchema.parse(row.kitchen_status);
      const eventJson = JSON.stringify(event);
      const known = await tx
        .selectFrom('order_events')
        .select('event_json')
        .where('event_id', '=', event.eventId)
        .executeTakeFirst();
      if (known !== undefined) {
        const isSame = known.event_json === eventJson;
        return isSame ? ok({ kitchenStatus: before, isRepeated: true }) : fail('event-differs');
      }
      const order = orderSchema.parse(JSON.parse(row.order_json));
      const earlier = (await eventsOf(tx, [event.orderId])).get(event.orderId) ?? [];
      const events = earlier.map((one) => one.event);
      const checked = checkEvent(order, events, event);
      if (!checked.ok) return checked;
      await tx
        .insertInto('order_events')
        .values({
          event_id: event.eventId,
          order_id: event.orderId,
          nth: events.length,
          event_json: eventJson,
          refund_cents: event.kind === 'refunded' ? event.amountCents : 0,
          received_at_ms: nowMs,
        })
        .execute();
      const kitchenStatus = statusAfter(order, [...events, event], before);
      if (kitchenStatus !== before) {
        await tx
          .updateTable('orders')
          .set({ kitchen_status: kitchenStatus, moved_at_ms: nowMs })
          .where('order_id', '=', event.orderId)
          .execute();
      }
      return ok({ kitchenStatus, isRepeated: false });
    });
  }

  async cancellationsOf(
    orderIds: readonly OrderId[],
  ): Promise<ReadonlyMap<OrderId, readonly Cancellation[]>> {
    const stored = await eventsOf(this.#db, orderIds);
    return new Map([...stored].map(([orderId, events]) => [orderId, events.flatMap(cancelled)]));
  }
}

/** An order of which nothing is left to make is cancelled; one that left the kitchen stays as it is. */
function statusAfter(
  order: Order,
  events: readonly OrderEvent[],
  before: KitchenStatus,
): KitchenStatus {
  const isGone = [...unitsToMake(order, events).values()].every((units) => units === 0);
  return isGone && before !== 'completed' ? 'cancelled' : before;
}

function cancelled({ event, receivedAtMs }: Stored): Cancellation[] {
  if (event.kind !== 'refunded' || !event.isCancelled) return [];
  const { eventId, lines, reason } = event;
  return [{ eventId, lines, reason, cancelledAtMs: receivedAtMs }];
}

/** By order, in the order they were entered. */
async function eventsOf(
  db: Pick<Database, 'selectFrom'>,
  orderIds: readonly OrderId[],
): Promise<Map<OrderId, Stored[]>> {
  const found = new Map<OrderId, Stored[]>();
  if (orderIds.length === 0) return found;
  const rows = await db
    .selectFrom('order_events')
    .select(['event_json', 'received_at_ms'])
    .where('order_id', 'in', orderIds)
    .orderBy('nth')
    .execute();
  for (const row of rows) {
    const event = orderEventSchema.parse(JSON.parse(row.event_json));
    const stored = { event, receivedAtMs: row.received_at_ms };
    found.set(event.orderId, [...(found.get(event.orderId) ?? []), stored]);
  }
  return found;
}
