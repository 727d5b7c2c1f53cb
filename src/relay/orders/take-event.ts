/** Takes what happened to an order later from a station of its restaurant, and counts how that went. */
import type { RestaurantId } from '../../shared/ids.ts';
import type { EventRefusal } from '../../shared/order/check-event.ts';
import type { OrderEvent } from '../../shared/order/order-event.ts';
import type { KitchenStatus } from '../../shared/order/order.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { EventAnswer } from '../../shared/wire/http.ts';
import type { StationIdentity } from '../station-identity.ts';

type Refusal = EventRefusal | 'order-unknown' | 'event-differs';

export type TakeEventDeps = {
  readonly book: {
    enter(
      restaurantId: RestaurantId,
      event: OrderEvent,
      nowMs: number,
    ): Promise<
      Result<{ readonly kitchenStatus: KitchenStatus; readonly isRepeated: boolean }, Refusal>
    >;
  };
  readonly metrics: { orderEvent(kind: OrderEvent['kind'], outcome: string): void };
  readonly wallMs: () => number;
};

export type TakeEvent = (
  identity: StationIdentity,
  event: OrderEvent,
) => Promise<Result<EventAnswer, Refusal>>;

export function createTakeEvent({ book, metrics, wallMs }: TakeEventDeps): TakeEvent {
  return async ({ restaurantId }, event) => {
    const { eventId, kind } = event;
    const entered = await book.enter(restaurantId, event, wallMs());
    if (!entered.ok) {
      metrics.orderEvent(kind, entered.failure);
      return entered;
    }
    metrics.orderEvent(kind, entered.value.isRepeated ? 'repeated' : 'taken');
    return ok({ eventId, ...entered.value });
  };
}
