/**
 * Main ↔ audio host, over the utility process's message port. One union each way. Audio is 16 kHz mono
 * s16le in 20 ms frames; times are microseconds of the machine's monotonic clock (`process.hrtime`).
 */
import { z } from 'zod';
import { utteranceIdSchema } from '../ids.ts';

const monotonicUs = z.number().min(0);
const bytes = z.instanceof(Uint8Array);

/** Where a lane's sound comes from: a PortAudio device by its exact name, or a WAV file. */
export const captureSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('device'), name: z.string().min(1).max(200) }),
  z.strictObject({
    kind: z.literal('wav'),
    path: z.string().min(1),
    /** 1 = as recorded; higher plays faster than real time. */
    speed: z.number().min(0.1).max(1_000),
  }),
]);

export const endpointingSchema = z.strictObject({
  /** Silence that ends an utterance of somebody who does not pause. */
  silenceMs: z.number().int().min(200).max(5_000),
  /** The longest silence that is waited for, for somebody who pauses; up to `silenceMs`: nothing is learnt. */
  maxSilenceMs: z.number().int().min(200).max(5_000).default(1_800),
  /** Kept from before the VAD fired. */
  preRollMs: z.number().int().min(0).max(2_000),
  /** Voiced sound that opens an utterance. */
  minSpeechMs: z.number().int().min(20).max(1_000),
  /** A press of push-to-talk is heard for at least this long: people let go before they end. */
  minUtteranceMs: z.number().int().min(0).max(2_000).default(300),
  /** An utterance is cut here and the next begins. */
  maxUtteranceMs: z.number().int().min(1_000).max(60_000),
});

export const DEFAULT_ENDPOINTING: z.infer<typeof endpointingSchema> = {
  silenceMs: 700,
  maxSilenceMs: 1_800,
  preRollMs: 300,
  minSpeechMs: 100,
  minUtteranceMs: 300,
  maxUtteranceMs: 30_000,
};

/** Of replies: 1 is as they come. */
export const volumeSchema = z.number().min(0).max(1);

export const toHostSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('open'),
    capture: captureSourceSchema,
    /** Device name for replies; none: nothing is played. */
    playback: z.string().min(1).max(200).optional(),
    volume: volumeSchema.optional(),
    mode: z.enum(['hands-free', 'push-to-talk']),
    endpointing: endpointingSchema,
    /** Set after a respawn in mid-utterance: the utterance goes on with these numbers. */
    continued: z
      .strictObject({ utteranceId: utteranceIdSchema, nextSequence: z.number().int().min(0) })
      .optional(),
  }),
  z.strictObject({ type: z.literal('close') }),
  z.strictObject({ type: z.literal('push_to_talk'), pressed: z.boolean() }),
  z.strictObject({ type: z.literal('mute'), muted: z.boolean() }),
  /** A piece of reply audio; `last` closes the reply. */
  z.strictObject({
    type: z.literal('play'),
    utteranceId: utteranceIdSchema,
    pcm: bytes,
    last: z.boolean(),
  }),
  z.strictObject({ type: z.literal('stop_playing') }),
  z.strictObject({ type: z.literal('volume'), volume: volumeSchema }),
  /** Somebody of the crew talks, or is done: replies are softer meanwhile. */
  z.strictObject({ type: z.literal('duck'), ducked: z.boolean() }),
  /** Words are known in the speech that is open or ended last, or that there are none: what it held yields or goes on. */
  z.strictObject({ type: z.literal('judge_speech'), isSpeech: z.boolean() }),
  z.strictObject({ type: z.literal('list_devices') }),
]);

export const audioFailureSchema = z.enum([
  'no-such-device',
  /** Two of one name: one of them may be another lane's. */
  'several-such-devices',
  'no-devices',
  'unsupported-rate',
  'not-a-wav',
  'file-unreadable',
  'device-lost',
  /** The sound server gave the stream another source. */
  'device-moved',
  'silent-device',
  'native-module-missing',
  'internal',
]);

