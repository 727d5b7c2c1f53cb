/** What is remembered of an utterance for figures and reports: ids and times, never a word of it. */
import type { RestaurantId, SessionId, StationId, UtteranceId } from '../shared/ids.ts';
import type { UploadReason, Via } from '../shared/wire/down.ts';
import type { Arm } from './streaming-flags.ts';

export type UtteranceOutcome = 'completed' | 'failed' | 'abandoned';

export type UtteranceRecord = {
  readonly utteranceId: UtteranceId;
  readonly sessionId: SessionId;
  readonly stationId: StationId;
  readonly restaurantId: RestaurantId;
  /** By the flags at its start; `via` is how it really went. */
  readonly arm: Arm;
  readonly via: Via;
  readonly outcome: UtteranceOutcome;
  /** Why it was wanted whole; null when it was not. */
  readonly fallbackReason: UploadReason | null;
  /** From the end of speech (streaming) or the arrival of the whole (batch) to the words; null without words. */
  readonly waitMs: number | null;
};
