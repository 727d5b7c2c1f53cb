/** The kitchen's HTTP calls: who may see the orders, which there are, and how they move on. */
import { z } from 'zod';
import { cancellationSchema } from '../order/cancellation.ts';
import { kitchenStatusSchema, orderIdSchema, orderSchema } from '../order/order.ts';

/** `POST /v1/kitchen/token`: a kitchen code for a token that is good for one shift. */
export const kitchenTokenRequestSchema = z.strictObject({ code: z.string().min(1).max(64) });

export type KitchenTokenAnswer = { readonly token: string; readonly expiresInS: number };

/**
 * An item of `GET /v1/kitchen/orders`: open orders, and those completed or cancelled a short while ago. More
 * for an order that the kitchen has already is an order of its own that says so (`order.addsTo`).
 */
export const kitchenOrderSchema = z.strictObject({
  order: orderSchema,
  /** What is not to be made after all, oldest first; `order` stays as it was placed. */
  cancellations: z.array(cancellationSchema).readonly(),
  kitchenStatus: kitchenStatusSchema,
  receivedAtMs: z.number().int().min(0),
  movedAtMs: z.number().int().min(0),
});
export type KitchenOrder = z.infer<typeof kitchenOrderSchema>;

/** What was ordered before is no longer cooked: neither the relay nor a station lists it. */
export const KITCHEN_SHIFT_MS = 12 * 3_600_000;

/** `GET /v1/kitchen/orders` */
export const kitchenFeedSchema = z.strictObject({
  /** Oldest first. */
  orders: z.array(kitchenOrderSchema).readonly(),
  /**
   * Every open order that the relay received after this is listed. One that is not has left the kitchen; an older
   * one may only have had no room.
   */
  openSinceMs: z.number().int().min(0),
  /** The relay's clock, for ages that do not depend on the screen's. */
  nowMs: z.number().int().min(0),
});
export type KitchenFeed = z.infer<typeof kitchenFeedSchema>;

/** `POST /v1/kitchen/orders/{id}/status` */
export const kitchenMoveSchema = z.strictObject({
  kitchenStatus: kitchenStatusSchema,
  /** Where the screen saw it: an order that is elsewhere by now is not moved (`moved-already`). */
  from: kitchenStatusSchema.optional(),
});
export type KitchenMove = z.infer<typeof kitchenMoveSchema>;

export const kitchenMoveAnswerSchema = z.strictObject({
  orderId: orderIdSchema,
  kitchenStatus: kitchenStatusSchema,
});
