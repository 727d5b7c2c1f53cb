/**
 * What happens to an order after it was placed: money given back, a bill paid later, a guest's grade. Made at
 * the station with an id of its own, kept with the order, and sent as often as need be: each counts once.
 */
import { z } from 'zod';
import { lineIdSchema } from '../ids.ts';
import { personStampSchema } from '../people/person.ts';
import { MAX_LINE_QUANTITY } from './limits.ts';
import { orderIdSchema, tenderSchema } from './order.ts';

export const WAYS_BACK = ['cash', 'card-simulator', 'not-paid-yet'] as const;
const wayBack = z.enum(WAYS_BACK);

const units = z
  .array(
    z.strictObject({
      lineId: lineIdSchema,
      quantity: z.number().int().min(1).max(MAX_LINE_QUANTITY),
    }),
  )
  .min(1)
  .max(60)
  .readonly();

const partCents = z.number().int().min(1);
/** As many guests as may share one bill evenly. */
export const MAX_EVEN_PARTS = 20;

/** What of a split bill is paid now; worked out by `partCents` and checked by the relay. */
export const billPartSchema = z.discriminatedUnion('kind', [
  /** The rest of the bill by the guests who are left to pay: the `number`th of `of`. */
  z.strictObject({
    kind: z.literal('even'),
    amountCents: partCents,
    number: z.number().int().min(1).max(MAX_EVEN_PARTS),
    of: z.number().int().min(2).max(MAX_EVEN_PARTS),
  }),
  /** What these units cost. */
  z.strictObject({ kind: z.literal('lines'), amountCents: partCents, lines: units }),
  z.strictObject({ kind: z.literal('amount'), amountCents: partCents }),
]);
export type BillPart = z.infer<typeof billPartSchema>;

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
    lines: units,
    /** Given back, tax included; worked out by `refundCents` and checked by the relay. */
    amountCents: z.number().int().min(0),
    by: wayBack,
    /** What of the amount went back another way: of a bill that was paid in several ways. */
    alsoBy: z
      .array(z.strictObject({ by: wayBack, amountCents: partCents }))
      .min(1)
      .max(2)
      .readonly()
      .optional(),
    /** The kitchen is told not to make them. */
    isCancelled: z.boolean(),
    reason: z.string().trim().min(1).max(100),
    approvedBy: personStampSchema,
  }),
  /** A `pay-later` order is paid: all that is due, or a part of it. */
  z.strictObject({
    kind: z.literal('settled'),
    ...about,
    tender: tenderSchema,
    part: billPartSchema.optional(),
    takenBy: personStampSchema.optional(),
  }),
  /** One tap after the commit. */
  z.strictObject({ kind: z.literal('rated'), ...about, score: z.number().int().min(1).max(5) }),
]);
export type OrderEvent = z.infer<typeof orderEventSchema>;
