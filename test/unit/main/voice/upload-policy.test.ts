import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BACKLOG_UPLOADS,
  judge,
  MAX_REFUSALS,
  nextUploads,
  type Candidate,
} from '../../../../src/main/voice/batch/upload-policy.ts';
import { laneIdSchema } from '../../../../src/shared/ids.ts';
import { newUtteranceId } from '../../../support/journal-fixture.ts';

const lanes = ['lane-1', 'lane-2'].map((each) => laneIdSchema.parse(each));
const candidateArbitrary: fc.Arbitrary<Candidate> = fc.record({
  utteranceId: fc.constant(0).map(() => newUtteranceId()),
  laneId: fc.constantFrom(...lanes),
  startedAtWallMs: fc.nat(1_000_000),
  isLive: fc.boolean(),
  notBeforeUs: fc.nat(200),
  isUploading: fc.boolean(),
  isBehind: fc.boolean(),
});

test('the backlog has its share and its order, and the guest at the window goes at once', () => {
  fc.assert(
    fc.property(fc.array(candidateArbitrary, { maxLength: 30 }), (candidates) => {
      const nowUs = 100;
      const chosen = nextUploads(candidates, nowUs);
      const byId = new Map(candidates.map((each) => [each.utteranceId, each]));
      const picked = chosen.flatMap((id) => byId.get(id) ?? []);
      expect(picked.every((each) => !each.isUploading && each.notBeforeUs <= nowUs)).toBe(true);
      const uploading = candidates.filter((each) => !each.isLive && each.isUploading).length;
      const backlog = picked.filter(({ isLive }) => !isLive);
      expect(backlog.length).toBeLessThanOrEqual(Math.max(0, BACKLOG_UPLOADS - uploading));
      for (const each of backlog) {
        const older = candidates.filter(
          (other) =>
            !other.isLive &&
            !(other.isBehind && other.notBeforeUs > nowUs) &&
            other.laneId === each.laneId &&
            other.startedAtWallMs < each.startedAtWallMs,
        );
        expect(older).toEqual([]);
      }
      for (const laneId of lanes) {
        const live = candidates.filter((each) => each.isLive && each.laneId === laneId);
        const isBusy = live.some(({ isUploading }) => isUploading);
        const [oldest] = [...live].sort((a, b) => a.startedAtWallMs - b.startedAtWallMs);
        const isDue = oldest !== undefined && !isBusy && oldest.notBeforeUs <= nowUs;
        expect(picked.filter((each) => each.isLive && each.laneId === laneId)).toHaveLength(
          isDue ? 1 : 0,
        );
      }
    }),
  );
});

test('being away never counts against an utterance, being refused does', () => {
  const counts = { awayCount: 1_000, refusals: MAX_REFUSALS, timeouts: 1, isLive: true };
  for (const code of ['relay-away', 'upstream-away', 'busy', 'too-many-requests'] as const) {
    expect(judge({ code, retryAfterMs: undefined }, counts, 0.5).kind).toBe('away');
  }
  for (const code of ['not-a-wav', 'wrong-tenant', 'bad-request', 'upstream-failed'] as const) {
    const early = judge({ code, retryAfterMs: undefined }, { ...counts, refusals: 1 }, 0.5);
    expect(early.kind).toBe('retry');
    expect(judge({ code, retryAfterMs: undefined }, counts, 0.5)).toEqual({ kind: 'park' });
  }
});

test('the relay’s own word on when to come back is taken', () => {
  const counts = { awayCount: 3, refusals: 0, timeouts: 1, isLive: true };
  const verdict = judge({ code: 'busy', retryAfterMs: 777 }, counts, 0.5);
  expect(verdict).toEqual({ kind: 'away', delayMs: 777 });
});

test('a relay without a turn for the past holds up the past alone', () => {
  const counts = { awayCount: 1, refusals: MAX_REFUSALS, timeouts: 1, isLive: false };
  const verdict = judge({ code: 'busy', retryAfterMs: 5_000 }, counts, 0.5);
  expect(verdict).toEqual({ kind: 'later', delayMs: 5_000 });
});
