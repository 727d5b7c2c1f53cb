/** The pages that an order and what happens to it can become, each with the key under which it is printed once. */
import type { OrderView } from '../shared/ipc/views.ts';
import type { Menu } from '../shared/menu/menu.ts';
import type { OrderEvent } from '../shared/order/order-event.ts';
import type { Language } from '../shared/people/person.ts';
import {
  guestReceipt,
  partReceipt,
  refundReceipt,
  type PartPayment,
} from '../shared/receipt/guest-receipt.ts';
import { cancelTicket, kitchenTicket } from '../shared/receipt/kitchen-ticket.ts';
import type { PrintRequest } from './printing/printing.ts';

export type Paper = 'receipt' | 'kitchen-ticket';
export type Refund = Extract<OrderEvent, { kind: 'refunded' }>;

export type Marks = {
  readonly language: Language;
  readonly isCopy: boolean;
  readonly isInPlaceOfScreen: boolean;
  /** Of receipts: what guests are told. */
  readonly notice?: string | undefined;
};

type Restaurant = Menu['restaurant'];

/** A bill that was paid later, or in parts, has another receipt after each payment. */
export function keyOf(paper: Paper, { order, events }: OrderView): string {
  const settled = events.findLast(({ event }) => event.kind === 'settled')?.event;
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

export function partKeyOf({ eventId }: Pick<PartPayment, 'eventId'>): string {
  return `part ${eventId}`;
}

/** The receipt of one payment of a shared bill; undefined when the payment was none of a part. */
export function partPage(
  { order, events }: OrderView,
  eventId: string,
  restaurant: Restaurant,
  marks: Marks,
): PrintRequest | undefined {
  const all = events.map(({ event }) => event);
  const payment = all.find((event) => event.eventId === eventId);
  if (payment?.kind !== 'settled' || payment.part === undefined) return undefined;
  const { part, tender, atMs } = payment;
  return {
    printer: 'receipt',
    content: { kind: 'receipt', orderNumber: order.orderNumber },
    document: partReceipt(order, { part, tender, eventId }, all, { restaurant, ...marks }),
    takenAtMs: atMs,
    ...(!marks.isCopy && { key: partKeyOf({ eventId }) }),
  };
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
