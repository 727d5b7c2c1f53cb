/** Decides on an order that a station sends: whose it is, that the menu sells it so, and that it comes once. */
import type { RestaurantId, StationId } from '../../shared/ids.ts';
import type { Menu } from '../../shared/menu/menu.ts';
import { checkOrder } from '../../shared/order/commit-ticket.ts';
import { LOCAL_LANE } from '../../shared/order/local-lane.ts';
import type { KitchenStatus, Order } from '../../shared/order/order.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { OrderAnswer } from '../../shared/wire/http.ts';
import type { StationIdentity } from '../station-identity.ts';

export type OrderRefusal =
  'wrong-lane' | 'menu-unknown' | 'item-unknown' | 'totals-differ' | 'order-differs';

type Owner = { readonly restaurantId: RestaurantId; readonly stationId: StationId };
type Booked = { readonly kitchenStatus: KitchenStatus; readonly isRepeated: boolean };

export type TakeOrderDeps = {
  readonly book: {
    find(owner: Owner, order: Order): Promise<Result<Booked | null, 'order-differs'>>;
    enter(owner: Owner, order: Order, nowMs: number): Promise<Result<Booked, 'order-differs'>>;
  };
  readonly menus: { find(restaurantId: RestaurantId, menuVersion: string): Promise<Menu | null> };
  readonly metrics: { order(outcome: string): void };
  readonly wallMs: () => number;
};

export type TakeOrder = (
  identity: StationIdentity,
  order: Order,
) => Promise<Result<OrderAnswer, OrderRefusal>>;

export function createTakeOrder(deps: TakeOrderDeps): TakeOrder {
  return async (identity, order) => {
    const booked = await bookOnce(identity, order, deps);
    const { orderId } = order;
    deps.metrics.order(outcomeOf(booked));
    return booked.ok ? ok({ orderId, ...booked.value }) : booked;
  };
}

async function bookOnce(
  identity: StationIdentity,
  order: Order,
  { book, menus, wallMs }: TakeOrderDeps,
): Promise<Result<Booked, OrderRefusal>> {
  const { laneId } = order;
  // A station that took orders before it was enrolled had a lane of its own.
  const isOwnLane = identity.laneIds.has(laneId) || laneId === LOCAL_LANE.laneId;
  if (!isOwnLane) return fail('wrong-lane');
  const known = await book.find(identity, order);
  if (!known.ok) return known;
  if (known.value !== null) return ok(known.value);
  const menu = await menus.find(identity.restaurantId, order.menuVersion);
  if (menu === null) return fail('menu-unknown');
  const checked = checkOrder(order, menu);
  return checked.ok ? book.enter(identity, order, wallMs()) : checked;
}

function outcomeOf(booked: Result<Booked, OrderRefusal>): string {
  if (!booked.ok) return booked.failure;
  return booked.value.isRepeated ? 'repeated' : 'taken';
}
