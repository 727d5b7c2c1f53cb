/**
 * What six probes of a BuildPanel say about how to use it. Pure: the probes' I/O lives with those who
 * probe (the validation script, the relay in the background); a guest never waits for either.
 */
import { z } from 'zod';
import { dialectSchema } from './dialects.ts';

/** Deadlines of the probes, from the integration plan. */
export const PROBE_DEADLINES_MS = {
  health: 5_000,
  voiceChat: 30_000,
  realtime: 8_000,
  socket: 5_000,
  audioStreaming: 10_000,
  menu: 5_000,
} as const;

export const PROBES = [
  'health',
  'voiceChat',
  'realtime',
  'socket',
  'audioStreaming',
  'menu',
] as const;
export type ProbeName = (typeof PROBES)[number];

const probe = {
  /**
   * `works` as promised; `refuses`: BuildPanel answered, but not what this call promises; `silent`: nothing
   * of BuildPanel's answered (refused, timed out, or a gateway's 502, 503, 504); `skipped`: not tried.
   */
  outcome: z.enum(['works', 'refuses', 'silent', 'skipped']),
  durationMs: z.number().min(0),
  /** Why it isn't `works`: a short code such as `timeout`, `refused`, `status_500`, `not_mp3`. */
  reason: z.string().max(60).nullable(),
};

export const probeResultsSchema = z.strictObject({
  health: z.strictObject(probe),
  /** Both batch calls: `works` when at least one does what it promises. */
  voiceChat: z.strictObject({ ...probe, givesReply: z.boolean(), givesWords: z.boolean() }),
  /** `works` when the realtime call answers as a stream. */
  realtime: z.strictObject(probe),
  /** `works` when the socket opens. */
  socket: z.strictObject(probe),
  /** `works` when streamed audio brought words (or the digest of it) back in `dialect`. */
  audioStreaming: z.strictObject({
    ...probe,
    dialect: dialectSchema.nullable(),
    partialCount: z.number().int().min(0),
    hasFinal: z.boolean(),
  }),
  menu: z.strictObject({ ...probe, itemCount: z.number().int().min(0) }),
});
export type ProbeResults = z.infer<typeof probeResultsSchema>;

export const VERDICTS = [
  'WEBSOCKET_PROXY_INTEGRATION',
  'HTTP_STREAMING_INTEGRATION',
  'OPTIMIZED_BATCH_PROCESSING',
  'BATCH_PROCESSING_ONLY',
  'NOTHING_REACHABLE',
] as const;
export const verdictSchema = z.enum(VERDICTS);
export type Verdict = z.infer<typeof verdictSchema>;

/**
 * The best way that works: socket streaming in some dialect; else the realtime call as a stream; else
 * batch with words; else batch with only a spoken reply. `NOTHING_REACHABLE`: no way takes speech, whether or
 * not something answers; utterances wait in the spool.
 */
export function verdictOf(probes: ProbeResults): Verdict {
  if (probes.socket.outcome === 'works' && probes.audioStreaming.outcome === 'works') {
    return 'WEBSOCKET_PROXY_INTEGRATION';
  }
  if (probes.realtime.outcome === 'works') return 'HTTP_STREAMING_INTEGRATION';
  if (probes.voiceChat.givesWords) return 'OPTIMIZED_BATCH_PROCESSING';
  if (probes.voiceChat.givesReply) return 'BATCH_PROCESSING_ONLY';
  return 'NOTHING_REACHABLE';
}

export function isStreamingSupported(verdict: Verdict): boolean {
  return verdict === 'WEBSOCKET_PROXY_INTEGRATION' || verdict === 'HTTP_STREAMING_INTEGRATION';
}

/** Whether anything of BuildPanel's answered at all. */
export function isAnswering(probes: ProbeResults): boolean {
  return PROBES.some((name) => ['works', 'refuses'].includes(probes[name].outcome));
}

/** Exit code of the validation script: 0 streaming is supported, 1 it is not, 2 nothing answers. */
export function exitCodeOf(probes: ProbeResults): 0 | 1 | 2 {
  if (isStreamingSupported(verdictOf(probes))) return 0;
  return isAnswering(probes) ? 1 : 2;
}
