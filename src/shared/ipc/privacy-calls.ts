/** The screen's call for a guest who wants to be forgotten. */
import { z } from 'zod';
import { utteranceIdSchema } from '../ids.ts';
import { APPROVAL_FAILURES, approvalSchema } from '../people/approval.ts';

export const privacyCalls = {
  /** Erases sound and words of the guest who said this, wherever they are kept. What was ordered stays. */
  eraseGuestWords: {
    request: z.strictObject({
      utteranceId: utteranceIdSchema,
      approval: approvalSchema.optional(),
    }),
    reply: z.undefined(),
    failures: ['unknown-words', 'lane-busy', 'cannot-erase', ...APPROVAL_FAILURES],
  },
} as const;
