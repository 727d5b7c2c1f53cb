/** The opening-shift self-test: every device is played on and recorded from, and gets a verdict. */
import { z } from 'zod';
import { audioFailureSchema } from '../audio-port/audio-port.ts';
import { laneIdSchema } from '../ids.ts';

/** The first that is true counts; all but `healthy` are a FAIL. */
export const DEVICE_VERDICTS = [
  'not-chosen',
  'missing',
  'silent',
  'clipped',
  'noisy',
  'choppy',
  'cannot-play',
  'healthy',
] as const;
export type DeviceVerdict = (typeof DEVICE_VERDICTS)[number];

export const deviceFiguresSchema = z.strictObject({
  /** From asking for the device to its first sound. */
  openMs: z.number().min(0),
  /** Of the loudest tenth of a second, and of the quietest tenth of the recording; dBFS. */
  loudestDbfs: z.number(),
  floorDbfs: z.number(),
  peakDbfs: z.number(),
  /** Tenths of a second with sound that was cut off at full scale. */
  clippedPercent: z.number().min(0).max(100),
  /** Sound that the device should have given and did not. */
  missingMs: z.number().min(0),
  /** Of the test tones, as the device took them; absent where the lane has nothing to play on. */
  playedMs: z.number().min(0).optional(),
});
export type DeviceFigures = z.infer<typeof deviceFiguresSchema>;

export const deviceTestSchema = z.strictObject({
  laneId: laneIdSchema,
  lane: z.string(),
  use: z.enum(['own', 'spare']),
  device: z.string(),
  playback: z.string().optional(),
  verdict: z.enum(DEVICE_VERDICTS),
  /** Why it is missing. */
  failure: audioFailureSchema.optional(),
  /** Absent when nothing could be recorded. */
  figures: deviceFiguresSchema.optional(),
});
export type DeviceTest = z.infer<typeof deviceTestSchema>;

export const selfTestSchema = z.strictObject({
  passed: z.boolean(),
  devices: z.array(deviceTestSchema).readonly(),
});
export type SelfTest = z.infer<typeof selfTestSchema>;

export const selfTestCalls = {
  /** Takes some seconds, in which no lane hears a guest. */
  runSelfTest: {
    request: z.undefined(),
    reply: selfTestSchema,
    failures: ['lane-busy', 'audio-unavailable'],
  },
} as const;
