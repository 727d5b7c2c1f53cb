/** What the lab tells a station's process, and what that tells the lab. */
import { z } from 'zod';

/** How a station lives until it is killed. */
export const stationPlanSchema = z.strictObject({
  /** Holds `identity.json`, the voice (`voice.pcm`), the journal and what the station leaves for the books. */
  folder: z.string(),
  relayUrl: z.string(),
  journalFolder: z.string(),
  /** Counts this station's lives; names its sounds and its log of writes. */
  life: z.number().int(),
  /** What the lane hears; without it, silence. */
  sound: z
    .strictObject({
      seed: z.number().int(),
      utterances: z.number().int(),
      /** Longest pause before an utterance. */
      pauseMs: z.number().optional(),
    })
    .optional(),
  /** The lane hears this real device instead, by its name. */
  device: z.string().optional(),
  speed: z.number().default(1),
  /** Each hears a sound of its own. */
  lanes: z.number().int().default(1),
  /** A process of its own, as in the product; inside the station's, for kills by the thousand; or a script, for stations by the hundred. */
  audioHost: z.enum(['process', 'inside', 'scripted']).default('process'),
  keepDeliveredMs: z.number().default(3_600_000),
  /** How far the wall clock is off. */
  wallOffsetMs: z.number().default(0),
});
/** As it is asked for, and as the station reads it. */
export type StationAsk = z.input<typeof stationPlanSchema>;
export type StationPlan = z.output<typeof stationPlanSchema>;

export const askSchema = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('stop') }),
  /** The wall clock jumps. */
  z.strictObject({ ask: z.literal('set-clock'), wallOffsetMs: z.number() }),
]);
export type Ask = z.infer<typeof askSchema>;

export const toldSchema = z.discriminatedUnion('is', [
  /** The lane's device is open, or not any more; what it has not heard since its start. */
  z.strictObject({ is: z.literal('lane'), isListening: z.boolean(), gapMs: z.number() }),
  z.strictObject({
    is: z.literal('connection'),
    isOnline: z.boolean(),
    isStreaming: z.boolean(),
    /** Why it is offline. */
    reason: z.string().optional(),
  }),
  /** Utterances without their result, and those set aside. */
  z.strictObject({ is: z.literal('left'), unanswered: z.number(), parked: z.number() }),
  z.strictObject({ is: z.literal('host'), pid: z.number() }),
  z.strictObject({ is: z.literal('notice'), kind: z.string() }),
  z.strictObject({ is: z.literal('stopped') }),
]);
export type Told = z.infer<typeof toldSchema>;
