/**
 * The six probes of a BuildPanel as the relay runs them, in the background: each way is tried with a
 * second of real speech, the better ways first, and a way that the verdict no longer needs is skipped.
 */
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
import {
  askForReply,
  askForWords,
  isOutage,
  type BatchCallFailure,
  type BatchRequest,
  formOf,
} from './batch.ts';
import type { Breakers } from './breakers.ts';
import { speakerOf } from './dialect-speakers.ts';
import { call, openCall } from './http-call.ts';
import { probeClip } from './probe-clip.ts';
import { SocketStream } from './socket-stream.ts';

/** When one dialect has answered, a preferred one gets so much longer. */
const PREFERENCE_GRACE_MS = 300;
const MAX_HEALTH_BYTES = 64 * 1024;
/** A probe is nobody's guest. */
const PROBE_ID = '00000000-0000-7000-8000-000000000000';
const PROBE_HEADERS = { 'x-restaurant-id': PROBE_ID, 'x-user-id': 'relay-probe' };

type Probe = ProbeResults['health'];
const SKIPPED: Probe = { outcome: 'skipped', durationMs: 0, reason: null };

export type ProbeDeps = {
  readonly endpoints: BuildPanelEndpoints;
  /** Best first; one alone pins it. */
  readonly dialects: readonly Dialect[];
  readonly breakers: Breakers;
  readonly monotonicMs: () => number;
  readonly signal: AbortSignal;
  /** What is known so far: a call that hangs must not keep what works from the guests. */
  readonly onProgress: (soFar: ProbeResults) => void;
};

/** Nothing else is tried when the health call meets silence. */
export async function probeBuildPanel(deps: ProbeDeps): Promise<ProbeResults> {
  const health = await timed(deps, () => probeHealth(deps));
  const nothing: ProbeResults = {
    health,
    voiceChat: { ...SKIPPED, givesReply: false, givesWords: false },
    realtime: SKIPPED,
    socket: SKIPPED,
    audioStreaming: { ...SKIPPED, dialect: null, partialCount: 0, hasFinal: false },
    menu: { ...SKIPPED, itemCount: 0 },
  };
  if (health.outcome === 'silent') return nothing;
  let known = nothing;
  const learn = (found: Partial<ProbeResults>) => {
    known = { ...known, ...found };
    deps.onProgress(known);
  };
  const streaming = probeStreaming(deps).then(async (found) => {
    learn(found);
    if (found.audioStreaming.outcome !== 'works') {
      learn({ realtime: await timed(deps, () => probeRealtime(deps)) });
    }
  });
  const voice = probeVoice(deps).then((voiceChat) => learn({ voiceChat }));
  await Promise.all([streaming, voice]);
  return known;
}

async function timed(
  deps: ProbeDeps,
  probe: () => Promise<Omit<Probe, 'durationMs'>>,
): Promise<Probe> {
  const startMs = deps.monotonicMs();
  const result = await probe();
  return { ...result, durationMs: deps.monotonicMs() - startMs };
}

async function probeHealth({ endpoints, signal }: ProbeDeps): Promise<Omit<Probe, 'durationMs'>> {
  const answer = await call({
    url: endpoints.health,
    method: 'GET',
    headers: PROBE_HEADERS,
    deadlineMs: PROBE_DEADLINES_MS.health,
    maxBytes: MAX_HEALTH_BYTES,
    signal,
  });
  if (!answer.ok) return { outcome: 'silent', reason: answer.failure };
  const { status, body } = answer.value;
  if (isGatewayError(status)) return { outcome: 'silent', reason: `status_${status}` };
  if (status !== 200) return { outcome: 'refuses', reason: `status_${status}` };
  const isHealthy = healthAnswerSchema.safeParse(jsonOf(body)).success;
  return isHealthy
    ? { outcome: 'works', reason: null }
    : { outcome: 'refuses', reason: 'not_healthy' };
}

type StreamOutcome = { readonly dialect: Dialect; readonly partialCount: number };
type StreamFailure = { readonly wasOpen: boolean; readonly reason: string };

/** All dialects at once, each on its own socket: the first that brings words back wins, a preferred one by a grace. */
async function probeStreaming(
  deps: ProbeDeps,
): Promise<Pick<ProbeResults, 'socket' | 'audioStreaming'>> {
  const startMs = deps.monotonicMs();
  const answered: StreamOutcome[] = [];
  const failures: StreamFailure[] = [];
  const stop = new AbortController();
  const stopAll = () => stop.abort();
  deps.signal.addEventListener('abort', stopAll, { once: true });
  const tries = deps.dialects.map(async (dialect) => {
    const outcome = await probeDialect(deps, dialect, stop.signal);
    if (outcome.ok) answered.push(outcome.value);
    else failures.push(outcome.failure);
    return outcome.ok ? Promise.resolve() : Promise.reject(new Error('no words'));
  });
  const all = Promise.allSettled(tries);
  await Promise.any(tries).catch(() => undefined);
  await Promise.race([all, delay(PREFERENCE_GRACE_MS)]);
  stop.abort();
  await all;
  deps.signal.removeEventListener('abort', stopAll);
  const durationMs = deps.monotonicMs() - startMs;
  const [best] = deps.dialects.flatMap((dialect) =>
    answered.filter((outcome) => outcome.dialect === dialect),
  );
  if (best !== undefined) {
    await deps.breakers.run(
      'socket',
      () => Promise.resolve(ok(best)),
      () => true,
    );
    return {
      socket: { outcome: 'works', durationMs, reason: null },
      audioStreaming: { outcome: 'works', durationMs, reason: null, ...best, hasFinal: true },
    };
  }
  const opened = failures.find(({ wasOpen }) => wasOpen);
  const reason = (opened ?? failures[0])?.reason ?? 'no_dialect';
  const outcome = opened === undefined ? 'silent' : 'refuses';
  return {
    socket: {
      outcome: opened === undefined ? 'refuses' : 'works',
      durationMs,
      reason: opened === undefined ? reason : null,
    },
    audioStreaming: {
      outcome,
      durationMs,
      reason,
      dialect: null,
      partialCount: 0,
      hasFinal: false,
    },
  };
}

