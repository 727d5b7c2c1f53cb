/**
 * Whole utterances by HTTP: asked of the upstream once for each id, whoever asks and however often. Those of the
 * past wait their turn beside the guests who speak now.
 */
import type { LaneId, SessionId, StationId, UtteranceId } from '../../shared/ids.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { UploadReason, UtteranceResult } from '../../shared/wire/down.ts';
import type { Codec } from '../../shared/wire/frame-message.ts';
import type { UploadPriority } from '../../shared/wire/http.ts';
import { errorName } from '../log.ts';
import type { StationIdentity } from '../station-identity.ts';
import type { Arm } from '../streaming-flags.ts';
import type { BatchAnswer, BatchFailure, UtteranceContext } from '../upstream-port.ts';
import { BacklogTurns, RECENT_MS } from './backlog-turns.ts';
import type { Sink } from './ports.ts';
import { ReplySender } from './reply.ts';
import { resultOf } from './utterance-result.ts';
import type { UtteranceDeps } from './utterance.ts';
import type { Utterances } from './utterances.ts';

const MAX_AT_ONCE = 64;
const MAX_AT_ONCE_PER_STATION = 4;
/** So many of those that the upstream was asked for are known, the oldest forgotten first. */
const MAX_ASKED = 10_000;
const BUSY_RETRY_MS = 1_000;
const BACKLOG_RETRY_MS = 5_000;

export type Upload = {
  readonly utteranceId: UtteranceId;
  readonly sessionId: SessionId;
  readonly laneId: LaneId;
  readonly priority: UploadPriority;
  /** What it came in. */
  readonly codec: Codec;
  /** 16 kHz mono s16le. */
  readonly pcm: Uint8Array;
};

export type UploadFailure = {
  readonly code: 'wrong-tenant' | 'wrong-lane' | 'busy' | BatchFailure['code'] | 'internal';
  readonly retryAfterMs?: number;
};

type Deps = UtteranceDeps & {
  readonly utterances: Utterances;
  /** The station's open connection, for the spoken reply. */
  readonly sinkOf: (stationId: StationId) => Sink | null;
};

/** `takenAtMs`: monotonic, when its body was here. */
type Taken = Upload & { readonly takenAtMs: number };

type Running = {
  readonly stationId: StationId;
  readonly priority: UploadPriority;
  readonly answer: Promise<Result<UtteranceResult, UploadFailure>>;
};

