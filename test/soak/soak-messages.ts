/** What the soak and its station, a process of its own, say to each other. */
import { z } from 'zod';
import { captureSourceSchema } from '../../src/shared/audio-port/audio-port.ts';

export const soakPlanSchema = z.object({
  relayUrl: z.string(),
  /** Of the station: its identity at the relay, and its journal. */
  folder: z.string(),
  /** A WAV is played from its start this often. */
  replayEveryMs: z.number(),
  lanes: z.array(z.object({ laneId: z.string(), capture: captureSourceSchema })),
});
export type SoakPlan = z.infer<typeof soakPlanSchema>;

/** Of one process. */
const footprintSchema = z.object({
  residentMb: z.number(),
  threads: z.number(),
  files: z.number(),
});

export const sampleSchema = z.object({
  /** After a collection. */
  heapMb: z.number(),
  /** Timers, sockets and the like that keep the station's loop alive. */
  handles: z.number(),
  station: footprintSchema,
  hosts: z.array(footprintSchema),
  /** From the endpointer's decision to the final, of what was answered since the sample before. */
  finalMs: z.array(z.number()),
  spoken: z.number(),
  answered: z.number(),
  isOnline: z.boolean(),
});
export type Sample = z.infer<typeof sampleSchema>;
export type Footprint = z.infer<typeof footprintSchema>;