function probeDialect(
  deps: ProbeDeps,
  dialect: Dialect,
  signal: AbortSignal,
): Promise<Result<StreamOutcome, StreamFailure>> {
  const { endpoints, monotonicMs } = deps;
  const context = {
    sessionId: PROBE_ID,
    restaurantId: PROBE_ID,
    userId: 'relay-probe',
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
          finish(hasWords ? ok({ dialect, partialCount }) : fail({ wasOpen, reason: 'no_words' }));
        },
        reply: () => undefined,
        replyEnded: () => undefined,
        failed: (code) => finish(fail({ wasOpen, reason: code })),
      },
    });
    const stopped = () => finish(fail({ wasOpen, reason: 'not_needed' }));
    const deadline = setTimeout(
      () => finish(fail({ wasOpen, reason: 'timeout' })),
      PROBE_DEADLINES_MS.audioStreaming,
    );
    signal.addEventListener('abort', stopped, { once: true });
    const clip = probeClip();
    for (let at = 0; at < clip.length; at += FRAME_BYTES)
      stream.write(clip.subarray(at, at + FRAME_BYTES));
    stream.end();

    function finish(result: Result<StreamOutcome, StreamFailure>): void {
      clearTimeout(deadline);
      signal.removeEventListener('abort', stopped);
      stream.abort();
      resolve(result);
    }
  });
}

/** The reply call is asked only where there is no call that gives words. */
async function probeVoice(deps: ProbeDeps): Promise<ProbeResults['voiceChat']> {
  const startMs = deps.monotonicMs();
  const request = (url: string): BatchRequest => ({
    url,
    wav: encodeWav(probeClip()),
    headers: PROBE_HEADERS,
    fields: { restaurantId: PROBE_ID },
    signal: deps.signal,
    deadlineMs: PROBE_DEADLINES_MS.voiceChat,
  });
  const { voice, voiceMetadata } = deps.endpoints;
  const words = await deps.breakers.run(
    'voiceMetadata',
    () => askForWords(request(voiceMetadata)),
    isOutage,
  );
  if (words.ok)
    return {
      outcome: 'works',
      durationMs: deps.monotonicMs() - startMs,
      reason: null,
      givesReply: words.value.reply !== null,
      givesWords: true,
    };
  const reply = await deps.breakers.run('voice', () => askForReply(request(voice)), isOutage);
  const durationMs = deps.monotonicMs() - startMs;
  if (reply.ok)
    return { outcome: 'works', durationMs, reason: null, givesReply: true, givesWords: false };
  const { outcome, reason } = outcomeOf(reply.failure);
  return { outcome, durationMs, reason, givesReply: false, givesWords: false };
}

function outcomeOf(failure: BatchCallFailure | 'breaker-open'): {
  outcome: Probe['outcome'];
  reason: string;
} {
  if (failure === 'breaker-open') return { outcome: 'silent', reason: 'breaker_open' };
  return { outcome: failure.kind === 'silent' ? 'silent' : 'refuses', reason: failure.reason };
}

async function probeRealtime({
  endpoints,
  breakers,
  signal,
}: ProbeDeps): Promise<Omit<Probe, 'durationMs'>> {
  const asked = await breakers.run(
    'realtime',
    () =>
      openCall({
        url: endpoints.voiceRealtime,
        method: 'POST',
        headers: PROBE_HEADERS,
        form: formOf(encodeWav(probeClip()), {}),
        deadlineMs: PROBE_DEADLINES_MS.realtime,
        maxBytes: MAX_HEALTH_BYTES,
        signal,
      }),
    () => true,
  );
  if (!asked.ok) return { outcome: 'silent', reason: asked.failure };
  const { status, contentType, transferEncoding, pieces } = asked.value;
  const isStreamed = isStreamedAnswer(status, contentType, transferEncoding);
  for await (const piece of pieces) if (piece.length > 0) break;
  if (isStreamed) return { outcome: 'works', reason: null };
  return isGatewayError(status)
    ? { outcome: 'silent', reason: `status_${status}` }
    : { outcome: 'refuses', reason: `status_${status}` };
}

function isGatewayError(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
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
