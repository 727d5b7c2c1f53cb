/** What the run asks of a station's process, and what it answers. */
import { z } from 'zod';
import { orderIdSchema, tenderSchema } from '../../../src/shared/order/order.ts';

export const guestSchema = z.strictObject({
  guest: z.number().int(),
  quantity: z.number().int(),
  tender: z.enum(['cash', 'card-simulator', 'pay-later']),
  /** After the commit, in this order. */
  then: z.array(
    z.discriminatedUnion('do', [
      z.strictObject({ do: z.literal('settle'), tender: tenderSchema }),
      z.strictObject({
        do: z.literal('refund'),
        quantity: z.number().int(),
        isCancelled: z.boolean(),
        reason: z.string(),
      }),
      z.strictObject({ do: z.literal('rate'), score: z.number().int() }),
    ]),
  ),
});
export type Guest = z.infer<typeof guestSchema>;

export const askSchema = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('serve'), guest: guestSchema }),
  z.strictObject({ ask: z.literal('left') }),
]);
export type Ask = z.infer<typeof askSchema>;

export const answerSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('ready') }),
  z.strictObject({
    is: z.literal('served'),
    guest: z.number().int(),
    orderId: orderIdSchema,
    totalCents: z.number().int(),
    netCents: z.number().int(),
    eventIds: z.array(z.uuid()),
  }),
  /** Orders that still have something to send, and those that the relay refuses. */
  z.strictObject({ is: z.literal('left'), waiting: z.number().int(), refused: z.number().int() }),
]);
export type Answer = z.infer<typeof answerSchema>;
export type Served = Extract<Answer, { is: 'served' }>;
