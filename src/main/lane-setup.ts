/** How one lane hears and speaks at this station; the lane's id and name come from the relay. */
import { z } from 'zod';
import {
  captureSourceSchema,
  DEFAULT_ENDPOINTING,
  endpointingSchema,
  volumeSchema,
} from '../shared/audio-port/audio-port.ts';
import { talkSchema } from '../shared/talk.ts';

export const laneSetupSchema = z.strictObject({
  /** Without it nothing is heard until a person chooses: a device is never taken silently. */
  capture: captureSourceSchema.optional(),
  playback: z.string().min(1).max(200).optional(),
  /** Of replies; absent: as they come. */
  volume: volumeSchema.optional(),
  /** Takes over when the lane's own device is away; without `playback`, replies stay where they are. */
  spare: z
    .strictObject({
      capture: captureSourceSchema,
      playback: z.string().min(1).max(200).optional(),
    })
    .optional(),
  mode: z.enum(['hands-free', 'push-to-talk']).default('hands-free'),
  /** A WAV file (16 kHz, mono, 16 bits) that is played to a guest who arrives. */
  greeting: z.string().min(1).optional(),
  /** The usual: held, without a shortcut. */
  talk: talkSchema.optional(),
  endpointing: endpointingSchema.default(DEFAULT_ENDPOINTING),
});

export type LaneSetup = z.infer<typeof laneSetupSchema>;

/** What is not named stays; without a playback device nothing is played. */
export type LaneChange = Partial<Omit<LaneSetup, 'playback'>> & {
  readonly playback?: string | undefined;
};
