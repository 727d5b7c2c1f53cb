/**
 * One utterance: drives the machine, owns its upstream stream, its place in the sequence and its acks.
 * It outlives the connection that brought it; `Utterances` decides for how long.
 */
import type { FrameMessage } from '../../shared/wire/frame-message.ts';
import type { UploadReason, UtteranceResult } from '../../shared/wire/down.ts';
import { drop, type Log } from '../log.ts';
import { AckPacer } from './ack-pacer.ts';
import { Decoding } from './decoding.ts';
import type {
  Upstream,
  UpstreamFinal,
  UpstreamListener,
  UpstreamStream,
  UpstreamWords,
  UtteranceContext,
} from '../upstream-port.ts';
import type { UtteranceOutcome } from '../utterance-record.ts';
import type { ResultStore, Rollout, Sink, StationMetrics, UtteranceLog } from './ports.ts';
import { ReplySender } from './reply.ts';
import { clip, resultOf, UNTOLD_CONFIDENCE } from './utterance-result.ts';
import { FIRST_SEQUENCE, isWhole, place } from './sequence.ts';
import {
  isLive,
  startAsBatch,
  startStreaming,
  step,
  takesAudio,
  type Effect,
  type Event,
  type State,
  type Step,
} from './utterance-machine.ts';

/** Frames that a station may send beyond the last ack: 10 s. */
export const WINDOW_FRAMES = 500;
/** Three times what first words take; a cough or an engine never has any. */
export const FIRST_WORDS_LIMIT_MS = 2_000;
/** More than this waiting toward the upstream (8 s) holds the acks back. */
const UPSTREAM_HIGH_WATER_BYTES = 256 * 1024;

export type UtteranceDeps = {
  readonly upstream: Upstream;
  readonly results: ResultStore;
  readonly metrics: StationMetrics;
  readonly log: Log;
  readonly rollout: Rollout;
  readonly utteranceLog: UtteranceLog;
  /** Milliseconds since 1970. */
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
};

export class Utterance {
  readonly context: UtteranceContext;
  readonly #deps: UtteranceDeps;
  readonly #acks: AckPacer;
  readonly #reply: ReplySender;
  readonly #decoding = new Decoding();
  #state: State;
  #sequence = FIRST_SEQUENCE;
  #stream: UpstreamStream | null = null;
  #sink: Sink | null = null;
  #result: UtteranceResult | null = null;
  #publishing: Promise<UtteranceResult | null> | null = null;
  #final: UpstreamFinal | null = null;
  #isOutOfStep = false;
  #revision = 0;
  #lastPartial = '';
  readonly #startedAtMs: number;
  #endedAtMs: number | null = null;
  #isClosed = false;
  #isResumed = false;
  /** When its words were told to the station. */
  #toldAtMs: number | null = null;
  #fallbackReason: UploadReason | null = null;

