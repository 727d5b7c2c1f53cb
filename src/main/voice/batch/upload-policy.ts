/** Which utterance goes whole next, and what a refusal means for it. Pure. */
import { backoffDelayMs, type BackoffPolicy } from '../../../shared/backoff.ts';
import type { LaneId, UtteranceId } from '../../../shared/ids.ts';
import type { UploadFailure } from './upload.ts';

/** Refusals of the utterance itself after which it is parked for a person to look at. */
export const MAX_REFUSALS = 5;
/** Backlog uploads at a time: the guest at the window has the rest of the link. */
export const BACKLOG_UPLOADS = 1;

export const UPLOAD_BACKOFF: BackoffPolicy = { baseMs: 500, capMs: 15_000 };

/** How long an utterance that was not answered in time stays behind the others: twice as long each time. */
const BEHIND_MS = { first: 30_000, most: 600_000 } as const;

export type Candidate = {
  readonly utteranceId: UtteranceId;
  readonly laneId: LaneId;
  readonly startedAtWallMs: number;
  /** Someone waits for its answer now. */
  readonly isLive: boolean;
  readonly notBeforeUs: number;
  readonly isUploading: boolean;
  /** It was not answered in time: until its next try the others of its lane go first. */
  readonly isBehind: boolean;
};

/** Live utterances at once, one a lane; of the backlog the oldest, a few at a time. */
export function nextUploads(
  candidates: readonly Candidate[],
  nowUs: number,
): readonly UtteranceId[] {
  const oldestFirst = [...candidates].sort((a, b) => a.startedAtWallMs - b.startedAtWallMs);
  const chosen: UtteranceId[] = [];
  const busyLanes = new Set(
    candidates.filter((each) => each.isLive && each.isUploading).map(({ laneId }) => laneId),
  );
  for (const each of oldestFirst) {
    if (!each.isLive || each.isUploading || busyLanes.has(each.laneId)) continue;
    busyLanes.add(each.laneId);
    if (each.notBeforeUs <= nowUs) chosen.push(each.utteranceId);
  }
  let room = BACKLOG_UPLOADS - candidates.filter((each) => !each.isLive && each.isUploading).length;
  const seenLanes = new Set<LaneId>();
  for (const each of oldestFirst) {
    if (each.isLive || seenLanes.has(each.laneId)) continue;
    if (each.isBehind && each.notBeforeUs > nowUs) continue;
    // In order within a lane: a younger one does not overtake one that waits for its next try.
    seenLanes.add(each.laneId);
    if (room <= 0 || each.isUploading || each.notBeforeUs > nowUs) continue;
    room -= 1;
    chosen.push(each.utteranceId);
  }
  return chosen;
}

export type Verdict =
  /** The relay or what stands behind it is away: everything waits, and nothing counts against the utterance. */
  | { readonly kind: 'away'; readonly delayMs: number }
  /** The relay is there and has no turn for the past just now: this one waits, the guest at the window does not. */
  | { readonly kind: 'later'; readonly delayMs: number }
  /** No answer to this one in time: it holds up nobody, and counts only where others were answered. */
  | { readonly kind: 'behind'; readonly delayMs: number; readonly isCounted: boolean }
  | { readonly kind: 'new-token' }
  | { readonly kind: 'retry'; readonly delayMs: number }
  | { readonly kind: 'park' };

type UploadCounts = {
  /** Failures to reach the relay in a row, this one included. */
  readonly awayCount: number;
  /** Of this utterance, this one included. */
  readonly refusals: number;
  /** How often this utterance was not answered in time, this once included. */
  readonly timeouts: number;
  /** Someone waits for it. */
  readonly isLive: boolean;
};

export function judge(failure: UploadFailure, counts: UploadCounts, random: number): Verdict {
  const delayMs = (attempt: number): number =>
    failure.retryAfterMs ?? backoffDelayMs(UPLOAD_BACKOFF, Math.max(1, attempt), random);
  switch (failure.code) {
    case 'busy':
      return { kind: counts.isLive ? 'away' : 'later', delayMs: delayMs(counts.awayCount) };
    case 'relay-away':
    case 'upstream-away':
    case 'too-many-requests':
    case 'revoked':
      return { kind: 'away', delayMs: delayMs(counts.awayCount) };
    case 'upstream-timeout':
      return { kind: 'behind', delayMs: behindMs(counts.timeouts), isCounted: false };
    case 'utterance-timeout':
      return counts.refusals >= MAX_REFUSALS
        ? { kind: 'park' }
        : { kind: 'behind', delayMs: behindMs(counts.timeouts), isCounted: true };
    case 'bad-token':
    case 'token-expired':
      return { kind: 'new-token' };
    case 'upstream-failed':
    case 'internal':
    case 'bad-answer':
    case 'bad-request':
    case 'not-found':
    case 'too-large':
    case 'not-a-wav':
    case 'not-opus':
    case 'wrong-tenant':
    case 'wrong-lane':
    case 'code-unknown':
    case 'code-expired':
    case 'code-used':
    case 'menu-unknown':
    case 'item-unknown':
    case 'totals-differ':
    case 'order-differs':
    case 'order-unknown':
    case 'event-differs':
    case 'nothing-left':
    case 'moved-already':
      return counts.refusals >= MAX_REFUSALS
        ? { kind: 'park' }
        : { kind: 'retry', delayMs: delayMs(counts.refusals) };
  }
}

function behindMs(timeouts: number): number {
  return Math.min(BEHIND_MS.most, BEHIND_MS.first * 2 ** (timeouts - 1));
}
