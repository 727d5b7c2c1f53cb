/** What a kitchen screen shows, whichever way it got there. */
import { z } from 'zod';
import { kitchenStatusSchema, orderNumberSchema } from '../order/order.ts';
import { kitchenOrderSchema } from '../wire/kitchen.ts';

/** Times are on the clock of the machine that shows them. */
export const boardOrderSchema = kitchenOrderSchema.extend({
  /** False: made at this station, and the relay (so every other screen) does not know it yet. */
  isSynchronised: z.boolean(),
});
export type BoardOrder = z.infer<typeof boardOrderSchema>;

/**
 * `alone`: the station has no relay and shows its own orders; `away`: the relay does not answer, what is shown is
 * the last it said; `shut`: it does not let this screen in.
 */
export const kitchenLinkSchema = z.enum(['connecting', 'connected', 'away', 'alone', 'shut']);
export type KitchenLink = z.infer<typeof kitchenLinkSchema>;

/** A move of this screen that another screen's came before. */
export const overtakenSchema = z.strictObject({
  orderNumber: orderNumberSchema,
  kitchenStatus: kitchenStatusSchema,
  atMs: z.number().int().min(0),
});
export type Overtaken = z.infer<typeof overtakenSchema>;

export const kitchenBoardSchema = z.strictObject({
  link: kitchenLinkSchema,
  orders: z.array(boardOrderSchema).readonly(),
  /** Moves that the relay does not know yet. */
  waitingMoves: z.number().int().min(0),
  overtaken: z.array(overtakenSchema).readonly(),
});
export type KitchenBoard = z.infer<typeof kitchenBoardSchema>;
