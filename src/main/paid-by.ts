/** What the orders say of a payment that a card terminal was asked for. */
import { settlementsOf } from '../shared/order/split-bill.ts';
import type { CardPayment } from './card-terminal.ts';
import type { Orders } from './orders/orders.ts';

/** Undefined: it is not made yet. */
export function paidBy(
  orders: Pick<Orders, 'get'>,
  { orderId, number }: CardPayment,
): 'card' | 'another-way' | undefined {
  const placed = orders.get(orderId);
  if (placed === undefined) return undefined;
  const settled = settlementsOf(placed.events.map(({ event }) => event))[number - 1];
  const tender = number === 0 ? placed.order.tender : settled?.tender;
  if (tender === undefined) return undefined;
  return tender.kind === 'card-simulator' ? 'card' : 'another-way';
}
