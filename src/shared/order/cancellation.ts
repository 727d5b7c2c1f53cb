/** What the kitchen is told not to make after all: the part of a refund that concerns it. */
import { z } from 'zod';
import { lineIdSchema } from '../ids.ts';
import { MAX_LINE_QUANTITY } from './limits.ts';

export const cancellationSchema = z.strictObject({
  /** Of the refund: the same cancellation has the same id. */
  eventId: z.uuid(),
  lines: z
    .array(
      z.strictObject({
        lineId: lineIdSchema,
        quantity: z.number().int().min(1).max(MAX_LINE_QUANTITY),
      }),
    )
    .min(1)
    .readonly(),
  reason: z.string(),
  /** When the relay learned of it, on its clock like `receivedAtMs`. */
  cancelledAtMs: z.number().int().min(0),
});
export type Cancellation = z.infer<typeof cancellationSchema>;