export class Uploads {
  readonly #deps: Deps;
  readonly #running = new Map<UtteranceId, Running>();
  readonly #backlog: BacklogTurns;
  /** What the upstream was asked for, whatever became of it: asked once more, it is a repeat. */
  readonly #asked = new Set<UtteranceId>();
  #liveEndedAtMs = -Infinity;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#backlog = new BacklogTurns({
      isAnyoneLive: () =>
        this.#live().length > 0 ||
        deps.monotonicMs() - this.#liveEndedAtMs <= RECENT_MS ||
        deps.utterances.hasAnyoneSpoken(RECENT_MS),
      areFirstWordsAwaited: () => deps.utterances.areFirstWordsAwaited,
      monotonicMs: deps.monotonicMs,
    });
  }

  stop(): void {
    this.#backlog.stop();
  }

  async take(
    identity: StationIdentity,
    upload: Upload,
  ): Promise<Result<UtteranceResult, UploadFailure>> {
    const taken = { ...upload, takenAtMs: this.#deps.monotonicMs() };
    if (!identity.laneIds.has(upload.laneId)) return fail({ code: 'wrong-lane' });
    const stored = await this.#deps.utterances.result(identity, upload.utteranceId);
    if (stored === 'foreign') return fail({ code: 'wrong-tenant' });
    if (stored !== null) return ok(stored);
    const given = await this.#givenToStream(identity, upload.utteranceId);
    if (given !== null) return ok(given);
    const running = this.#running.get(upload.utteranceId);
    if (running !== undefined) {
      return running.stationId === identity.stationId
        ? running.answer
        : fail({ code: 'wrong-tenant' });
    }
    const { stationId } = identity;
    const { priority, codec } = upload;
    if (this.#isBusy(stationId, priority))
      return fail({ code: 'busy', retryAfterMs: BUSY_RETRY_MS });
    this.#deps.metrics.uploaded(codec, priority);
    const answer = this.#inTurn(identity, taken).finally(() => {
      this.#running.delete(upload.utteranceId);
      if (priority === 'live') this.#liveEndedAtMs = this.#deps.monotonicMs();
    });
    this.#running.set(upload.utteranceId, { stationId, priority, answer });
    return answer;
  }

  /** It was streamed after all, and the store has its words not yet, or refuses them. */
  async #givenToStream(
    identity: StationIdentity,
    utteranceId: UtteranceId,
  ): Promise<UtteranceResult | null> {
    const held = this.#deps.utterances.find(identity, utteranceId);
    return held === null || held === 'foreign' || !held.isAnswered ? null : held.answer();
  }

  /** An utterance that is held counts its own repeats. */
  #countAsked(utteranceId: UtteranceId, isHeld: boolean): void {
    if (this.#asked.has(utteranceId) && !isHeld) this.#deps.metrics.upstreamRepeated();
    this.#asked.delete(utteranceId);
    this.#asked.add(utteranceId);
    const [oldest] = this.#asked;
    if (this.#asked.size > MAX_ASKED && oldest !== undefined) this.#asked.delete(oldest);
  }

  /** Under way. */
  get size(): number {
    return this.#running.size;
  }

  /** The past takes no place away from those who speak now. */
  #isBusy(stationId: StationId, priority: UploadPriority): boolean {
    const ofStation = [...this.#running.values()].filter(
      (running) => running.stationId === stationId,
    );
    if (ofStation.length >= MAX_AT_ONCE_PER_STATION) return true;
    return priority === 'live'
      ? this.#live().length >= MAX_AT_ONCE
      : ofStation.some((running) => running.priority === 'backlog');
  }

  #live(): readonly Running[] {
    return [...this.#running.values()].filter(({ priority }) => priority === 'live');
  }

  async #inTurn(
    identity: StationIdentity,
    upload: Taken,
  ): Promise<Result<UtteranceResult, UploadFailure>> {
    if (upload.priority === 'live') return this.#run(identity, upload);
    const answer = await this.#backlog.run(() => this.#run(identity, upload));
    return answer === 'busy' ? fail({ code: 'busy', retryAfterMs: BACKLOG_RETRY_MS }) : answer;
  }

  async #run(
    identity: StationIdentity,
    upload: Taken,
  ): Promise<Result<UtteranceResult, UploadFailure>> {
    const { utterances, rollout, metrics, log } = this.#deps;
    const utterance = utterances.find(identity, upload.utteranceId);
    if (utterance === 'foreign') return fail({ code: 'wrong-tenant' });
    utterance?.uploadBegun();
    if (utterance === null) metrics.utteranceStarted('batch');
    const arm = utterance?.context.arm ?? rollout.armOf(identity);
    const isHeld = utterance !== null;
    const outcome = await this.#ask(identity, upload, { arm, isHeld }).catch((error: unknown) => {
      log.error(
        { error: errorName(error), utteranceId: upload.utteranceId },
        'an upload failed inside the relay',
      );
      return fail<UploadFailure>({ code: 'internal' });
    });
    if (outcome.ok) {
      utterance?.uploadAnswered(outcome.value);
      metrics.utteranceEnded('batch', 'completed');
      this.#record(identity, arm, outcome.value, utterance?.fallbackReason ?? null);
    } else {
      utterance?.uploadFailed();
      metrics.utteranceEnded('batch', 'failed');
    }
    return outcome;
  }

  async #ask(
    identity: StationIdentity,
    upload: Taken,
    { arm, isHeld }: { readonly arm: Arm; readonly isHeld: boolean },
  ): Promise<Result<UtteranceResult, UploadFailure>> {
    const { upstream, results, metrics, monotonicMs, wallMs, log } = this.#deps;
    const { stationId, restaurantId } = identity;
    const { utteranceId, sessionId, laneId, pcm } = upload;
    const ids = { utteranceId, sessionId, stationId, restaurantId };
    const context: UtteranceContext = { ...ids, laneId, arm };
    const askedAtMs = monotonicMs();
    const answer = await upstream.transcribe(context, pcm);
    const wasAsked = answer.ok || answer.failure.code !== 'upstream-away';
    if (wasAsked) this.#countAsked(utteranceId, isHeld);
    if (!answer.ok) return answer;
    const upstreamMs = monotonicMs() - askedAtMs;
    const relayMs = monotonicMs() - upload.takenAtMs - upstreamMs;
    const result = resultOf(context, 'batch', answer.value, { upstreamMs, relayMs });
    try {
      await results.put(stationId, result, wallMs());
    } catch {
      // The words are there: a store that refuses them must not make the station ask again.
      log.error({ utteranceId }, 'a result could not be kept');
    }
    metrics.latency('batch', upstreamMs / 1_000);
    this.#sendReply(context, answer.value);
    return ok(result);
  }

  #record(
    { stationId, restaurantId }: StationIdentity,
    arm: Arm,
    { utteranceId, sessionId, timing }: UtteranceResult,
    fallbackReason: UploadReason | null,
  ): void {
    const ids = { utteranceId, sessionId, stationId, restaurantId };
    const waitMs = timing.upstreamMs + timing.relayMs;
    const how = { arm, via: 'batch', outcome: 'completed' } as const;
    this.#deps.utteranceLog.ended({ ...ids, ...how, fallbackReason, waitMs });
  }

  #sendReply(context: UtteranceContext, { reply }: BatchAnswer): void {
    const sink = this.#deps.sinkOf(context.stationId);
    if (sink === null || reply === null || reply.length === 0) return;
    const sender = new ReplySender(context);
    sender.send(sink, reply);
    sender.finish(sink);
  }
}