  /** Opens the upstream, or asks for an upload: because `known` says so, or because the upstream does. */
  constructor(context: UtteranceContext, sink: Sink, deps: UtteranceDeps, known?: UploadReason) {
    this.context = context;
    this.#deps = deps;
    this.#sink = sink;
    this.#startedAtMs = deps.monotonicMs();
    this.#reply = new ReplySender(context);
    this.#acks = new AckPacer({
      send: (nextSequence) => this.#tellAck(nextSequence),
      isBehind: () => (this.#stream?.bufferedBytes() ?? 0) > UPSTREAM_HIGH_WATER_BYTES,
    });
    const first = this.#begin(known);
    this.#state = first.state;
    this.#perform(first.effects);
  }

  get isAnswered(): boolean {
    return this.#state.name === 'answered';
  }

  /** The words that the upstream has given, though the store may not have them yet, or has refused them. */
  answer(): Promise<UtteranceResult | null> {
    return this.#publishing ?? Promise.resolve(this.#result);
  }

  get isStreaming(): boolean {
    return isLive(this.#state);
  }

  /** Its guest waits for the first words; sound that gives none in time is not waited for. */
  get awaitsFirstWords(): boolean {
    const isNew = this.#sinceMs(this.#startedAtMs) < FIRST_WORDS_LIMIT_MS;
    return isNew && this.isStreaming && this.#revision === 0;
  }

  #begin(known: UploadReason | undefined): Step {
    const wanted = known ?? (this.context.arm === 'batch' ? 'streaming-switched-off' : undefined);
    const opened =
      wanted === undefined ? this.#deps.upstream.openStream(this.context, this.#listener()) : null;
    if (opened?.ok === true) this.#stream = opened.value;
    const reason = opened?.ok === false ? opened.failure : wanted;
    this.#deps.metrics.utteranceStarted(reason === undefined ? 'streaming' : 'batch');
    return reason === undefined ? startStreaming() : startAsBatch(reason);
  }

  /** A connection of its station takes it up (again): it is told where things stand. */
  attach(sink: Sink): void {
    this.#isResumed = true;
    this.#sink = sink;
    this.#acks.flush();
    this.#step({ type: 'attached' });
  }

  /** Streaming was switched off for all: what still streams is asked for whole. */
  switchOff(): void {
    this.#step({ type: 'switched-off' });
  }

  /** Ignored when another connection has taken over since. */
  detach(sink: Sink): boolean {
    if (this.#sink !== sink) return false;
    this.#sink = null;
    this.#acks.stop();
    return true;
  }

  /** `null` when all is well. */
  accept(message: FrameMessage): 'out-of-order' | 'window-exceeded' | 'bad-frame' | null {
    const { metrics } = this.#deps;
    const frameCount = message.frames.length;
    if (!takesAudio(this.#state) && this.#state.name !== 'wanted') {
      metrics.framesDropped('after_end', frameCount);
      return null;
    }
    const placement = place(this.#sequence, {
      sequence: message.sequence,
      frameCount,
      isDiscontinuous: message.discontinuity,
    });
    switch (placement.kind) {
      case 'duplicate':
        metrics.framesDropped('duplicate', frameCount);
        return null;
      case 'out-of-order':
        return this.#outOfOrder(frameCount);
      case 'too-long':
        this.#step({ type: 'too-long' });
        return null;
      case 'new':
    }
    if (this.#acks.unacked + frameCount > WINDOW_FRAMES) {
      metrics.framesDropped('window', frameCount);
      return 'window-exceeded';
    }
    // What is wanted whole is only counted.
    const pcm = takesAudio(this.#state) ? this.#decoding.pcmOf(message, placement.skip) : [];
    if (pcm === null) {
      metrics.framesDropped('bad_frame', frameCount);
      return 'bad-frame';
    }
    this.#isOutOfStep = false;
    this.#sequence = placement.next;
    if (this.#isResumed) metrics.framesResumed(frameCount - placement.skip);
    metrics.framesTaken(message, frameCount - placement.skip);
    for (const frame of pcm) this.#stream?.write(frame);
    this.#acks.received(placement.next.nextSequence);
    return null;
  }

  /** The first gap is told, with the ack to go back to; what was on the way behind it is dropped. */
  #outOfOrder(frameCount: number): 'out-of-order' | null {
    this.#deps.metrics.framesDropped('out_of_order', frameCount);
    if (this.#isOutOfStep) return null;
    this.#isOutOfStep = true;
    this.#acks.flush();
    return 'out-of-order';
  }

  /** The station's end of speech, with its own count of what it sent. */
  end(count: { nextSequence: number; frameCount: number }): 'out-of-order' | null {
    this.#endedAtMs ??= this.#deps.monotonicMs();
    this.#acks.flush();
    if (!takesAudio(this.#state)) return null;
    if (isWhole(this.#sequence, count)) {
      this.#step({ type: 'ended' });
      return null;
    }
    this.#step({ type: 'not-whole' });
    return 'out-of-order';
  }

  uploadBegun(): void {
    this.#step({ type: 'upload-begun' });
  }

  /** Why its words had to be had otherwise than by streaming; null while they needn't. */
  get fallbackReason(): UploadReason | null {
    return this.#fallbackReason;
  }

  uploadAnswered(result: UtteranceResult): void {
    this.#result = result;
    this.#step({ type: 'upload-answered' });
  }

  uploadFailed(): void {
    this.#step({ type: 'upload-failed' });
  }

  /** `result_ack`: the station has its words on disk. */
  stored(): void {
    if (this.#toldAtMs === null) return;
    this.#deps.metrics.latency('stored', this.#sinceMs(this.#toldAtMs) / 1_000);
    this.#toldAtMs = null;
  }

  /** Nobody waits for it any more. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#decoding.stop();
    this.#acks.stop();
    this.#stream?.abort();
    this.#sink = null;
    if (isLive(this.#state)) this.#deps.metrics.utteranceEnded('streaming', 'abandoned');
    if (this.#state.name !== 'answered' && this.#state.name !== 'failed')
      this.#record('abandoned', null);
  }

  #step(event: Event): void {
    const { state, effects } = step(this.#state, event);
    this.#state = state;
    this.#perform(effects);
  }

  #perform(effects: readonly Effect[]): void {
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: Effect): void {
    const { sessionId, utteranceId } = this.context;
    const { metrics } = this.#deps;
    switch (effect.do) {
      case 'tell-started':
        this.#sink?.send({
          type: 'streaming_session_started',
          sessionId,
          utteranceId,
          buildPanelConnected: effect.isStreaming,
          fallbackToBatch: !effect.isStreaming,
        });
        return;
      case 'tell-error':
        metrics.utteranceEnded('streaming', 'failed');
        if (!effect.fallsBack) this.#record('failed', null);
        this.#sink?.send({
          type: 'streaming_error',
          sessionId,
          utteranceId,
          error: effect.error,
          fallbackToBatch: effect.fallsBack,
        });
        return;
      case 'want-upload':
        this.#sink?.send({ type: 'upload_wanted', sessionId, utteranceId, reason: effect.reason });
        return;
      case 'end-upstream':
        this.#decoding.stop();
        this.#stream?.end();
        return;
      case 'abort-upstream':
        this.#decoding.stop();
        this.#stream?.abort();
        this.#stream = null;
        return;
      case 'publish-result':
        this.#publishing = this.#publishResult();
        drop(this.#publishing, this.#deps.log);
        return;
      case 'tell-result-again':
        if (this.#result !== null)
          this.#sink?.send({
            type: 'streaming_complete',
            result: this.#result,
            audioComplete: true,
          });
        return;
      case 'count-fallback':
        this.#fallbackReason = effect.reason;
        metrics.fallback(effect.reason);
        return;
      case 'count-repeat':
        metrics.upstreamRepeated();
        return;
    }
  }

  #listener(): UpstreamListener {
    return {
      opened: () => {
        this.#deps.metrics.latency('upstream_open', this.#sinceMs(this.#startedAtMs) / 1_000);
        this.#step({ type: 'opened' });
      },
      partial: (words) => this.#tellPartial(words),
      final: (final) => {
        this.#final = final;
        this.#step({ type: 'final' });
      },
      reply: (pcm) => {
        if (this.#sink !== null) this.#reply.send(this.#sink, pcm);
      },
      replyEnded: () => {
        if (this.#sink !== null) this.#reply.finish(this.#sink);
      },
      failed: (error) => {
        const { restaurantId } = this.context;
        const { rollout } = this.#deps;
        if (isLive(this.#state))
          rollout.streamEnded(restaurantId, { isAnswered: false, waitMs: null });
        const fallsBack = rollout.fallsBackOnError(restaurantId);
        this.#step({ type: 'upstream-failed', error, fallsBack });
      },
    };
  }

  #tellPartial(words: UpstreamWords): void {
    if (words.text === this.#lastPartial || this.#sink === null) return;
    const { sessionId, utteranceId } = this.context;
    if (this.#revision === 0)
      this.#deps.metrics.latency('first_partial', this.#sinceMs(this.#startedAtMs) / 1_000);
    this.#revision += 1;
    this.#lastPartial = words.text;
    this.#sink.sendDroppable({
      type: 'transcription_update',
      sessionId,
      utteranceId,
      text: clip(words.text),
      confidence: words.confidence ?? UNTOLD_CONFIDENCE,
      isFinal: false,
      revision: this.#revision,
      sentAtUs: this.#sink.nowUs(),
    });
  }

  /** Kept before it is told, so that a result that was ever seen can be had again. */
  async #publishResult(): Promise<UtteranceResult | null> {
    const final = this.#final;
    if (final === null) return null;
    const { metrics, results, rollout, wallMs, log } = this.#deps;
    const upstreamMs = this.#sinceMs(this.#endedAtMs ?? this.#startedAtMs);
    const cameAtMs = this.#deps.monotonicMs();
    const result = resultOf(this.context, 'streaming', final, { upstreamMs, relayMs: 0 });
    const timed = { ...result, timing: { upstreamMs, relayMs: this.#sinceMs(cameAtMs) } };
    try {
      await results.put(this.context.stationId, timed, wallMs());
    } catch {
      log.error({ utteranceId: this.context.utteranceId }, 'a result could not be kept');
    }
    this.#result = timed;
    this.#toldAtMs = this.#deps.monotonicMs();
    metrics.latency('final', upstreamMs / 1_000);
    metrics.utteranceEnded('streaming', 'completed');
    rollout.streamEnded(this.context.restaurantId, { isAnswered: true, waitMs: upstreamMs });
    this.#record('completed', upstreamMs);
    this.#sink?.send({ type: 'streaming_complete', result: timed, audioComplete: false });
    return timed;
  }

  #record(outcome: UtteranceOutcome, waitMs: number | null): void {
    const { utteranceId, sessionId, stationId, restaurantId, arm } = this.context;
    const via = this.#fallbackReason === null ? 'streaming' : 'batch';
    const ids = { utteranceId, sessionId, stationId, restaurantId };
    const fallbackReason = this.#fallbackReason;
    this.#deps.utteranceLog.ended({ ...ids, arm, via, outcome, fallbackReason, waitMs });
  }

  #tellAck(nextSequence: number): void {
    const { sessionId, utteranceId } = this.context;
    this.#sink?.send({ type: 'audio_ack', sessionId, utteranceId, nextSequence });
  }

  #sinceMs(fromMs: number): number {
    return Math.max(0, this.#deps.monotonicMs() - fromMs);
  }
}
