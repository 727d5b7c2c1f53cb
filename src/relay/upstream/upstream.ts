/** The relay's one way to BuildPanel: streams where that works, whole utterances where it doesn't. */
import type { BuildPanelEndpoints } from '../../shared/buildpanel/rest.ts';
import type { Dialect } from '../../shared/buildpanel/dialects.ts';
import type { RestaurantId } from '../../shared/ids.ts';
import type { Menu } from '../../shared/menu/menu.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { StreamingErrorCode, UploadReason } from '../../shared/wire/down.ts';
import type { Log } from '../log.ts';
import { drop } from '../log.ts';
import type {
  BatchAnswer,
  BatchFailure,
  Upstream,
  UpstreamListener,
  UpstreamStream,
  UtteranceContext,
} from '../upstream-port.ts';
import { encodeWav } from '../wav.ts';
import { askForReply, askForWords, isOutage, isTimeout, type BatchCallFailure } from './batch.ts';
import { Breakers, type Way } from './breakers.ts';
import { CapabilityWatch, type Capability, type ProbePace } from './capability.ts';
import { speakerOf } from './dialect-speakers.ts';
import { menuContextOf, type MenuContext } from './menu-context.ts';
import { probeBuildPanel } from './probes.ts';
import { RealtimeStream } from './realtime-stream.ts';
import { SocketStream } from './socket-stream.ts';
import { Timeouts } from './timeouts.ts';

const FAILED_RETRY_MS = 2_000;

export type UpstreamSettings = {
  readonly endpoints: BuildPanelEndpoints;
  readonly dialects: readonly Dialect[];
  readonly pace: ProbePace;
  /** How long a whole utterance may take. */
  readonly voiceDeadlineMs: number;
};

type Deps = {
  readonly settings: UpstreamSettings;
  readonly menuOf: (restaurantId: RestaurantId) => Menu | null;
  readonly onCapability: (capability: Capability) => void;
  readonly onBreaker: (way: Way, isOpen: boolean) => void;
  readonly monotonicMs: () => number;
  readonly log: Log;
};

export class BuildPanelUpstream implements Upstream {
  readonly #deps: Deps;
  readonly #breakers: Breakers;
  readonly #watch: CapabilityWatch;
  readonly #stop = new AbortController();
  readonly #contexts = new Map<string, MenuContext>();
  readonly #timeouts = new Timeouts();

