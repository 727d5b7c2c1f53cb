/** The screen's calls about orders that were placed. */
import type { OrderId } from '../shared/order/order.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { OrderState } from '../shared/wire/http.ts';
import type { Handlers } from './ipc/answer-calls.ts';
import type { OrderDesk } from './orders/order-desk.ts';
import type { Orders } from './orders/orders.ts';
import type { Tickets } from './tickets/tickets.ts';

export type OrderHandlerDeps = {
  readonly orders: Orders;
  readonly orderDesk: OrderDesk;
  readonly tickets: Tickets;
  readonly askKitchen: (orderId: OrderId) => Promise<Result<OrderState, string>>;
};

type OrderCalls = Pick<
  Handlers,
  | 'findOrders'
  | 'refundOrder'
  | 'settleOrder'
  | 'rateOrder'
  | 'addToOrder'
  | 'resendOrder'
  | 'askKitchen'
>;

export function orderHandlers(deps: OrderHandlerDeps): OrderCalls {
  const { orders, orderDesk, tickets } = deps;
  return {
    findOrders: (query) => ok(orders.find(query)),
    refundOrder: (request) => orderDesk.refund(request),
    settleOrder: ({ orderId, tender, part }) => orderDesk.settle(orderId, tender, part),
    rateOrder: async ({ orderId, score }) => {
      const rated = await orderDesk.rate(orderId, score);
      return rated.ok ? ok(undefined) : rated;
    },
    addToOrder: ({ laneId, orderId }) => {
      if (orderId === undefined) return tickets.addTo(laneId, undefined);
      const order = orders.get(orderId)?.order;
      if (order === undefined) return fail('unknown-order');
      return tickets.addTo(laneId, { orderId, orderNumber: order.orderNumber });
    },
    resendOrder: ({ orderId }) => orders.offerAgain(orderId),
    askKitchen: async ({ orderId }) => {
      const state = await deps.askKitchen(orderId);
      if (state.ok) return ok(state.value.kitchenStatus);
      return fail(state.failure === 'order-unknown' ? 'unknown-order' : 'relay-away');
    },
  };
}
