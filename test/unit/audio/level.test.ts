import { expect, test } from 'vitest';
import { addToLevel, NO_SOUND, readLevel, SILENCE_DBFS } from '../../../src/audio/listen/level.ts';

const sine = (amplitude: number) =>
  Int16Array.from({ length: 1_600 }, (_, index) =>
    Math.round(amplitude * Math.sin((index * Math.PI) / 16)),
  );

test('a sine at half scale reads -6 dBFS peak and -9 dBFS RMS', () => {
  const level = readLevel(addToLevel(NO_SOUND, sine(16_384)));
  expect(level.peakDbfs).toBeCloseTo(-6.02, 1);
  expect(level.rmsDbfs).toBeCloseTo(-9.03, 1);
  expect(level.clippedSamples).toBe(0);
});

test('digital silence and no sound at all read as silence', () => {
  expect(readLevel(NO_SOUND).rmsDbfs).toBe(SILENCE_DBFS);
  expect(readLevel(addToLevel(NO_SOUND, new Int16Array(160))).peakDbfs).toBe(SILENCE_DBFS);
});

test('samples at either end of the scale count as clipped, over several buffers', () => {
  const clipped = Int16Array.of(32_767, -32_768, -32_767, 32_766);
  expect(readLevel(addToLevel(addToLevel(NO_SOUND, clipped), clipped)).clippedSamples).toBe(6);
});
