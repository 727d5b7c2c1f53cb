import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  heardAfterPause,
  heardAnew,
  heardNothing,
  UNKNOWN_PACE,
  waitFrames,
  type Pace,
} from '../../../src/audio/listen/pace.ts';

/** 700 ms and 1.8 s. */
const limits = { shortestFrames: 35, longestFrames: 90 };
const spoken: Pace = { ...UNKNOWN_PACE, quietFrames: 0 };
const quietFor = (pace: Pace, frames: number) => heardNothing(pace, frames);

describe('the wait for an end', () => {
  test('is the shortest for somebody who does not pause', () => {
    expect(waitFrames(UNKNOWN_PACE, limits)).toBe(35);
    expect(waitFrames(heardAfterPause(spoken, 10, limits), limits)).toBe(35);
  });

  test('is half as long again as the longest pause inside the utterance', () => {
    const pace = heardAfterPause(spoken, 30, limits);
    expect(waitFrames(pace, limits)).toBe(45);
    expect(waitFrames(heardAfterPause(pace, 20, limits), limits)).toBe(45);
  });

  test('outlasts a pause that has cut the guest off', () => {
    const pace = heardAnew(quietFor(spoken, 50), limits);
    expect(waitFrames(pace, limits)).toBeGreaterThan(50);
  });

  test('is half forgotten when an utterance had really ended, and wholly for the next guest', () => {
    const pace = heardAfterPause(spoken, 34, limits);
    expect(waitFrames(pace, limits)).toBe(51);
    expect(waitFrames(heardAnew(quietFor(pace, 200), limits), limits)).toBe(43);
    expect(waitFrames(heardAnew(quietFor(pace, 501), limits), limits)).toBe(35);
  });

  test('never leaves its limits, and a pause that was borne is borne again', () => {
    const events = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('pause' as const), frames: fc.integer({ min: 1, max: 89 }) }),
        fc.record({ kind: fc.constant('anew' as const), frames: fc.integer({ min: 1, max: 900 }) }),
      ),
      { maxLength: 50 },
    );
    fc.assert(
      fc.property(events, (all) => {
        let pace = spoken;
        for (const { kind, frames } of all) {
          const before = waitFrames(pace, limits);
          const isBorne = kind === 'pause' && frames < before;
          pace = isBorne
            ? heardAfterPause(pace, frames, limits)
            : heardAnew(quietFor(pace, Math.max(frames, before)), limits);
          const after = waitFrames(pace, limits);
          expect(after).toBeGreaterThanOrEqual(limits.shortestFrames);
          expect(after).toBeLessThanOrEqual(limits.longestFrames);
          if (isBorne) expect(after).toBeGreaterThan(frames);
          if (isBorne) expect(after).toBeGreaterThanOrEqual(before);
        }
      }),
    );
  });
});
