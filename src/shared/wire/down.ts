/** Messages from relay to station (JSON, one a WebSocket text message). */
import { z } from 'zod';
import { orderDataSchema } from '../buildpanel/order-data.ts';
import { sessionIdSchema, utteranceIdSchema } from '../ids.ts';
import { soldOutFactSchema } from '../sold-out/sold-out.ts';
import { MAX_SOLD_OUT_FACTS } from './sold-out.ts';
import { codecSchema } from './up.ts';

const connectionUs = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const utterance = { sessionId: sessionIdSchema, utteranceId: utteranceIdSchema };
const confidence = z.number().min(0).max(1);

/** A piece of a spoken reply is at most 500 ms, so a slow station is never behind by more. */
export const MAX_REPLY_CHUNK_BYTES = 16_000;

/** Why the relay wants an utterance whole instead of streamed. */
export const uploadReasonSchema = z.enum([
  'streaming-not-supported',
  'streaming-switched-off',
  'upstream-away',
  'upstream-failed',
  'utterance-unknown',
]);

/** How the words of an utterance were got. */
export const viaSchema = z.enum(['streaming', 'batch']);

/**
 * The result of one utterance. `words: 'not-available'` is a BuildPanel that only speaks: the reply
 * plays and the lane says so. `not-speech` marks an answer that no order may come of.
 */
export const utteranceResultSchema = z.strictObject({
  ...utterance,
  via: viaSchema,
  words: z.enum(['available', 'not-available', 'nothing-heard', 'not-speech']),
  finalTranscription: z.string().max(4_000),
  confidence,
  orderData: orderDataSchema.optional(),
  /** Where the relay's time went, from the end of the utterance, in milliseconds. */
  timing: z.strictObject({ upstreamMs: z.number().min(0), relayMs: z.number().min(0) }),
});

export const faultCodeSchema = z.enum([
  'bad-message',
  'bad-frame',
  'out-of-order',
  'unknown-stream',
  'unknown-utterance',
  'wrong-lane',
  'wrong-tenant',
  'bad-token',
  'window-exceeded',
  'limit-exceeded',
  'internal',
]);

export const streamingErrorCodeSchema = z.enum([
  'upstream-away',
  'upstream-refused',
  'upstream-failed',
  'upstream-timeout',
  'too-long',
  'internal',
]);

export const downMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('streaming_session_started'),
    ...utterance,
    buildPanelConnected: z.boolean(),
    fallbackToBatch: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('transcription_update'),
    ...utterance,
    text: z.string().max(4_000),
    confidence,
    isFinal: z.boolean(),
    /** Counts up within an utterance. */
    revision: z.number().int().min(1),
    sentAtUs: connectionUs,
  }),
  z.strictObject({
    type: z.literal('audio_response_chunk'),
    ...utterance,
    sequenceNumber: z.number().int().min(0),
    isComplete: z.boolean(),
    /** Base64 of 16 kHz mono s16le; empty in a closing piece. */
    audio: z.base64().max(Math.ceil(MAX_REPLY_CHUNK_BYTES / 3) * 4),
  }),
  z.strictObject({
    type: z.literal('streaming_complete'),
    result: utteranceResultSchema,
    /** Whether a spoken reply follows or has been sent in full. */
    audioComplete: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('streaming_error'),
    ...utterance,
    error: streamingErrorCodeSchema,
    fallbackToBatch: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('audio_ack'),
    ...utterance,
    /** Everything before this sequence was received in order. It never frees the journal. */
    nextSequence: z.number().int().min(0).max(0xffff_ffff),
  }),
  z.strictObject({ type: z.literal('upload_wanted'), ...utterance, reason: uploadReasonSchema }),
  z.strictObject({
    type: z.literal('send_options'),
    /** What the relay takes, first what it wants; a station with a weak link picks the one that is lighter. */
    codecs: z.array(codecSchema).min(1).max(2).readonly(),
    framesPerMessage: z.number().int().min(1).max(5),
    /** Frames that may be sent beyond the last ack. */
    windowFrames: z.number().int().min(10).max(3_000),
  }),
  z.strictObject({ type: z.literal('token_renewed'), expiresInMs: z.number().int().min(0) }),
  z.strictObject({
    type: z.literal('clock_reply'),
    probeId: z.number().int().min(0),
    probeSentAtUs: connectionUs,
    receivedAtUs: connectionUs,
    sentAtUs: connectionUs,
  }),
  /** Restaurant settings, menu or the upstream's verdict changed: fetch `GET /v1/config` again. */
  z.strictObject({ type: z.literal('config_changed') }),
  /** What the restaurant's stations said is sold out or back: all of it to one that connects, then each change. */
  z.strictObject({
    type: z.literal('sold_out'),
    facts: z.array(soldOutFactSchema).max(MAX_SOLD_OUT_FACTS).readonly(),
  }),
  z.strictObject({
    type: z.literal('go_away'),
    retryAfterMs: z.number().int().min(0).max(600_000),
  }),
  z.strictObject({
    type: z.literal('fault'),
    code: faultCodeSchema,
    utteranceId: utteranceIdSchema.optional(),
  }),
]);

export type DownMessage = z.infer<typeof downMessageSchema>;
export type UtteranceResult = z.infer<typeof utteranceResultSchema>;
export type UploadReason = z.infer<typeof uploadReasonSchema>;
export type FaultCode = z.infer<typeof faultCodeSchema>;
export type StreamingErrorCode = z.infer<typeof streamingErrorCodeSchema>;
export type Via = z.infer<typeof viaSchema>;
