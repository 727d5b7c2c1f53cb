/** Orders as a kitchen screen gets them. */
import { randomUUID } from 'node:crypto';
import type { BoardOrder } from '../../src/shared/kitchen/board.ts';
import type { Order } from '../../src/shared/order/order.ts';
import { greekOrder } from './greek-order.ts';

export function boardOrder(
  change: Partial<BoardOrder> & { readonly of?: Partial<Order> } = {},
): BoardOrder {
  const { of, ...rest } = change;
  return {
    order: greekOrder('menu-1', of),
    cancellations: [],
    kitchenStatus: 'new',
    receivedAtMs: 0,
    movedAtMs: 0,
    isSynchronised: true,
    ...rest,
  };
}

/** Takes `quantity` of an order's first line away. */
export function cancellationOf({ lines: [line] }: Order, quantity: number) {
  if (line === undefined) throw new Error('an order without lines');
  return {
    eventId: randomUUID(),
    lines: [{ lineId: line.lineId, quantity }],
    reason: 'Guest changed their mind',
    cancelledAtMs: 5_000,
  };
}
