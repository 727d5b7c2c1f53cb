/** The stand-in's placed orders: the real arithmetic and checks, all in memory. */
import { isMeant } from '../../../src/main/orders/find-orders.ts';
import type { CallName } from '../../../src/shared/ipc/channels.ts';
import type { Pos } from '../../../src/shared/ipc/contract.ts';
import type { OrderView, StationSnapshot } from '../../../src/shared/ipc/views.ts';
import { changeDue, checkEvent } from '../../../src/shared/order/check-event.ts';
import type { OrderEvent } from '../../../src/shared/order/order-event.ts';
import type { OrderId } from '../../../src/shared/order/order.ts';
import { balanceOf, isUnpaid, refundCents, sharesBack } from '../../../src/shared/order/refund.ts';
import { partOf } from '../../../src/shared/order/split-bill.ts';
import type { Approve } from '../../../src/shared/people/approval.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import type { FakePos } from './fake-pos.ts';
import type { AddTo } from './fake-till.ts';
import { newId } from './make-tickets.ts';

type OrderCalls = Pick<
  Pos,
  | 'findOrders'
  | 'refundOrder'
  | 'settleOrder'
  | 'rateOrder'
  | 'addToOrder'
  | 'resendOrder'
  | 'askKitchen'
>;

export type FakeOrders = {
  readonly calls: OrderCalls;
  /** Of every order that is told: a new one, or news of a known one. */
  readonly learn: (order: OrderView) => void;
};

export function createFakeOrders(
  seed: StationSnapshot,
  {
    push,
    note,
    approve,
    addTo,
  }: {
    readonly push: FakePos['push'];
    readonly note: (name: CallName, request: unknown) => void;
    readonly approve: Approve;
    readonly addTo: AddTo;
  },
): FakeOrders {
  /** Oldest first. */
  const orders = new Map(
    seed.orders.toReversed().map((view): [OrderId, OrderView] => [view.order.orderId, view]),
  );
  const learn = (view: OrderView) => {
    orders.set(view.order.orderId, view);
    const all = [...orders.values()];
    push('onOrderCounts', {
      waiting: all.filter(({ delivery }) => delivery === 'waiting').length,
      refused: all.filter(({ delivery }) => delivery === 'refused').length,
      unpaid: all.filter(({ balance }) => balance.dueCents > 0).length,
    });
  };
  const put = (view: OrderView) => {
    push('onOrder', view);
    return ok(view);
  };
  const withEvent = (view: OrderView, event: OrderEvent, changeCents = view.changeCents) => {
    const events = [...view.events, { event, delivery: 'delivered' as const }];
    const balance = balanceOf(
      view.order,
      events.map((one) => one.event),
    );
    return put({ ...view, changeCents, events, balance });
  };
  const eventsOf = ({ events }: OrderView) => events.map(({ event }) => event);
  const made = (orderId: OrderId) => ({ eventId: newId(), orderId, atMs: Date.now() });
  const calls: OrderCalls = {
    findOrders: (request) => {
      note('findOrders', request);
      const isWanted = (view: OrderView) => {
        if (request.only === 'unpaid') return view.balance.dueCents > 0;
        return request.only === 'all' || view.delivery === 'refused';
      };
      const found = [...orders.values()]
        .reverse()
        .filter((view) => isWanted(view) && isMeant(view.order, request.text, 'UTC'));
      return Promise.resolve(ok({ orders: found.slice(0, 50), hasMore: found.length > 50 }));
    },
    refundOrder: async (request) => {
      note('refundOrder', request);
      const { approval, firstBy, ...asked } = request;
      const view = orders.get(asked.orderId);
      if (view === undefined) return fail('unknown-order');
      const earlier = eventsOf(view);
      const amount = refundCents(view.order, earlier, asked.lines);
      if (!amount.ok) return amount;
      const approved = await approve('refund', approval);
      if (!approved.ok) return approved;
      const { personId, name } = approved.value;
      const event: OrderEvent = {
        kind: 'refunded',
        ...made(asked.orderId),
        ...asked,
        amountCents: amount.value,
        ...sharesBack(view.order, earlier, { amountCents: amount.value, firstBy }),
        approvedBy: { personId, name },
      };
      return withEvent(view, event);
    },
    settleOrder: ({ orderId, tender, part: wanted }) => {
      note('settleOrder', { orderId, tender, ...(wanted !== undefined && { part: wanted }) });
      const view = orders.get(orderId);
      if (view === undefined) return Promise.resolve(fail('unknown-order'));
      const earlier = eventsOf(view);
      if (!isUnpaid(view.order, earlier)) return Promise.resolve(fail('nothing-to-pay'));
      const part = wanted === undefined ? ok(undefined) : partOf(view.order, earlier, wanted);
      if (!part.ok) return Promise.resolve(part);
      const ofBill = part.value === undefined ? {} : { part: part.value };
      const event = { kind: 'settled' as const, ...made(orderId), tender, ...ofBill };
      const isPaid = checkEvent(view.order, earlier, event).ok;
      if (!isPaid) return Promise.resolve(fail('tender-too-small'));
      return Promise.resolve(withEvent(view, event, changeDue(view.order, earlier, event)));
    },
    rateOrder: ({ orderId, score }) => {
      note('rateOrder', { orderId, score });
      const view = orders.get(orderId);
      if (view === undefined) return Promise.resolve(fail('unknown-order'));
      withEvent(view, { kind: 'rated', ...made(orderId), score });
      return Promise.resolve(ok(undefined));
    },
    addToOrder: ({ laneId, orderId }) => {
      note('addToOrder', { laneId, orderId });
      const order = orderId === undefined ? undefined : orders.get(orderId)?.order;
      const addsTo = order && { orderId: order.orderId, orderNumber: order.orderNumber };
      return Promise.resolve(addTo(laneId, addsTo) ? ok(undefined) : fail('unknown-lane'));
    },
    resendOrder: ({ orderId }) => {
      note('resendOrder', { orderId });
      const view = orders.get(orderId);
      if (view === undefined) return Promise.resolve(fail('unknown-order'));
      const { order, changeCents, events, balance } = view;
      put({ order, changeCents, events, balance, delivery: 'delivered' });
      return Promise.resolve(ok(undefined));
    },
    askKitchen: ({ orderId }) => {
      note('askKitchen', { orderId });
      return Promise.resolve(orders.has(orderId) ? ok('preparing') : fail('unknown-order'));
    },
  };
  return { calls, learn };
}
