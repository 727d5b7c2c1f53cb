/** What a till asks about orders that were placed. */
import { z } from 'zod';
import { laneIdSchema } from '../ids.ts';
import { orderEventSchema } from '../order/order-event.ts';
import { kitchenStatusSchema, orderIdSchema, tenderSchema } from '../order/order.ts';
import { wantedPartSchema } from '../order/split-bill.ts';
import { APPROVAL_FAILURES, approvalSchema } from '../people/approval.ts';
import { orderViewSchema } from './views.ts';

/** Why a card did not pay, and why nothing went back to one. */
export const CHARGE_FAILURES = ['card-declined', 'card-away', 'card-unknown'] as const;
const REFUND_FAILURES = ['refund-declined', 'refund-away', 'refund-unknown'] as const;

const nothing = z.undefined();
const order = { orderId: orderIdSchema };
const { lines, isCancelled, reason, by } = orderEventSchema.options[0].shape;
const { score } = orderEventSchema.options[2].shape;

export const orderCalls = {
  /** Newest first, of every day at hand; `hasMore`: name more of the order. */
  findOrders: {
    request: z.strictObject({
      /** Words of its number, amount, time or items; each must be found. */
      text: z.string().max(60),
      only: z.enum(['all', 'unpaid', 'refused']),
    }),
    reply: z.strictObject({ orders: z.array(orderViewSchema).readonly(), hasMore: z.boolean() }),
    failures: [],
  },
  /** Gives back what these units cost; on disk before it answers. `isCancelled` tells the kitchen not to make them. */
  refundOrder: {
    request: z.strictObject({
      ...order,
      lines,
      isCancelled,
      reason,
      /** Of a bill that was paid in several ways: how as much as can be goes back. */
      firstBy: by.optional(),
      approval: approvalSchema.optional(),
    }),
    reply: orderViewSchema,
    failures: [
      'unknown-order',
      'nothing-left',
      'cannot-save',
      ...REFUND_FAILURES,
      ...APPROVAL_FAILURES,
    ],
  },
  /** A `pay-later` order is paid, or a part of it; the answer's `changeCents` goes back to the guest. */
  settleOrder: {
    request: z.strictObject({
      ...order,
      tender: tenderSchema,
      part: wantedPartSchema.optional(),
    }),
    reply: orderViewSchema,
    failures: [
      'unknown-order',
      'nothing-to-pay',
      'tender-too-small',
      ...CHARGE_FAILURES,
      'cannot-save',
    ],
  },
  /** The guest's grade, 1 to 5; the last one counts. */
  rateOrder: {
    request: z.strictObject({ ...order, score }),
    reply: nothing,
    failures: ['unknown-order', 'nothing-left', 'cannot-save'],
  },
  /** What the lane orders next is more for this order; without one it is an order of its own again. */
  addToOrder: {
    request: z.strictObject({ laneId: laneIdSchema, orderId: orderIdSchema.optional() }),
    reply: nothing,
    failures: ['unknown-lane', 'unknown-order', 'cannot-save'],
  },
  /** Offers once more what the relay refused: its cause may be mended. */
  resendOrder: { request: z.strictObject(order), reply: nothing, failures: ['unknown-order'] },
  /** Asks the relay where the kitchen is with it. */
  askKitchen: {
    request: z.strictObject(order),
    reply: kitchenStatusSchema,
    failures: ['unknown-order', 'relay-away'],
  },
} as const;
