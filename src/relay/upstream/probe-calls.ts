/** Each probe of a BuildPanel by itself, with a second of real speech: the relay and the validation script ask the same. */
import type { Dialect } from '../../shared/buildpanel/dialects.ts';
import {
  healthAnswerSchema,
  isStreamedAnswer,
  type BuildPanelEndpoints,
} from '../../shared/buildpanel/rest.ts';
import { PROBE_DEADLINES_MS, type ProbeResults } from '../../shared/buildpanel/verdict.ts';
import { FRAME_BYTES } from '../../shared/speech/audio-format.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { encodeWav } from '../wav.ts';
import { formOf, type BatchRequest } from './batch.ts';
import { speakerOf } from './dialect-speakers.ts';
import { call, openCall, type CallFailure, type OpenAnswer } from './http-call.ts';
import { probeClip } from './probe-clip.ts';
import { SocketStream } from './socket-stream.ts';

/** When one dialect has answered, a preferred one gets so much longer. */
const PREFERENCE_GRACE_MS = 300;
const MAX_PROBE_ANSWER_BYTES = 64 * 1024;
/** A probe is nobody's guest. */
const PROBE_ID = '00000000-0000-7000-8000-000000000000';
export const PROBE_HEADERS = { 'x-restaurant-id': PROBE_ID, 'x-user-id': 'relay-probe' };

export type Probe = ProbeResults['health'];
export type ProbeAnswer = Omit<Probe, 'durationMs'>;

export type ProbeTarget = {
  readonly endpoints: BuildPanelEndpoints;
  readonly monotonicMs: () => number;
  readonly signal: AbortSignal;
};

export async function probeHealth({ endpoints, signal }: ProbeTarget): Promise<ProbeAnswer> {
  const answer = await call({
    url: endpoints.health,
    method: 'GET',
    headers: PROBE_HEADERS,
    deadlineMs: PROBE_DEADLINES_MS.health,
    maxBytes: MAX_PROBE_ANSWER_BYTES,
    signal,
  });
  if (!answer.ok) return { outcome: 'silent', reason: answer.failure };
  const { status, body } = answer.value;
  if (status !== 200) return failureOfStatus(status);
  const isHealthy = healthAnswerSchema.safeParse(jsonOf(body)).success;
  return isHealthy
    ? { outcome: 'works', reason: null }
    : { outcome: 'refuses', reason: 'not_healthy' };
}

/** What either batch call is asked with. */
export function probeRequest({ signal }: ProbeTarget, url: string): BatchRequest {
  return {
    url,
    wav: encodeWav(probeClip()),
    headers: PROBE_HEADERS,
    fields: { restaurantId: PROBE_ID },
    signal,
    deadlineMs: PROBE_DEADLINES_MS.voiceChat,
  };
}

/** To the head of the answer; `judgeRealtime` reads on. */
export function askRealtime({
  endpoints,
  signal,
}: ProbeTarget): Promise<Result<OpenAnswer, CallFailure>> {
  return openCall({
    url: endpoints.voiceRealtime,
    method: 'POST',
    headers: PROBE_HEADERS,
    form: formOf(encodeWav(probeClip()), {}),
    deadlineMs: PROBE_DEADLINES_MS.realtime,
    maxBytes: MAX_PROBE_ANSWER_BYTES,
    signal,
  });
}

/** It works when a streamed answer has begun to bring something. */
export async function judgeRealtime(
  asked: Result<OpenAnswer, CallFailure | 'breaker-open'>,
): Promise<ProbeAnswer> {
  if (!asked.ok) return { outcome: 'silent', reason: asked.failure };
  const { status, contentType, transferEncoding, pieces } = asked.value;
  let hasBegun = false;
  try {
    for await (const piece of pieces) {
      hasBegun = piece.length > 0;
      if (hasBegun) break;
    }
  } catch {
    return { outcome: 'silent', reason: 'cut' };
  }
  if (status !== 200) return failureOfStatus(status);
  if (!isStreamedAnswer(status, contentType, transferEncoding))
    return { outcome: 'refuses', reason: 'not_streamed' };
  return hasBegun ? { outcome: 'works', reason: null } : { outcome: 'refuses', reason: 'empty' };
}

