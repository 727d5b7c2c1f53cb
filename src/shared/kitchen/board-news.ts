/** What has happened on the board that a cook should hear. */
import type { BoardOrder } from './board.ts';
import { urgencyOf } from './urgency.ts';

/** The most urgent first: one sound at a time. */
export const NEWS = ['cancelled', 'late', 'new'] as const;
export type News = (typeof NEWS)[number];

/** What was told of already, by kind: nothing is told twice. */
export type Told = ReadonlySet<string>;

/**
 * `told` undefined: the board is shown for the first time, and what is on it is no news. Grows with the orders of
 * the board only.
 */
export function newsOf(
  told: Told | undefined,
  orders: readonly BoardOrder[],
  nowMs: number,
): { readonly told: Told; readonly news: News | undefined } {
  const now = new Set<string>();
  const fresh = new Set<News>();
  const tell = (news: News, id: string) => {
    const key = `${news} ${id}`;
    now.add(key);
    if (told !== undefined && !told.has(key)) fresh.add(news);
  };
  for (const order of orders) {
    const { kitchenStatus, cancellations } = order;
    const { orderId } = order.order;
    if (kitchenStatus === 'new') tell('new', orderId);
    else now.add(`new ${orderId}`);
    for (const { eventId } of cancellations) tell('cancelled', eventId);
    const isCooked = kitchenStatus === 'new' || kitchenStatus === 'preparing';
    if (isCooked && urgencyOf(order, nowMs) === 'late') tell('late', orderId);
    else if (told?.has(`late ${orderId}`) === true) now.add(`late ${orderId}`);
  }
  return { told: now, news: NEWS.find((one) => fresh.has(one)) };
}
