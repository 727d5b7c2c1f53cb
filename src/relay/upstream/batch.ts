/** A whole utterance asked of BuildPanel at once. What counts is status and content type, never hope. */
import { parseOrderData } from '../../shared/buildpanel/order-data.ts';
import {
  isSpokenReply,
  metadataAnswerSchema,
  VOICE_DEADLINE_MS,
  type MetadataAnswer,
} from '../../shared/buildpanel/rest.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { BatchAnswer } from '../upstream-port.ts';
import { call, type CallAnswer, type CallFailure } from './http-call.ts';
import { decodeReply, MAX_REPLY_BYTES } from './reply-audio.ts';

/** A metadata answer may carry its reply as base64. */
const MAX_ANSWER_BYTES = 2 * MAX_REPLY_BYTES;
const REPLY_FETCH_DEADLINE_MS = 10_000;

export type BatchRequest = {
  readonly url: string;
  readonly wav: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
  /** Text parts beside the audio. */
  readonly fields: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly deadlineMs?: number;
};

export type BatchCallFailure =
  | { readonly kind: 'silent'; readonly reason: CallFailure | `status_${number}` }
  /** This BuildPanel has no such call. */
  | { readonly kind: 'absent'; readonly reason: `status_${number}` }
  /** It answered, but not what the call promises. */
  | {
      readonly kind: 'wrong';
      readonly reason: `status_${number}` | 'not_json' | 'not_mp3' | 'busy';
    };

/** Failures that say something about the upstream, not about this one utterance. */
export function isOutage({ kind, reason }: BatchCallFailure): boolean {
  return (
    kind === 'silent' || (kind === 'wrong' && reason !== 'status_400' && reason !== 'status_413')
  );
}

/** It was asked and did not answer in time: a gateway before it may have the shorter patience. */
export function isTimeout({ kind, reason }: BatchCallFailure): boolean {
  return kind === 'silent' && (reason === 'timeout' || reason === 'status_504');
}

/** `/api/voice-chat-metadata`: words, and perhaps a reply and an order. */
export async function askForWords(
  request: BatchRequest,
): Promise<Result<BatchAnswer, BatchCallFailure>> {
  const answer = await post(request);
  if (!answer.ok) return answer;
  const words = metadataAnswerSchema.safeParse(jsonOf(answer.value));
  if (!words.success) return fail({ kind: 'wrong', reason: 'not_json' });
  const order = parseOrderData(words.data.orderData);
  return ok({
    text: words.data.transcription,
    confidence: words.data.confidence ?? null,
    isNotSpeech: words.data.notSpeech ?? false,
    areWordsKnown: true,
    orderData: order.ok ? order.value : null,
    reply: await replyOf(words.data, request),
  });
}

/** `/api/voice-chat`: one MP3, no words. */
export async function askForReply(
  request: BatchRequest,
): Promise<Result<BatchAnswer, BatchCallFailure>> {
  const answer = await post(request);
  if (!answer.ok) return answer;
  const { status, contentType, body } = answer.value;
  if (!isSpokenReply(status, contentType, body)) return fail({ kind: 'wrong', reason: 'not_mp3' });
  const reply = await decodeReply(body);
  if (!reply.ok) return fail({ kind: 'wrong', reason: 'not_mp3' });
  return ok({
    text: '',
    confidence: null,
    isNotSpeech: false,
    areWordsKnown: false,
    orderData: null,
    reply: reply.value,
  });
}

export function formOf(
  wav: Uint8Array<ArrayBuffer>,
  fields: Readonly<Record<string, string>>,
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('audio', new Blob([wav], { type: 'audio/wav' }), 'recording.wav');
  return form;
}

async function post(request: BatchRequest): Promise<Result<CallAnswer, BatchCallFailure>> {
  const answer = await call({
    url: request.url,
    method: 'POST',
    headers: request.headers,
    form: formOf(request.wav, request.fields),
    deadlineMs: request.deadlineMs ?? VOICE_DEADLINE_MS,
    maxBytes: MAX_ANSWER_BYTES,
    signal: request.signal,
  });
  if (!answer.ok) return fail({ kind: 'silent', reason: answer.failure });
  const { status } = answer.value;
  if (status === 200) return answer;
  const reason = `status_${status}` as const;
  if (status === 404 || status === 405 || status === 501) return fail({ kind: 'absent', reason });
  // A gateway speaking for a BuildPanel that isn't there.
  if (status === 502 || status === 503 || status === 504) return fail({ kind: 'silent', reason });
  return fail({ kind: 'wrong', reason: status === 429 ? 'busy' : reason });
}

function jsonOf({ contentType, body }: CallAnswer): unknown {
  if (contentType?.includes('json') !== true) return undefined;
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString());
  } catch {
    return undefined;
  }
}

/** The words are worth having without their reply: what can't be got or played is left out. */
async function replyOf(words: MetadataAnswer, request: BatchRequest): Promise<Uint8Array | null> {
  const bytes =
    words.audioBuffer === undefined
      ? await bytesOfUrl(words.audioUrl, request)
      : Buffer.from(words.audioBuffer, 'base64');
  if (bytes === null || bytes.length === 0) return null;
  const reply = await decodeReply(bytes);
  return reply.ok ? reply.value : null;
}

/** A `data:` URL, or a file of the same BuildPanel: no answer can send us anywhere else. */
async function bytesOfUrl(
  audioUrl: string | undefined,
  { url, headers, signal }: BatchRequest,
): Promise<Uint8Array | null> {
  if (audioUrl === undefined || audioUrl === '') return null;
  const data = /^data:audio\/[\w.+-]+;base64,/.exec(audioUrl)?.[0];
  if (data !== undefined) return Buffer.from(audioUrl.slice(data.length), 'base64');
  const target = URL.canParse(audioUrl, url) ? new URL(audioUrl, url) : null;
  if (target?.origin !== new URL(url).origin) return null;
  const answer = await call({
    url: target.href,
    method: 'GET',
    headers,
    deadlineMs: REPLY_FETCH_DEADLINE_MS,
    maxBytes: MAX_REPLY_BYTES,
    signal,
  });
  return answer.ok && answer.value.status === 200 ? answer.value.body : null;
}
