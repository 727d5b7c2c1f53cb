/** Connects the book of orders with the HTTP side: stations put orders in, the kitchen works them off. */
import type { HttpDeps } from './http/ports.ts';
import { loadKitchenPage } from './kitchen-page.ts';
import type { RelayMetrics } from './metrics/metrics.ts';
import { createTakeEvent } from './orders/take-event.ts';
import { createTakeOrder } from './orders/take-order.ts';
import type { Database } from './store/database.ts';
import { EventBook } from './store/event-book.ts';
import { KitchenAccess } from './store/kitchen-access.ts';
import { Menus } from './store/menus.ts';
import { OrderBook } from './store/order-book.ts';
import { SupportCalls } from './store/support-calls.ts';

export function connectOrders({
  db,
  metrics,
  wallMs,
}: {
  readonly db: Database;
  readonly metrics: RelayMetrics;
  readonly wallMs: () => number;
}): Pick<HttpDeps, 'takeOrder' | 'takeEvent' | 'takeSupportCall' | 'kitchenStatusOf' | 'kitchen'> {
  const book = new OrderBook(db);
  const access = new KitchenAccess(db);
  const supportCalls = new SupportCalls(db);
  return {
    takeOrder: createTakeOrder({ book, menus: new Menus(db), metrics, wallMs }),
    takeEvent: createTakeEvent({ book: new EventBook(db), metrics, wallMs }),
    takeSupportCall: (identity, call) => supportCalls.enter(identity, call, wallMs()),
    kitchenStatusOf: (restaurantId, orderId) => book.statusOf(restaurantId, orderId),
    kitchen: {
      page: loadKitchenPage(),
      exchangeCode: (code) => access.exchange(code, wallMs()),
      restaurantOf: (token) => access.restaurantOf(token, wallMs()),
      feedOf: (restaurantId) => book.kitchenFeed(restaurantId, wallMs()),
      move: (restaurantId, orderId, move) => book.move(restaurantId, orderId, move, wallMs()),
    },
  };
}
