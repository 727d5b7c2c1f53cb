/** What is sold out, between a restaurant's stations: told to the relay, and told on to every station. */
import { z } from 'zod';
import { personStampSchema } from '../people/person.ts';
import {
  soldOutFactSchema,
  soldOutStateSchema,
  soldOutSubjectSchema,
} from '../sold-out/sold-out.ts';

const wallMs = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/**
 * `POST /v1/sold-out`: idempotent by `factId`, tenancy from the token. Both times are the sender's clock: the
 * relay takes from them only how long ago it was said, so that a wrong clock wins against nobody.
 */
export const soldOutRequestSchema = z.strictObject({
  factId: z.uuid(),
  subject: soldOutSubjectSchema,
  state: soldOutStateSchema,
  madeAtMs: wallMs,
  sentAtMs: wallMs,
  by: personStampSchema.optional(),
});
export type SoldOutRequest = z.infer<typeof soldOutRequestSchema>;

/** The fact that counts now: this one, or a later one of another station. */
export const soldOutAnswerSchema = z.strictObject({ fact: soldOutFactSchema });
export type SoldOutAnswer = z.infer<typeof soldOutAnswerSchema>;

/** A `sold_out` message has at most so many facts; a longer list comes in several. */
export const MAX_SOLD_OUT_FACTS = 200;
