/** How loud a lane's replies are. */
import { z } from 'zod';
import { volumeSchema } from '../audio-port/audio-port.ts';
import { laneIdSchema } from '../ids.ts';

export const volumeCalls = {
  setVolume: {
    request: z.strictObject({ laneId: laneIdSchema, volume: volumeSchema }),
    reply: z.undefined(),
    failures: ['unknown-lane', 'cannot-save'],
  },
} as const;
