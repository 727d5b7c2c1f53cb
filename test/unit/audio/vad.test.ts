import { expect, test } from 'vitest';
import { createVad } from '../../../src/audio/listen/vad.ts';
import { FRAME_SAMPLES } from '../../../src/shared/speech/audio-format.ts';

/** The share of voiced frames in a second of sound. */
async function voicedShare(sampleAt: (index: number) => number): Promise<number> {
  const isVoiced = await createVad();
  const frames = Array.from({ length: 50 }, (_, frame) =>
    Int16Array.from({ length: FRAME_SAMPLES }, (__, index) =>
      sampleAt(frame * FRAME_SAMPLES + index),
    ),
  );
  return frames.filter((samples) => isVoiced(samples)).length / frames.length;
}

test('a hummed vowel in syllables is speech', async () => {
  const vowel = (index: number) => {
    const seconds = index / 16_000;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 4 * seconds));
    const harmonics = [1, 2, 3, 4, 5, 6, 8, 10].map(
      (n) => Math.sin(2 * Math.PI * 140 * n * seconds) / n,
    );
    return Math.round(9_000 * syllable * harmonics.reduce((sum, value) => sum + value, 0) * 0.5);
  };
  expect(await voicedShare(vowel)).toBeGreaterThan(0.4);
});

test('silence and a mains hum are not', async () => {
  expect(await voicedShare(() => 0)).toBe(0);
  const hum = (index: number) => Math.round(300 * Math.sin((2 * Math.PI * 50 * index) / 16_000));
  expect(await voicedShare(hum)).toBe(0);
});

test('a frame of another length is a bug and throws', async () => {
  const isVoiced = await createVad();
  expect(() => isVoiced(new Int16Array(100))).toThrow('100 samples');
});