export const audioDeviceSchema = z.strictObject({
  /** Stable over restarts: host API and name, with a number when several share a name. */
  deviceId: z.string(),
  name: z.string(),
  inputs: z.number().int(),
  outputs: z.number().int(),
  defaultRateHz: z.number(),
  /** Where this computer's own sounds come out: offered where a lane has no playback device, never taken. */
  isDefaultOutput: z.boolean(),
});

export const fromHostSchema = z.discriminatedUnion('type', [
  /** The device delivers sound. */
  z.strictObject({ type: z.literal('opened'), deviceRateHz: z.number() }),
  z.strictObject({
    type: z.literal('failed'),
    failure: audioFailureSchema,
    /** For people: the device or file it is about. */
    about: z.string(),
  }),
  z.strictObject({
    type: z.literal('speech_started'),
    /** Counts up per host; ties the frames and the end to this start. */
    speechNumber: z.number().int().min(1),
    by: z.enum(['vad', 'push-to-talk']),
    /** Capture time of the first voiced frame (push-to-talk: of the press). */
    startedAtUs: monotonicUs,
  }),
  /** Frames of the open utterance, pre-roll first. */
  z.strictObject({
    type: z.literal('frames'),
    speechNumber: z.number().int().min(1),
    /** Of the first frame, counted from 0 within the utterance (or from `continued.nextSequence`). */
    sequence: z.number().int().min(0),
    /** When the device handed over the last sample of the first frame. */
    capturedAtUs: monotonicUs,
    discontinuity: z.boolean(),
    pcm: bytes,
  }),
  z.strictObject({
    type: z.literal('speech_ended'),
    speechNumber: z.number().int().min(1),
    nextSequence: z.number().int().min(0),
    /** Capture time of the last voiced frame (push-to-talk: of the release). */
    endedAtUs: monotonicUs,
    reason: z.enum(['silence', 'released', 'too-long', 'closed']),
  }),
  /** Ten times a second while open. dBFS of 16-bit full scale. */
  z.strictObject({
    type: z.literal('level'),
    rmsDbfs: z.number(),
    peakDbfs: z.number(),
    clippedSamples: z.number().int().min(0),
    speaking: z.boolean(),
  }),
  /** Once a second while open, and at once when something is wrong. */
  z.strictObject({
    type: z.literal('health'),
    framesCaptured: z.number().int().min(0),
    /** Sound the device should have given since it opened, less what it gave. */
    missingMs: z.number(),
    longestGapMs: z.number().min(0),
    silentZerosMs: z.number().min(0),
  }),
  z.strictObject({
    type: z.literal('playback_started'),
    utteranceId: utteranceIdSchema,
    startedAtUs: monotonicUs,
  }),
  /** Somebody seems to speak: silent until it is resumed or ended. */
  z.strictObject({
    type: z.literal('playback_held'),
    utteranceId: utteranceIdSchema,
    playedMs: z.number().min(0),
    atUs: monotonicUs,
  }),
  /** It was nobody. */
  z.strictObject({
    type: z.literal('playback_resumed'),
    utteranceId: utteranceIdSchema,
    playedMs: z.number().min(0),
    atUs: monotonicUs,
  }),
  z.strictObject({
    type: z.literal('playback_ended'),
    utteranceId: utteranceIdSchema,
    playedMs: z.number().min(0),
    totalMs: z.number().min(0),
    stoppedBy: z.enum(['end', 'barge-in', 'staff', 'failure']),
  }),
  z.strictObject({ type: z.literal('devices'), devices: z.array(audioDeviceSchema) }),
]);

export type CaptureSource = z.infer<typeof captureSourceSchema>;
export type Endpointing = z.infer<typeof endpointingSchema>;
export type ToHost = z.infer<typeof toHostSchema>;
export type FromHost = z.infer<typeof fromHostSchema>;
export type AudioFailure = z.infer<typeof audioFailureSchema>;
export type AudioDevice = z.infer<typeof audioDeviceSchema>;
