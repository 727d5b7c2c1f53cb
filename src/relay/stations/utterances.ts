/**
 * Every utterance that the relay holds, by id. An utterance outlives its connection for a minute, so
 * that a reconnect goes on where the line was cut; a result that exists is sent again, never computed again.
 */
import type { LaneId, RestaurantId, SessionId, StationId, UtteranceId } from '../../shared/ids.ts';
import type { UploadReason, UtteranceResult } from '../../shared/wire/down.ts';
import { drop, errorName } from '../log.ts';
import type { StationIdentity } from '../station-identity.ts';
import type { Sink } from './ports.ts';
import { Utterance, type UtteranceDeps } from './utterance.ts';

/** How long an utterance waits for its station to come back. */
export const DETACHED_LIFETIME_MS = 60_000;
/** An utterance whose connection stays is forgotten this long after it began: 60 s of speech, an answer, an upload. */
const MAX_LIFETIME_MS = 5 * 60_000;
/** Not yet answered; a lane has one or two. */
const MAX_OPEN_PER_STATION = 32;
export const MAX_OPEN_PER_RESTAURANT = 200;
const MAX_IN_ALL = 20_000;
const SWEEP_MS = 5_000;

type Claim = {
  readonly utteranceId: UtteranceId;
  readonly sessionId: SessionId;
  readonly laneId: LaneId;
};
type Held = {
  readonly utterance: Utterance;
  readonly startedAtMs: number;
  detachedAtMs: number | null;
};

export type TakeUp =
  /** `isFinished`: its result was sent again; frames for it are ignored. */
  | { readonly ok: true; readonly utterance: Utterance | null }
  | {
      readonly ok: false;
      readonly failure: 'wrong-tenant' | 'wrong-lane' | 'limit-exceeded' | 'unknown-utterance';
    };

export class Utterances {
  readonly #deps: UtteranceDeps;
  readonly #held = new Map<UtteranceId, Held>();
  readonly #sweep: NodeJS.Timeout;

  constructor(deps: UtteranceDeps) {
    this.#deps = deps;
    this.#sweep = setInterval(() => this.#forgetOld(), SWEEP_MS).unref();
  }

  get size(): number {
    return this.#held.size;
  }

  /** Somebody speaks, or waits for the words of what was streamed, or began within the last `withinMs`. */
  hasAnyoneSpoken(withinMs: number): boolean {
    const sinceMs = this.#deps.monotonicMs() - withinMs;
    return [...this.#held.values()].some(
      ({ utterance, startedAtMs }) => utterance.isStreaming || startedAtMs >= sinceMs,
    );
  }

  /** Somebody has begun to speak and has no words yet. */
  get areFirstWordsAwaited(): boolean {
    return [...this.#held.values()].some(({ utterance }) => utterance.awaitsFirstWords);
  }

  /** `start_voice_streaming`: a new utterance, or one that the station has lost track of. */
  start(identity: StationIdentity, claim: Claim, sink: Sink): Promise<TakeUp> {
    return this.#takeUp(identity, claim, sink);
  }

  /** `resume`: what isn't known any more is wanted whole. */
  resume(identity: StationIdentity, claim: Claim, sink: Sink): Promise<TakeUp> {
    return this.#takeUp(identity, claim, sink, 'utterance-unknown');
  }

  async #takeUp(
    identity: StationIdentity,
    claim: Claim,
    sink: Sink,
    known?: UploadReason,
  ): Promise<TakeUp> {
    if (!identity.laneIds.has(claim.laneId)) return { ok: false, failure: 'wrong-lane' };
    const held = this.#held.get(claim.utteranceId);
    // One that was left behind may have been answered at another relay.
    const mayBeElsewhere = held?.detachedAtMs !== null && held?.utterance.isAnswered !== true;
    if (held !== undefined && !mayBeElsewhere) return this.#goOn(identity, claim, held, sink);
    const stored = await this.#findResult(claim.utteranceId);
    if (stored !== null) {
      if (stored.stationId !== identity.stationId) return { ok: false, failure: 'wrong-tenant' };
      sink.send({ type: 'streaming_complete', result: stored.result, audioComplete: true });
      if (held !== undefined) this.#leave(held);
      return { ok: true, utterance: null };
    }
    // Another connection of the station may have brought it meanwhile: it must not be asked twice.
    const broughtMeanwhile = this.#held.get(claim.utteranceId);
    if (broughtMeanwhile !== undefined) return this.#goOn(identity, claim, broughtMeanwhile, sink);
    if (!this.#makeRoom(identity)) return { ok: false, failure: 'limit-exceeded' };
    const { stationId, restaurantId } = identity;
    const arm = this.#deps.rollout.armOf(identity);
    const context = { ...claim, stationId, restaurantId, arm };
    const utterance = new Utterance(context, sink, this.#deps, known);
    this.#held.set(claim.utteranceId, {
      utterance,
      startedAtMs: this.#deps.monotonicMs(),
      detachedAtMs: null,
    });
    return { ok: true, utterance };
  }

