/** `POST /v1/support-calls`: somebody pressed “Something went wrong”. Idempotent by its id; it is counted, and calls nobody. */
import { z } from 'zod';
import { laneIdSchema } from '../ids.ts';

const wallMs = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Both times are the station's clock: the relay takes from them only how long ago it was. */
export const supportCallSchema = z.strictObject({
  callId: z.uuid(),
  laneId: laneIdSchema,
  madeAtMs: wallMs,
  sentAtMs: wallMs,
});
export type SupportCall = z.infer<typeof supportCallSchema>;

export const supportCallAnswerSchema = z.strictObject({ callId: z.uuid() });
export type SupportCallAnswer = z.infer<typeof supportCallAnswerSchema>;
