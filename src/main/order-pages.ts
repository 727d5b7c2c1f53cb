/** The pages that an order and what happens to it can become, each with the key under which it is printed once. */
import type { OrderView } from '../shared/ipc/views.ts';
import type { Menu } from '../shared/menu/menu.ts';
import type { OrderEvent } from '../shared/order/order-event.ts';
import type { Language } from '../shared/people/person.ts';
import { guestReceipt, refundReceipt } from '../shared/receipt/guest-receipt.ts';
import { cancelTicket, kitchenTicket } from '../shared/receipt/kitchen-ticket.ts';
import type { PrintRequest } from './printing/printing.ts';

export type Paper = 'receipt' | 'kitchen-ticket';
export type Refund = Extract<OrderEvent, { kind: 'refunded' }>;

export type Marks = {
  readonly language: Language;
  readonly isCopy: boolean;
  readonly isInPlaceOfScreen: boolean;
};

type Restaurant = Menu['restaurant'];

/** A bill that was paid later has another receipt than the bill. */
export function keyOf(paper: Paper, { order, events }: OrderView): string {
  const settled = events.find(({ event }) => event.kind === 'settled')?.event;
  if (paper === 'receipt' && settled !== undefined) return `receipt ${settled.eventId}`;
  return `${paper} ${order.orderId}`;
}

export function eventKeyOf(kind: 'refund' | 'cancellation', { eventId }: Refund): string {
  return `${kind} ${eventId}`;
}

/** Undefined when there is nothing to put on it. */
export function orderPage(
  paper: Paper,
  view: OrderView,
  restaurant: Restaurant,
  marks: Marks,
): PrintRequest | undefined {
  const { order } = view;
  const events = view.events.map(({ event }) => event);
  const { timeZone } = restaurant;
  const document =
    paper === 'receipt'
      ? guestReceipt(order, events, { restaurant, ...marks })
      : kitchenTicket(order, events, { timeZone, ...marks });
  return (
    document && {
      printer: paper === 'receipt' ? 'receipt' : 'kitchen',
      content: { kind: paper, orderNumber: order.orderNumber },
      document,
      takenAtMs: order.placedAtMs,
      ...(!marks.isCopy && { key: keyOf(paper, view) }),
    }
  );
}

export function refundPage(
  { order }: OrderView,
  refund: Refund,
  restaurant: Restaurant,
  marks: Marks,
): PrintRequest {
  return {
    printer: 'receipt',
    content: { kind: 'refund', orderNumber: order.orderNumber },
    document: refundReceipt(order, refund, { restaurant, ...marks }),
    takenAtMs: refund.atMs,
    key: eventKeyOf('refund', refund),
  };
}

export function cancellationPage(
  { order }: OrderView,
  refund: Refund,
  { timeZone }: Restaurant,
  marks: Marks,
): PrintRequest {
  return {
    printer: 'kitchen',
    content: { kind: 'cancellation', orderNumber: order.orderNumber },
    document: cancelTicket(order, refund, { timeZone, ...marks }),
    takenAtMs: refund.atMs,
    key: eventKeyOf('cancellation', refund),
  };
}