  #leave({ utterance }: Held): void {
    utterance.close();
    this.#held.delete(utterance.context.utteranceId);
  }

  #goOn(identity: StationIdentity, claim: Claim, held: Held, sink: Sink): TakeUp {
    const { context } = held.utterance;
    if (context.stationId !== identity.stationId) return { ok: false, failure: 'wrong-tenant' };
    if (context.laneId !== claim.laneId) return { ok: false, failure: 'wrong-lane' };
    if (context.sessionId !== claim.sessionId) return { ok: false, failure: 'unknown-utterance' };
    held.detachedAtMs = null;
    held.utterance.attach(sink);
    return { ok: true, utterance: held.utterance };
  }

  /** For an upload: the utterance when it is held, `foreign` when it is another station's. */
  find(identity: StationIdentity, utteranceId: UtteranceId): Utterance | 'foreign' | null {
    const utterance = this.#held.get(utteranceId)?.utterance ?? null;
    return utterance !== null && utterance.context.stationId !== identity.stationId
      ? 'foreign'
      : utterance;
  }

  /** The stored result of this station; `foreign` when it is another station's. */
  async result(
    identity: StationIdentity,
    utteranceId: UtteranceId,
  ): Promise<UtteranceResult | 'foreign' | null> {
    const stored = await this.#findResult(utteranceId);
    if (stored === null) return null;
    return stored.stationId === identity.stationId ? stored.result : 'foreign';
  }

  /** `result_ack`: the station has it on disk. */
  async forgetResult(identity: StationIdentity, utteranceId: UtteranceId): Promise<void> {
    const held = this.#held.get(utteranceId);
    if (
      held?.utterance.isAnswered === true &&
      held.utterance.context.stationId === identity.stationId
    ) {
      held.detachedAtMs ??= this.#deps.monotonicMs();
      held.utterance.stored();
    }
    await this.#deps.results.forget(identity.stationId, utteranceId);
  }

  /** Where streaming is off now, utterances under way go whole. */
  switchOff(isOffFor: (restaurantId: RestaurantId) => boolean): void {
    for (const { utterance } of this.#held.values()) {
      if (isOffFor(utterance.context.restaurantId)) utterance.switchOff();
    }
  }

  /** Whether the station waits for words that come of what it streams here. */
  isStreaming(stationId: StationId): boolean {
    return [...this.#held.values()].some(
      ({ utterance }) => utterance.context.stationId === stationId && utterance.isStreaming,
    );
  }

  detach(sink: Sink): void {
    for (const held of this.#held.values()) {
      if (held.utterance.detach(sink)) held.detachedAtMs = this.#deps.monotonicMs();
    }
  }

  stop(): void {
    clearInterval(this.#sweep);
    for (const { utterance } of this.#held.values()) utterance.close();
    this.#held.clear();
  }

  async #findResult(
    utteranceId: UtteranceId,
  ): Promise<{ stationId: string; result: UtteranceResult } | null> {
    try {
      return await this.#deps.results.find(utteranceId, this.#deps.wallMs());
    } catch (error) {
      // Live speech goes on without the store.
      this.#deps.log.error({ error: errorName(error) }, 'results could not be looked up');
      return null;
    }
  }

  /** At its limit a station loses the oldest utterance that it has left behind, never one it is speaking. */
  #makeRoom({ stationId, restaurantId }: StationIdentity): boolean {
    if (this.#held.size >= MAX_IN_ALL) return false;
    if (this.#countOpen(restaurantId) >= MAX_OPEN_PER_RESTAURANT) return false;
    const open = [...this.#held.values()].filter(
      ({ utterance }) => utterance.context.stationId === stationId && !utterance.isAnswered,
    );
    if (open.length < MAX_OPEN_PER_STATION) return true;
    const left = open.find(({ detachedAtMs }) => detachedAtMs !== null);
    if (left === undefined) return false;
    left.utterance.close();
    return this.#held.delete(left.utterance.context.utteranceId);
  }

  #countOpen(restaurantId: RestaurantId): number {
    let count = 0;
    for (const { utterance } of this.#held.values()) {
      if (utterance.context.restaurantId === restaurantId && !utterance.isAnswered) count += 1;
    }
    return count;
  }

  #forgetOld(): void {
    const nowMs = this.#deps.monotonicMs();
    for (const [utteranceId, held] of this.#held) {
      const isLeft = held.detachedAtMs !== null && nowMs - held.detachedAtMs > DETACHED_LIFETIME_MS;
      if (!isLeft && nowMs - held.startedAtMs <= MAX_LIFETIME_MS) continue;
      held.utterance.close();
      this.#held.delete(utteranceId);
    }
    drop(this.#deps.results.forgetExpired(this.#deps.wallMs()), this.#deps.log);
  }
}
