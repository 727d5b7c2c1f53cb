/** Training, as the screen asks for it and is told of it. */
import { z } from 'zod';
import { APPROVAL_FAILURES, approvalSchema } from '../people/approval.ts';
import { trainingViewSchema } from '../training.ts';
import { snapshotSchema } from './views.ts';

const nothing = z.undefined();

export const trainingCalls = {
  /** The real tickets stay as they are until it ends. */
  startTraining: {
    request: z.strictObject({ approval: approvalSchema.optional() }),
    reply: nothing,
    failures: [...APPROVAL_FAILURES, 'cannot-save'],
  },
  /** Needs nobody's leave: a queue at the counter waits for no manager. */
  endTraining: { request: nothing, reply: nothing, failures: ['cannot-save'] },
} as const;

/** Everything that another counter shows in place of the one before. */
export const counterViewSchema = snapshotSchema
  .pick({
    tickets: true,
    held: true,
    orders: true,
    orderCounts: true,
    shift: true,
    missed: true,
  })
  .extend({ training: trainingViewSchema });
export type CounterView = z.infer<typeof counterViewSchema>;