export type DialectOutcome = { readonly dialect: Dialect; readonly partialCount: number };
export type DialectFailure = {
  readonly dialect: Dialect;
  readonly wasOpen: boolean;
  readonly reason: string;
};

/** All dialects at once, each on its own socket: the first that brings words back wins, a preferred one by a grace. */
export async function raceDialects(
  target: ProbeTarget & {
    /** Best first. */
    readonly dialects: readonly Dialect[];
    /** Between frames: 0 sends them in one burst. */
    readonly frameIntervalMs: number;
  },
): Promise<Result<DialectOutcome, readonly DialectFailure[]>> {
  const answered: DialectOutcome[] = [];
  const failures: DialectFailure[] = [];
  const stop = new AbortController();
  const stopAll = () => stop.abort();
  target.signal.addEventListener('abort', stopAll, { once: true });
  const tries = target.dialects.map(async (dialect) => {
    const outcome = await tryDialect({ ...target, dialect, signal: stop.signal });
    if (outcome.ok) answered.push(outcome.value);
    else failures.push(outcome.failure);
    return outcome.ok ? Promise.resolve() : Promise.reject(new Error('no words'));
  });
  const all = Promise.allSettled(tries);
  await Promise.any(tries).catch(() => undefined);
  await Promise.race([all, delay(PREFERENCE_GRACE_MS)]);
  stop.abort();
  await all;
  target.signal.removeEventListener('abort', stopAll);
  const [best] = target.dialects.flatMap((dialect) =>
    answered.filter((outcome) => outcome.dialect === dialect),
  );
  return best === undefined ? fail(failures) : ok(best);
}

function tryDialect({
  endpoints,
  monotonicMs,
  signal,
  dialect,
  frameIntervalMs,
}: ProbeTarget & {
  readonly dialect: Dialect;
  readonly frameIntervalMs: number;
}): Promise<Result<DialectOutcome, DialectFailure>> {
  const context = {
    sessionId: PROBE_ID,
    restaurantId: PROBE_ID,
    userId: PROBE_HEADERS['x-user-id'],
    menuContext: { items: [] },
  };
  return new Promise((resolve) => {
    let wasOpen = false;
    let partialCount = 0;
    const stream = new SocketStream({
      url: endpoints.socket,
      headers: PROBE_HEADERS,
      speaker: speakerOf(dialect, context),
      sessionId: PROBE_ID,
      monotonicMs,
      listener: {
        opened: () => (wasOpen = true),
        partial: () => (partialCount += 1),
        final: ({ text, isNotSpeech }) => {
          const hasWords = text !== '' || isNotSpeech;
          finish(hasWords ? ok({ dialect, partialCount }) : failed('no_words'));
        },
        reply: () => undefined,
        replyEnded: () => undefined,
        failed: (code) => finish(failed(code)),
      },
    });
    const failed = (reason: string) => fail({ dialect, wasOpen, reason });
    const stopped = () => finish(failed('not_needed'));
    const deadline = setTimeout(() => finish(failed('timeout')), PROBE_DEADLINES_MS.audioStreaming);
    signal.addEventListener('abort', stopped, { once: true });
    const stopSpeaking = speakClip(stream, frameIntervalMs);

    function finish(result: Result<DialectOutcome, DialectFailure>): void {
      clearTimeout(deadline);
      signal.removeEventListener('abort', stopped);
      stopSpeaking();
      stream.abort();
      resolve(result);
    }
  });
}

/** Returns what stops it. */
function speakClip(stream: Pick<SocketStream, 'write' | 'end'>, intervalMs: number): () => void {
  const clip = probeClip();
  let at = 0;
  const sayFrame = () => {
    stream.write(clip.subarray(at, at + FRAME_BYTES));
    at += FRAME_BYTES;
    if (at < clip.length) return;
    clearInterval(timer);
    stream.end();
  };
  const timer = intervalMs > 0 ? setInterval(sayFrame, intervalMs) : undefined;
  if (intervalMs === 0) while (at < clip.length) sayFrame();
  return () => clearInterval(timer);
}

/** Of a status other than the promised: a gateway speaks for a BuildPanel that isn't there. */
export function failureOfStatus(status: number) {
  const isGateway = status === 502 || status === 503 || status === 504;
  const outcome = isGateway ? ('silent' as const) : ('refuses' as const);
  return { outcome, reason: `status_${status}` };
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString());
  } catch {
    return undefined;
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
