/** How push-to-talk of a lane is worked. */
import { z } from 'zod';
import { laneIdSchema } from '../ids.ts';
import { talkSchema } from '../talk.ts';

/** Only in push-to-talk. `isOn`: a press is on, by whatever means. */
export const talkViewSchema = talkSchema.extend({ isOn: z.boolean() });

export const talkCalls = {
  setTalk: {
    request: z.strictObject({ laneId: laneIdSchema, talk: talkSchema }),
    reply: z.undefined(),
    failures: ['unknown-lane', 'cannot-save'],
  },
} as const;
