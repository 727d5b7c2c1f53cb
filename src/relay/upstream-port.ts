/** The seam between stations and the speech service: `upstream/` fills it, `stations/` uses it. */
import type { OrderData } from '../shared/buildpanel/order-data.ts';
import type { LaneId, RestaurantId, SessionId, StationId, UtteranceId } from '../shared/ids.ts';
import type { Result } from '../shared/result.ts';
import type { StreamingErrorCode, UploadReason } from '../shared/wire/down.ts';
import type { Arm } from './streaming-flags.ts';

export type UtteranceContext = {
  readonly utteranceId: UtteranceId;
  readonly sessionId: SessionId;
  readonly stationId: StationId;
  readonly restaurantId: RestaurantId;
  readonly laneId: LaneId;
  /** By the flags, when it began. */
  readonly arm: Arm;
};

export type UpstreamWords = {
  readonly text: string;
  /** Null when the upstream doesn't tell. */
  readonly confidence: number | null;
  /** Made by a digest recogniser: no order may come of it. */
  readonly isNotSpeech: boolean;
};

export type UpstreamFinal = UpstreamWords & {
  /** False when the upstream only speaks. */
  readonly areWordsKnown: boolean;
  readonly orderData: OrderData | null;
};

/** What comes back from one upstream stream; nothing more after `failed` or `replyEnded`. */
export type UpstreamListener = {
  opened(): void;
  partial(words: UpstreamWords): void;
  /** Once, after `end()`. */
  final(final: UpstreamFinal): void;
  /** 16 kHz mono s16le. */
  reply(pcm: Uint8Array): void;
  /** Once after `final`: no more reply audio comes. */
  replyEnded(): void;
  failed(code: StreamingErrorCode): void;
};

export type UpstreamStream = {
  /** A view is copied when it has to wait. */
  write(frame: Uint8Array): void;
  end(): void;
  abort(): void;
  bufferedBytes(): number;
};

export type BatchAnswer = UpstreamFinal & { readonly reply: Uint8Array | null };
export type BatchFailure = {
  /** `upstream-timeout`: no answer in time; `utterance-timeout`: and others were answered meanwhile. */
  readonly code: 'upstream-away' | 'upstream-failed' | 'upstream-timeout' | 'utterance-timeout';
  readonly retryAfterMs: number;
};

export type Upstream = {
  /** At once: whether streaming works was found out in the background. */
  openStream(
    context: UtteranceContext,
    listener: UpstreamListener,
  ): Result<UpstreamStream, UploadReason>;
  transcribe(
    context: UtteranceContext,
    pcm: Uint8Array,
  ): Promise<Result<BatchAnswer, BatchFailure>>;
};
