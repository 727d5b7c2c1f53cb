/**
 * The three dialects written down for BuildPanel's `/realtime-voice` socket. None was ever seen
 * working, so every one stays unconfirmed until a real BuildPanel answers; what we send is strict,
 * what we read is lenient (unknown fields are ignored, known synonyms accepted).
 *
 * - d1: `connect`, `start_recording`, bare binary audio, `stop_recording`.
 * - d2: `start_session`, then for each piece of audio an `audio_chunk` header and one binary message.
 * - d3: `audio_chunk` with base64 `data`.
 *
 * Audio is 16 kHz mono s16le in all three. Only d1 says when speech ends; d2 and d3 need trailing
 * silence (`TRAILING_SILENCE_MS`) and one socket for each utterance. Binary messages coming back are
 * spoken reply, PCM in the same format, in every dialect.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';

export const DIALECTS = ['d1', 'd2', 'd3'] as const;
export const dialectSchema = z.enum(DIALECTS);
export type Dialect = z.infer<typeof dialectSchema>;

/** Silence that a sender adds after speech where the dialect has no stop message. */
export const TRAILING_SILENCE_MS = 700;

const identifier = z.string().min(1).max(128);
/** 64 kB of audio (2 s) as base64: more in one message is a mistake of the sender. */
const MAX_CHUNK_BASE64_LENGTH = 88_000;

export const d1UpSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('connect'), restaurantId: identifier, userId: identifier }),
  z.object({ type: z.literal('start_recording'), restaurantId: identifier }),
  z.object({ type: z.literal('stop_recording') }),
]);

export const d2UpSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start_session'),
    sessionId: identifier,
    restaurantId: identifier,
    userId: identifier,
    menuContext: z.unknown(),
  }),
  z.object({
    type: z.literal('audio_chunk'),
    sessionId: identifier,
    sequenceNumber: z.number().int().min(0),
    /** Milliseconds; the sender's own clock. */
    timestamp: z.number(),
  }),
]);

export const d3UpSchema = z.object({
  type: z.literal('audio_chunk'),
  /** base64 of s16le PCM. */
  data: z.base64().max(MAX_CHUNK_BASE64_LENGTH),
  sequence: z.number().int().min(0),
});

export type D1Up = z.infer<typeof d1UpSchema>;
export type D2Up = z.infer<typeof d2UpSchema>;
export type D3Up = z.infer<typeof d3UpSchema>;

const confidence = z.number().min(0).max(1).optional();

/**
 * A text message from upstream in any dialect (and a line of the realtime call's answer). Field names
 * differ between the documents, so each meaning has its seen spellings.
 */
const downSchema = z.object({
  type: z.string().max(64).optional(),
  sessionId: identifier.optional(),
  transcription: z.string().max(10_000).optional(),
  text: z.string().max(10_000).optional(),
  isFinal: z.boolean().optional(),
  is_final: z.boolean().optional(),
  confidence,
  notSpeech: z.boolean().optional(),
  /** base64; PCM in the streaming dialects. */
  audioData: z.string().optional(),
  audioUrl: z.string().max(2_000_000).optional(),
  orderData: z.unknown().optional(),
  error: z.union([z.string().max(500), z.object({ code: z.string().max(100) })]).optional(),
});

/** What a text message from upstream means, whatever its dialect. */
export type DownEvent =
  | {
      readonly kind: 'words';
      readonly text: string;
      /** `unsaid`: the message doesn't tell; d1 then means final once `stop_recording` was sent. */
      readonly finality: 'partial' | 'final' | 'unsaid';
      readonly confidence: number | null;
      readonly sessionId: string | null;
      /** Made by a digest recogniser: never words, no order may come of it. */
      readonly isNotSpeech: boolean;
      /** Untrusted; parse it with `parseOrderData`. */
      readonly orderData: unknown;
    }
  | {
      readonly kind: 'reply';
      readonly text: string | null;
      readonly audioBase64: string | null;
      readonly audioUrl: string | null;
    }
  | { readonly kind: 'failure'; readonly sessionId: string | null }
  | { readonly kind: 'notice'; readonly type: string; readonly sessionId: string | null };

type Down = z.infer<typeof downSchema>;

/**
 * Reads one text message of any dialect. `not_json` and `not_understood` are the upstream's mistakes:
 * count them, and keep the socket.
 */
export function readDown(message: string): Result<DownEvent, 'not_json' | 'not_understood'> {
  let json: unknown;
  try {
    json = JSON.parse(message);
  } catch {
    return fail('not_json');
  }
  const parsed = downSchema.safeParse(json);
  return parsed.success ? ok(meaningOf(parsed.data)) : fail('not_understood');
}

function meaningOf(down: Down): DownEvent {
  const sessionId = down.sessionId ?? null;
  if (down.error !== undefined || down.type === 'error') return { kind: 'failure', sessionId };
  const text = down.transcription ?? down.text;
  if (down.type === 'audio_response') {
    return {
      kind: 'reply',
      text: text ?? null,
      audioBase64: down.audioData ?? null,
      audioUrl: down.audioUrl ?? null,
    };
  }
  if (text === undefined) return { kind: 'notice', type: down.type ?? '', sessionId };
  return {
    kind: 'words',
    text,
    finality: finalityOf(down),
    confidence: down.confidence ?? null,
    sessionId,
    isNotSpeech: down.notSpeech ?? false,
    orderData: down.orderData,
  };
}

function finalityOf(down: Down): 'partial' | 'final' | 'unsaid' {
  const isFinal = down.isFinal ?? down.is_final;
  if (isFinal === undefined) return 'unsaid';
  return isFinal ? 'final' : 'partial';
}
