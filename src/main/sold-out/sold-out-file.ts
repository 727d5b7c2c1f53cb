/** What the station knows of what is sold out, in one durable file. */
import { z } from 'zod';
import {
  soldOutFactSchema,
  soldOutStateSchema,
  soldOutSubjectSchema,
} from '../../shared/sold-out/sold-out.ts';
import { personStampSchema } from '../../shared/people/person.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { readTextIfThere } from '../durable-file.ts';

/** Said here, and not yet settled by the relay. */
const pendingSchema = z.strictObject({
  factId: z.uuid(),
  subject: soldOutSubjectSchema,
  state: soldOutStateSchema,
  /** Wall clock of the station. */
  madeAtMs: z.number().int().min(0),
  by: personStampSchema.optional(),
});
export type PendingFact = z.infer<typeof pendingSchema>;

const fileSchema = z.strictObject({
  format: z.literal(1),
  facts: z.array(soldOutFactSchema).readonly(),
  pending: z.array(pendingSchema).readonly(),
});
export type SoldOutFile = z.infer<typeof fileSchema>;

export async function readSoldOutFile(path: string): Promise<Result<SoldOutFile, 'corrupt'>> {
  const text = await readTextIfThere(path);
  if (!text.ok) return fail('corrupt');
  if (text.value === undefined) return ok({ format: 1, facts: [], pending: [] });
  try {
    return ok(fileSchema.parse(JSON.parse(text.value)));
  } catch {
    return fail('corrupt');
  }
}
