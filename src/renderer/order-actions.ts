/** What a person may do with orders that were placed; see `actions.ts`. */
import type { LaneId } from '../shared/ids.ts';
import type { CallName } from '../shared/ipc/channels.ts';
import type { CallReply, CallRequest, CallResult, Pos } from '../shared/ipc/contract.ts';
import type { OrderView } from '../shared/ipc/views.ts';
import type { KitchenStatus, OrderId, Tender } from '../shared/order/order.ts';
import type { WantedPart } from '../shared/order/split-bill.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { approvalFailureOf, type Approvals } from './people/approvals.ts';
import type { LiveWords } from './call-tools.ts';

export type OrderActions = {
  readonly findOrders: (query: CallRequest<'findOrders'>) => Promise<CallReply<'findOrders'>>;
  /** The failure in words; undefined when the person gave up at the PIN pad. */
  readonly refund: (
    request: Omit<CallRequest<'refundOrder'>, 'approval'>,
  ) => Promise<Result<OrderView, string | undefined>>;
  /** All that is due, or a part of it. */
  readonly settleOrder: (
    orderId: OrderId,
    tender: Tender,
    part?: WantedPart,
  ) => Promise<Result<OrderView, string>>;
  readonly rateOrder: (orderId: OrderId, score: number) => void;
  /** What the lane orders next is more for that order; undefined: an order of its own again. */
  readonly addToOrder: (laneId: LaneId, orderId: OrderId | undefined) => void;
  readonly resendOrder: (orderId: OrderId) => void;
  /** Undefined while the relay does not say. */
  readonly askKitchen: (orderId: OrderId) => Promise<KitchenStatus | undefined>;
};

export function createOrderActions(
  pos: Pos,
  words: LiveWords,
  {
    withApproval,
    fire,
  }: {
    readonly withApproval: Approvals['withApproval'];
    readonly fire: (reply: Promise<CallResult<CallName>>) => void;
  },
): OrderActions {
  const settled = <Reply>(reply: Promise<Reply>) => reply.catch(() => fail('internal' as const));
  return {
    findOrders: async (query) => {
      const found = await settled(pos.findOrders(query));
      return found.ok ? found.value : { orders: [], hasMore: false };
    },
    refund: async (request) => {
      const done = await withApproval((approved) =>
        settled(pos.refundOrder({ ...request, ...approved })),
      );
      if (done.ok) return done;
      const hasGivenUp = approvalFailureOf(done.failure) !== undefined;
      return fail(hasGivenUp ? undefined : words.failures[done.failure]);
    },
    settleOrder: async (orderId, tender, part) => {
      const ofBill = part === undefined ? {} : { part };
      const done = await settled(pos.settleOrder({ orderId, tender, ...ofBill }));
      return done.ok ? ok(done.value) : fail(words.failures[done.failure]);
    },
    rateOrder: (orderId, score) => fire(pos.rateOrder({ orderId, score })),
    addToOrder: (laneId, orderId) =>
      fire(pos.addToOrder({ laneId, ...(orderId !== undefined && { orderId }) })),
    resendOrder: (orderId) => fire(pos.resendOrder({ orderId })),
    askKitchen: async (orderId) => {
      const asked = await settled(pos.askKitchen({ orderId }));
      return asked.ok ? asked.value : undefined;
    },
  };
}
