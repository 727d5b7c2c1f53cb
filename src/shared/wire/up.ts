/** Messages from station to relay (JSON, one a WebSocket text message). Frames travel as `frame-message`. */
import { z } from 'zod';
import { laneIdSchema, sessionIdSchema, utteranceIdSchema } from '../ids.ts';

const streamNumber = z.number().int().min(1).max(0xffff_ffff);
const sequence = z.number().int().min(0).max(0xffff_ffff);
/** Microseconds since the sender's connection began. */
const connectionUs = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const codecSchema = z.enum(['pcm_s16le', 'opus']);

const utterance = { sessionId: sessionIdSchema, utteranceId: utteranceIdSchema };

export const startVoiceStreamingSchema = z.strictObject({
  type: z.literal('start_voice_streaming'),
  ...utterance,
  laneId: laneIdSchema,
  streamNumber,
  audioConfig: z.strictObject({
    sampleRate: z.literal(16_000),
    channels: z.literal(1),
    /** What the station can send, best first; the relay picks with `send_options`. */
    codecs: z.array(codecSchema).min(1).max(2),
  }),
});

export const endVoiceStreamingSchema = z.strictObject({
  type: z.literal('end_voice_streaming'),
  ...utterance,
  streamNumber,
  /** The sequence after the last frame: how long the utterance is, gaps included. */
  nextSequence: sequence,
  /** Frames really captured: `nextSequence` less the gaps. */
  frameCount: sequence,
});

/** After a reconnect: an utterance goes on, and the relay answers with an `audio_ack` of what it has. */
export const resumeSchema = z.strictObject({
  type: z.literal('resume'),
  ...utterance,
  laneId: laneIdSchema,
  streamNumber,
});

/** The result is stored on the station: the relay may forget it. */
export const resultAckSchema = z.strictObject({ type: z.literal('result_ack'), ...utterance });

export const renewTokenSchema = z.strictObject({
  type: z.literal('renew_token'),
  token: z.string().min(1).max(4_096),
});

export const clockProbeSchema = z.strictObject({
  type: z.literal('clock_probe'),
  probeId: z.number().int().min(0),
  sentAtUs: connectionUs,
  /** The station's best estimate so far: relay clock = station clock + offset, within the error. */
  estimate: z
    .strictObject({ offsetUs: z.number().int(), errorUs: z.number().int().min(0) })
    .optional(),
});

/** What was heard of a spoken reply, so that the conversation knows. */
export const playbackReportSchema = z.strictObject({
  type: z.literal('playback_report'),
  ...utterance,
  playedMs: z.number().int().min(0),
  totalMs: z.number().int().min(0),
  stoppedBy: z.enum(['end', 'barge-in', 'staff', 'failure']),
});

export const upMessageSchema = z.discriminatedUnion('type', [
  startVoiceStreamingSchema,
  endVoiceStreamingSchema,
  resumeSchema,
  resultAckSchema,
  renewTokenSchema,
  clockProbeSchema,
  playbackReportSchema,
]);

export type UpMessage = z.infer<typeof upMessageSchema>;
