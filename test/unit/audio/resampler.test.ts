import { describe, expect, test } from 'vitest';
import { createResampler, fromMono, toMono } from '../../../src/audio/resampler.ts';

const tone = (rateHz: number, seconds: number) =>
  Int16Array.from({ length: rateHz * seconds }, (_, index) =>
    Math.round(10_000 * Math.sin((2 * Math.PI * 440 * index) / rateHz)),
  );

describe('resampler', () => {
  test.each([48_000, 44_100, 8_000, 22_050])(
    'keeps a tone a tone from %i Hz, in pieces',
    async (rateHz) => {
      const resample = await createResampler(rateHz, 16_000);
      const samples = tone(rateHz, 1);
      const pieces: number[] = [];
      for (let at = 0; at < samples.length; at += 441)
        pieces.push(...resample(samples.subarray(at, at + 441)));
      expect(pieces.length).toBeGreaterThan(15_900);
      expect(pieces.length).toBeLessThanOrEqual(16_001);
      const middle = pieces.slice(1_000, -1_000);
      const rms = Math.sqrt(
        middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length,
      );
      expect(rms).toBeCloseTo(10_000 / Math.SQRT2, -2);
      // 440 Hz crosses zero 880 times a second: no seam adds or loses a crossing.
      const crossings = middle.filter(
        (sample, index) => index > 0 && sample >= 0 !== (middle[index - 1] ?? 0) >= 0,
      );
      expect(Math.abs(crossings.length - (middle.length * 880) / 16_000)).toBeLessThanOrEqual(1);
    },
  );

  test('leaves 16 kHz untouched', async () => {
    const samples = tone(16_000, 0.1);
    expect((await createResampler(16_000, 16_000))(samples)).toBe(samples);
  });

  test('full scale does not wrap around', async () => {
    const resample = await createResampler(48_000, 16_000);
    const square = Int16Array.from({ length: 48_000 }, (_, index) =>
      index % 960 < 480 ? 32_767 : -32_768,
    );
    const flips = [...resample(square)].filter((sample, index, all) => {
      const before = all[index - 1] ?? sample;
      return Math.abs(sample - before) > 60_000;
    });
    expect(flips).toEqual([]);
  });
});

test('stereo becomes the mean of both sides and back the same on both', () => {
  expect(toMono(Int16Array.of(100, 300, -5, -7, 32_767, 32_767), 2)).toEqual(
    Int16Array.of(200, -6, 32_767),
  );
  expect(fromMono(Int16Array.of(1, 2), 2)).toEqual(Int16Array.of(1, 1, 2, 2));
});
