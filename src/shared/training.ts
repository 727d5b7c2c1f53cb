/** Training: orders are practised on a counter of their own, and nothing of it is sold, cooked or paid. */
import { z } from 'zod';
import { personStampSchema } from './people/person.ts';

export const trainingViewSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('off') }),
  z.strictObject({
    state: z.literal('on'),
    /** Wall clock of the station, milliseconds since 1970. */
    sinceMs: z.number().int().min(0),
    startedBy: personStampSchema,
  }),
]);
export type TrainingView = z.infer<typeof trainingViewSchema>;

export const NO_TRAINING: TrainingView = { state: 'off' };

/**
 * Of the numbers given in training. A relay gives prefixes of one, two or four letters, and a station without
 * one has three that begin with L: no real order is ever called so.
 */
export const TRAINING_PREFIX = 'TRN';
