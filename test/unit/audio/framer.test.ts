import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Framer } from '../../../src/audio/listen/framer.ts';
import { FRAME_SAMPLES } from '../../../src/shared/speech/audio-format.ts';

const ramp = (length: number) =>
  Int16Array.from({ length }, (_, index) => (index % 65_536) - 32_768);

describe('framer', () => {
  test('gives every sample once and in order, however the device cuts them', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 1_500 }), { maxLength: 40 });
    fc.assert(
      fc.property(sizes, (lengths) => {
        const total = lengths.reduce((sum, length) => sum + length, 0);
        const all = ramp(total);
        const framer = new Framer();
        let at = 0;
        const frames = lengths.flatMap((length, index) => {
          at += length;
          return framer.push(all.subarray(at - length, at), index * 1_000);
        });
        const whole = total - (total % FRAME_SAMPLES);
        expect(frames.flatMap(({ samples }) => [...samples])).toEqual([...all.subarray(0, whole)]);
        expect(frames.every(({ samples }) => samples.length === FRAME_SAMPLES)).toBe(true);
      }),
    );
  });

  test('stamps a frame with the time of its last sample', () => {
    const framer = new Framer();
    // 50 ms handed over at 1 s: two frames, whose last samples were 30 and 10 ms before the end.
    const times = framer.push(ramp(800), 1_000_000).map(({ capturedAtUs }) => capturedAtUs);
    expect(times).toEqual([970_000, 990_000]);
    expect(framer.push(ramp(160), 1_010_000)).toMatchObject([{ capturedAtUs: 1_010_000 }]);
  });

  test('never goes back in time when a burst follows a stall', () => {
    const anyTimes = fc.array(fc.tuple(fc.integer({ min: 1, max: 2_000 }), fc.nat(10_000_000)));
    fc.assert(
      fc.property(anyTimes, (buffers) => {
        const framer = new Framer();
        const times = buffers.flatMap(([length, atUs]) =>
          framer.push(ramp(length), atUs).map(({ capturedAtUs }) => capturedAtUs),
        );
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
    );
  });

  test('a frame keeps its samples when the buffer it came from is used again', () => {
    const buffer = ramp(FRAME_SAMPLES);
    const [frame] = new Framer().push(buffer, 0);
    buffer.fill(0);
    expect(frame?.samples).toEqual(ramp(FRAME_SAMPLES));
  });
});
