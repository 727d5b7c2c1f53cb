import { expect, test } from 'vitest';
import {
  figuresOf,
  verdictOf,
  type Recording,
} from '../../../../src/main/voice/self-test/judge-device.ts';
import { testTones, TONES_MS } from '../../../../src/main/voice/self-test/test-tones.ts';

const level = (rmsDbfs: number, clippedSamples = 0) => ({
  rmsDbfs,
  peakDbfs: Math.min(0, rmsDbfs + 10),
  clippedSamples,
});
const recorded = (levels: Recording['levels'], change: Partial<Recording> = {}) =>
  verdictOf(
    figuresOf({ openMs: 120, levels, missingMs: 3, playedMs: TONES_MS, ...change }),
    TONES_MS,
  );
const room = Array.from({ length: 20 }, () => level(-58));
const speech = Array.from({ length: 20 }, () => level(-22));

test('speech over a quiet room is healthy, with or without something to play on', () => {
  expect(recorded([...room, ...speech])).toBe('healthy');
  expect(recorded([...room, ...speech], { playedMs: undefined })).toBe('healthy');
});

test('each fault has its verdict', () => {
  expect(recorded(room.map(() => level(-90)))).toBe('silent');
  expect(recorded([...room, ...speech.map(() => level(-6, 40))])).toBe('clipped');
  expect(recorded([...speech, ...speech])).toBe('noisy');
  expect(recorded([...room, ...speech], { missingMs: 400 })).toBe('choppy');
  expect(recorded([...room, ...speech], { playedMs: 300 })).toBe('cannot-play');
});

test('one click at full scale does not make a microphone too loud', () => {
  expect(recorded([...room, ...speech, level(-10, 1)])).toBe('healthy');
});

test('the tones are as long as they say and never cut off', () => {
  const bytes = testTones();
  expect(bytes.length).toBe((TONES_MS * 16_000 * 2) / 1_000);
  const samples = new Int16Array(bytes.buffer);
  expect(Math.max(...samples)).toBeLessThan(4_200);
  expect(Math.max(...samples)).toBeGreaterThan(3_900);
});
