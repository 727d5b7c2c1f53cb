/** What the station side needs of the rest of the relay; `relay.ts` connects it. */
import type { RestaurantId, StationId, UtteranceId } from '../../shared/ids.ts';
import type { Result } from '../../shared/result.ts';
import type {
  DownMessage,
  FaultCode,
  UploadReason,
  UtteranceResult,
  Via,
} from '../../shared/wire/down.ts';
import type { Codec, FrameMessage } from '../../shared/wire/frame-message.ts';
import type { UploadPriority } from '../../shared/wire/http.ts';
import type { StationIdentity } from '../station-identity.ts';
import type { Arm } from '../streaming-flags.ts';
import type { UtteranceOutcome, UtteranceRecord } from '../utterance-record.ts';

export type ResultStore = {
  put(stationId: StationId, result: UtteranceResult, nowMs: number): Promise<void>;
  find(
    utteranceId: UtteranceId,
    nowMs: number,
  ): Promise<{ stationId: string; result: UtteranceResult } | null>;
  forget(stationId: StationId, utteranceId: UtteranceId): Promise<void>;
  forgetExpired(nowMs: number): Promise<void>;
};

/** Where an utterance's messages go: the station's connection of the moment. */
export type Sink = {
  send(message: DownMessage): void;
  /** May be left out when the station reads too slowly. */
  sendDroppable(message: DownMessage): void;
  /** Waits its turn behind everything else, so that words overtake a long reply. */
  sendReply(message: DownMessage): void;
  /** Microseconds since the connection began. */
  nowUs(): number;
};

export type LatencyStage = 'upstream_open' | 'first_partial' | 'final' | 'batch' | 'stored';
export type FrameDropReason =
  'duplicate' | 'out_of_order' | 'unknown_stream' | 'window' | 'after_end' | 'bad_frame';

export type StationMetrics = {
  utteranceStarted(via: Via): void;
  utteranceEnded(via: Via, outcome: UtteranceOutcome): void;
  latency(stage: LatencyStage, seconds: number): void;
  fallback(reason: UploadReason): void;
  /** Frames received in order. */
  framesTaken(message: Pick<FrameMessage, 'codec' | 'frames'>, frameCount: number): void;
  uploaded(codec: Codec, priority: UploadPriority): void;
  framesDropped(reason: FrameDropReason, frameCount: number): void;
  messagesDropped(kind: 'partial' | 'reply'): void;
  framesResumed(frameCount: number): void;
  frameAge(seconds: number): void;
  clockError(seconds: number): void;
  fault(code: FaultCode): void;
  /** At the door. */
  refused(code: string): void;
  upstreamRepeated(): void;
  /** A spoken reply is over, by its end or something else. */
  replyPlayed(stoppedBy: string, sound: { heardMs: number; unheardMs: number }): void;
  connections(count: number): void;
};

/** Who streams, and how the streams of those who do have gone. */
export type Rollout = {
  armOf(identity: StationIdentity): Arm;
  fallsBackOnError(restaurantId: RestaurantId): boolean;
  streamEnded(
    restaurantId: RestaurantId,
    outcome: { readonly isAnswered: boolean; readonly waitMs: number | null },
  ): void;
};

/** Hears of each utterance once it is answered, failed or left behind; an answer that comes later replaces that. */
export type UtteranceLog = { ended(record: UtteranceRecord): void };

/** What the station may still send; false is over its limit, or its restaurant's. */
export type SendLimits = {
  take(
    limited: 'frames' | 'bytes' | 'sessions' | 'messages',
    amount?: number,
    nowMs?: number,
  ): boolean;
};

export type TokenCheck = (
  token: string,
) => Promise<
  Result<
    { identity: StationIdentity; expiresAtMs: number; keyId: string },
    'bad-token' | 'token-expired' | 'revoked'
  >
>;
