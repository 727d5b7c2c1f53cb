import type { OrderView } from '../../shared/ipc/views.ts';

/** As many as the snapshot gives; beyond it the oldest leaves. */
export const MAX_ORDERS = 100;

/** News of a known order in its place, a new order first. */
export function withOrder(orders: readonly OrderView[], order: OrderView): readonly OrderView[] {
  const at = orders.findIndex((known) => known.order.orderId === order.order.orderId);
  return at === -1 ? [order, ...orders].slice(0, MAX_ORDERS) : orders.with(at, order);
}