  constructor(deps: Deps) {
    this.#deps = deps;
    const { settings, monotonicMs, log } = deps;
    this.#breakers = new Breakers((way, isOpen) => {
      deps.onBreaker(way, isOpen);
      log.warn({ way, isOpen }, 'a circuit breaker moved');
      if (isOpen) this.#watch.hurry();
    });
    this.#watch = new CapabilityWatch({
      probe: (onProgress) =>
        probeBuildPanel({
          onProgress,
          ...settings,
          breakers: this.#breakers,
          monotonicMs,
          signal: this.#stop.signal,
        }),
      pace: settings.pace,
      onChange: deps.onCapability,
      isHeldBack: ({ streaming, batch }) =>
        [streaming?.way, batch].some(
          (way) => way !== null && way !== undefined && !this.#breakers.isClosed(way),
        ),
      monotonicMs,
      log,
    });
  }

  get capability(): Capability {
    return this.#watch.current;
  }

  start(): void {
    this.#watch.start();
  }

  stop(): void {
    this.#watch.stop();
    this.#stop.abort();
  }

  openStream(
    context: UtteranceContext,
    listener: UpstreamListener,
  ): Result<UpstreamStream, UploadReason> {
    const { verdict, streaming } = this.capability;
    if (verdict === 'NOTHING_REACHABLE') return fail('upstream-away');
    if (streaming === null) return fail('streaming-not-supported');
    if (!this.#breakers.isClosed(streaming.way)) return fail('upstream-away');
    const watched = this.#watched(streaming.way, listener);
    return ok(
      streaming.way === 'socket'
        ? this.#socketStream(streaming.dialect, context, watched)
        : this.#realtimeStream(context, watched),
    );
  }

  async transcribe(
    context: UtteranceContext,
    pcm: Uint8Array,
  ): Promise<Result<BatchAnswer, BatchFailure>> {
    const way = this.capability.batch;
    if (way === null) return fail(this.#away());
    const ask = way === 'voiceMetadata' ? askForWords : askForReply;
    const { settings, monotonicMs } = this.#deps;
    const { endpoints, voiceDeadlineMs: deadlineMs } = settings;
    const request = {
      url: endpoints[way],
      wav: encodeWav(pcm),
      headers: headersOf(context),
      fields: way === 'voiceMetadata' ? this.#fieldsOf(context) : {},
      signal: this.#stop.signal,
      deadlineMs,
    };
    const { utteranceId } = context;
    const askedAtMs = monotonicMs();
    const answer = await this.#breakers.run(way, () => ask(request), isOutage);
    const atMs = monotonicMs();
    if (answer.ok) {
      this.#timeouts.answered(way, utteranceId, atMs);
      return answer;
    }
    const { failure } = answer;
    if (failure === 'breaker-open' || !isTimeout(failure)) return fail(this.#batchFailure(failure));
    this.#watch.hurry();
    const isItsOwn = this.#timeouts.timedOut(way, utteranceId, { askedAtMs, atMs });
    const code = isItsOwn ? 'utterance-timeout' : 'upstream-timeout';
    return fail({ code, retryAfterMs: FAILED_RETRY_MS });
  }

  #batchFailure(failure: BatchCallFailure | 'breaker-open'): BatchFailure {
    this.#watch.hurry();
    if (failure === 'breaker-open' || failure.kind !== 'wrong') return this.#away();
    this.#deps.log.warn({ reason: failure.reason }, 'the upstream answered a batch call wrongly');
    return { code: 'upstream-failed', retryAfterMs: FAILED_RETRY_MS };
  }

  #away(): BatchFailure {
    return { code: 'upstream-away', retryAfterMs: this.#watch.retryAfterMs() };
  }

  #socketStream(
    dialect: Dialect,
    context: UtteranceContext,
    listener: UpstreamListener,
  ): UpstreamStream {
    const { sessionId, restaurantId, stationId } = context;
    const menuContext = this.#contextOf(restaurantId);
    return new SocketStream({
      url: this.#deps.settings.endpoints.socket,
      headers: headersOf(context),
      speaker: speakerOf(dialect, { sessionId, restaurantId, userId: stationId, menuContext }),
      sessionId,
      listener,
      monotonicMs: this.#deps.monotonicMs,
    });
  }

  #realtimeStream(context: UtteranceContext, listener: UpstreamListener): UpstreamStream {
    return new RealtimeStream({
      url: this.#deps.settings.endpoints.voiceRealtime,
      headers: headersOf(context),
      fields: this.#fieldsOf(context),
      sessionId: context.sessionId,
      listener,
    });
  }

  /** The breaker counts how a stream ends; an aborted one (the guest left) counts for nothing. */
  #watched(way: Way, listener: UpstreamListener): UpstreamListener {
    const record = (outcome: Result<null, StreamingErrorCode>) =>
      drop(
        this.#breakers.run(
          way,
          () => Promise.resolve(outcome),
          () => true,
        ),
        this.#deps.log,
      );
    return {
      opened: () => listener.opened(),
      partial: (words) => listener.partial(words),
      reply: (pcm) => listener.reply(pcm),
      replyEnded: () => listener.replyEnded(),
      final: (final) => {
        record(ok(null));
        listener.final(final);
      },
      failed: (code) => {
        record(fail(code));
        this.#watch.hurry();
        listener.failed(code);
      },
    };
  }

  #fieldsOf({ restaurantId, stationId }: UtteranceContext): Record<string, string> {
    return {
      restaurantId,
      userId: stationId,
      menuContext: JSON.stringify(this.#contextOf(restaurantId)),
    };
  }

  #contextOf(restaurantId: RestaurantId): MenuContext {
    const menu = this.#deps.menuOf(restaurantId);
    if (menu === null) return { items: [] };
    const key = `${restaurantId} ${menu.version}`;
    const known = this.#contexts.get(key);
    if (known !== undefined) return known;
    if (this.#contexts.size > 1_000) this.#contexts.clear();
    const made = menuContextOf(menu);
    this.#contexts.set(key, made);
    return made;
  }
}

/** The only tenant that BuildPanel hears of is the token's. */
function headersOf({ restaurantId, stationId }: UtteranceContext): Record<string, string> {
  return { 'x-restaurant-id': restaurantId, 'x-user-id': stationId };
}
