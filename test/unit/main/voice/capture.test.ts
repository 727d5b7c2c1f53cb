import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Capture } from '../../../../src/main/voice/lane/capture.ts';
import { newUtteranceId } from '../../../support/journal-fixture.ts';

const FRAME_US = 20_000;

/** A host that numbers frames as the audio port says, on a clock of frames. */
function lane(speed = 1) {
  const sequences: number[] = [];
  const ends: { nextSequence: number; reason: string }[] = [];
  const gaps: number[] = [];
  let started = 0;
  const capture = new Capture(
    {
      onStarted: () => {
        started += 1;
        return newUtteranceId();
      },
      onFrames: (_, frames) => sequences.push(...frames.map(({ sequence }) => sequence)),
      onGap: (_, gapMs) => gaps.push(gapMs),
      onEnded: (_, end) => ends.push(end),
    },
    speed,
  );
  const frames = (speechNumber: number, sequence: number, atFrame: number, count = 1) =>
    capture.frames({
      type: 'frames',
      speechNumber,
      sequence,
      capturedAtUs: (atFrame * FRAME_US) / speed,
      discontinuity: false,
      pcm: new Uint8Array(640 * count),
    });
  const start = (speechNumber: number) =>
    capture.started({ type: 'speech_started', speechNumber, by: 'vad', startedAtUs: 0 });
  const end = (speechNumber: number) =>
    capture.ended({
      type: 'speech_ended',
      speechNumber,
      nextSequence: 0,
      endedAtUs: 0,
      reason: 'silence',
    });
  return { capture, frames, start, end, sequences, ends, gaps, startedCount: () => started };
}

test('after a respawn the sequence jumps by exactly the frames that the clock says were lost', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 200 }),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom(1, 10),
      (before, lost, after, speed) => {
        const { capture, frames, start, end, sequences, ends, gaps, startedCount } = lane(speed);
        start(3);
        frames(3, 0, 0, before);
        capture.hostGone();
        expect(capture.continued?.nextSequence).toBe(before);
        start(1);
        for (let index = 0; index < after; index += 1) {
          frames(1, before + index, before + lost + index);
        }
        end(1);
        const first = before + lost;
        expect(sequences).toEqual([
          ...Array.from({ length: before }, (_, index) => index),
          ...Array.from({ length: after }, (_, index) => first + index),
        ]);
        expect(gaps).toEqual(lost === 0 ? [] : [lost * 20]);
        expect(ends).toMatchObject([{ nextSequence: first + after }]);
        expect(startedCount()).toBe(1);
      },
    ),
  );
});

test('what a host says of a speech that is not open is nobody’s', () => {
  const { frames, start, end, sequences, ends } = lane();
  expect(frames(1, 0, 0)).toBe(false);
  start(1);
  end(2);
  expect(frames(2, 0, 0)).toBe(false);
  expect(frames(1, 0, 0)).toBe(true);
  expect(sequences).toEqual([0]);
  expect(ends).toEqual([]);
});

test('a speech that begins before the last has ended ends it', () => {
  const { frames, start, sequences, ends, startedCount } = lane();
  start(1);
  frames(1, 0, 0, 4);
  start(2);
  frames(2, 0, 9);
  expect(ends).toMatchObject([{ nextSequence: 4, reason: 'closed' }]);
  expect(startedCount()).toBe(2);
  expect(sequences).toEqual([0, 1, 2, 3, 0]);
});
