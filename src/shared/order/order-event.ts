/**
 * What happens to an order after it was placed: money given back, a bill paid later, a guest's grade. Made at
 * the station with an id of its own, kept with the order, and sent as often as need be: each counts once.
 */
import { z } from 'zod';
import { lineIdSchema } from '../ids.ts';
import { personStampSchema } from '../people/person.ts';
import { MAX_LINE_QUANTITY } from './limits.ts';
import { orderIdSchema, tenderSchema } from './order.ts';

const about = {
  eventId: z.uuid(),
  orderId: orderIdSchema,
  /** Wall clock of the station, milliseconds since 1970. */
  atMs: z.number().int().min(0),
};

export const orderEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('refunded'),
    ...about,
    lines: z
      .array(
        z.strictObject({
          lineId: lineIdSchema,
          quantity: z.number().int().min(1).max(MAX_LINE_QUANTITY),
        }),
      )
      .min(1)
      .max(60)
      .readonly(),
    /** Given back, tax included; worked out by `refundCents` and checked by the relay. */
    amountCents: z.number().int().min(0),
    by: z.enum(['cash', 'card-simulator', 'not-paid-yet']),
    /** The kitchen is told not to make them. */
    isCancelled: z.boolean(),
    reason: z.string().trim().min(1).max(100),
    approvedBy: personStampSchema,
  }),
  /** A `pay-later` order is paid. */
  z.strictObject({
    kind: z.literal('settled'),
    ...about,
    tender: tenderSchema,
    takenBy: personStampSchema.optional(),
  }),
  /** One tap after the commit. */
  z.strictObject({ kind: z.literal('rated'), ...about, score: z.number().int().min(1).max(5) }),
]);
export type OrderEvent = z.infer<typeof orderEventSchema>;
