/** What the journal knows of an utterance, from writing it or from reading it back after a start. */
import { z } from 'zod';
import {
  laneIdSchema,
  sessionIdSchema,
  type LaneId,
  type SessionId,
  type UtteranceId,
} from '../../../shared/ids.ts';
import type { FrameIndex } from './frame-index.ts';
import type { KeyPlace } from './record.ts';

/** Payloads of the records, as JSON. */
export const openedPayloadSchema = z.object({
  sessionId: sessionIdSchema,
  laneId: laneIdSchema,
  startedAtUs: z.number(),
  wallMs: z.number(),
});
export const endedPayloadSchema = z.object({
  nextSequence: z.number().int().min(0),
  endedAtUs: z.number(),
  reason: z.string(),
});
export const markPayloadSchema = z.object({ wallMs: z.number(), reason: z.string().optional() });

export type StoredFrame = {
  readonly sequence: number;
  readonly capturedAtUs: number;
  /** Sound was lost before it. */
  readonly discontinuity: boolean;
  readonly pcm: Uint8Array;
};

export type StoredUtterance = {
  readonly utteranceId: UtteranceId;
  readonly sessionId: SessionId;
  readonly laneId: LaneId;
  readonly startedAtUs: number;
  readonly startedAtWallMs: number;
  /** Undefined while the disk has refused it from its beginning. */
  secret: { readonly place: KeyPlace; readonly key: Uint8Array } | undefined;
  /** Its opening record is on disk: without it nobody could tell whose the frames are. */
  isOpened: boolean;
  /** A sync failed after it was written: it is written again with the next record. */
  isOpeningDoubtful: boolean;
  readonly segments: Set<number>;
  /** Emptied once delivered; the segments still have them until they are erased. */
  readonly frames: FrameIndex;
  counter: number;
  ended: { readonly nextSequence: number; readonly endedAtUs: number } | undefined;
  mark: 'waiting' | 'parked' | 'delivered';
  deliveredAtWallMs: number | undefined;
  /** Since when this process knows that it is delivered, by the monotonic clock. */
  deliveredKnownAtUs: number | undefined;
  /** The delivered mark is on disk, or nothing is that would need one. */
  isDeliveryKept: boolean;
};
