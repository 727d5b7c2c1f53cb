/** Lane health: what the screen is told of each lane's sound, and the calls that mend it. */
import { z } from 'zod';
import { laneIdSchema } from '../ids.ts';

/**
 * What is wrong, gravest first: the device is away; it gives no sound although it did; it is too loud; sound is
 * lost on the way; speech that gives no words; a background that hides speech; the spare stands in.
 */
export const LANE_ALARMS = [
  'device-away',
  'silent',
  'clipping',
  'dropouts',
  'no-words',
  'noisy',
  'on-spare',
] as const;
export type LaneAlarm = (typeof LANE_ALARMS)[number];

export const laneHealthSchema = z.strictObject({
  laneId: laneIdSchema,
  /** The device that is in use, or is wanted. */
  device: z.string(),
  /** The other device that the lane may use; absent where none is configured. */
  other: z.string().optional(),
  isOnSpare: z.boolean(),
  /** Of the last second and of the quietest tenth of the last ten, dBFS; absent while nothing is heard. */
  levelDbfs: z.number().optional(),
  floorDbfs: z.number().optional(),
  /** Of the last ten seconds. */
  clippedPercent: z.number().min(0).max(100),
  /** Times that sound was lost in the last minute. */
  dropouts: z.number().int().min(0),
  /** Utterances in a row that gave no words. */
  wordless: z.number().int().min(0),
  alarms: z.array(z.enum(LANE_ALARMS)).readonly(),
});
export type LaneHealth = z.infer<typeof laneHealthSchema>;

export const healthCalls = {
  /** The lane goes on with its other device: the spare, or back. What is being said goes on too. */
  useOtherDevice: {
    request: z.strictObject({ laneId: laneIdSchema }),
    reply: z.undefined(),
    failures: ['unknown-lane', 'no-spare'],
  },
  /** While it is held, what begins to be said on the lane is the crew's: a command, never an order. */
  setCrewKey: {
    request: z.strictObject({ laneId: laneIdSchema, held: z.boolean() }),
    reply: z.undefined(),
    failures: ['unknown-lane'],
  },
} as const;
