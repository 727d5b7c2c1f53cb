/** No click: the largest step between two samples is no larger than in the sound itself. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { Gain } from '../../../src/audio/play/gain.ts';
import { ReplyQueue } from '../../../src/audio/play/reply-queue.ts';
import { utteranceIdSchema } from '../../../src/shared/ids.ts';

const newId = () => utteranceIdSchema.parse(v7());

/** A voiced sound of this pitch with two overtones. */
const voiced = (ms: number, pitchHz: number, amplitude = 8_000) =>
  Int16Array.from({ length: ms * 16 }, (_, at) => {
    const turn = (2 * Math.PI * pitchHz * at) / 16_000;
    return (amplitude * (Math.sin(turn) + 0.5 * Math.sin(2 * turn) + 0.3 * Math.sin(3 * turn))) / 2;
  });

const largestStep = (samples: readonly number[]) =>
  samples.reduce(
    (most, sample, at) => Math.max(most, Math.abs(sample - (samples[at - 1] ?? 0))),
    0,
  );

function listen(queue: ReplyQueue, ms: number): number[] {
  return Array.from({ length: ms / 10 }, () => [...queue.take(160, 42).samples]).flat();
}

const pitch = fc.integer({ min: 80, max: 320 });

describe('what the guest hears', () => {
  test('a reply that runs dry fades within 60 ms and comes back, without a click', () => {
    fc.assert(
      fc.property(pitch, fc.integer({ min: 100, max: 400 }), (pitchHz, dryAfterMs) => {
        const queue = new ReplyQueue();
        const utteranceId = newId();
        const sound = voiced(1_000, pitchHz);
        queue.add(utteranceId, sound.slice(0, dryAfterMs * 16), false);
        const before = listen(queue, 600);
        queue.add(utteranceId, sound.slice(dryAfterMs * 16), true);
        const after = listen(queue, 1_200);
        const gap = before.slice(dryAfterMs * 16);
        expect(largestStep([...before, ...after])).toBeLessThan(1.3 * largestStep([...sound]));
        expect(gap.slice(0, 160).some((sample) => Math.abs(sample) > 1_000)).toBe(true);
        expect(gap.slice(960).every((sample) => sample === 0)).toBe(true);
      }),
    );
  });

  test('a reply that is held goes silent within 5 ms, and goes on where it was', () => {
    fc.assert(
      fc.property(pitch, fc.integer({ min: 2, max: 30 }), (pitchHz, heldAfter) => {
        const queue = new ReplyQueue();
        const sound = voiced(1_000, pitchHz);
        queue.add(newId(), sound, true);
        const before = listen(queue, heldAfter * 10);
        expect(queue.hold(42)).toMatchObject([{ type: 'playback_held', playedMs: heldAfter * 10 }]);
        const held = listen(queue, 500);
        expect(held.slice(80).every((sample) => sample === 0)).toBe(true);
        expect(queue.resume(43)).toMatchObject([{ type: 'playback_resumed', atUs: 43 }]);
        const after = listen(queue, 1_100);
        expect(largestStep([...before, ...held, ...after])).toBeLessThan(
          1.3 * largestStep([...sound]),
        );
        const rest = [...sound].slice(heldAfter * 160);
        expect(after.slice(80, rest.length)).toEqual(rest.slice(80));
      }),
    );
  });

  test('a reply that is stopped goes silent within 5 ms without a click', () => {
    const queue = new ReplyQueue();
    const sound = voiced(600, 140);
    queue.add(newId(), sound, true);
    const before = listen(queue, 230);
    queue.stop('staff');
    const after = listen(queue, 100);
    expect(largestStep([...before, ...after])).toBeLessThan(1.3 * largestStep([...sound]));
    expect(after.slice(80).every((sample) => sample === 0)).toBe(true);
  });

  test('after it ran dry, a reply waits for more before it goes on, up to 150 ms', () => {
    const queue = new ReplyQueue();
    const utteranceId = newId();
    const waits = [80, 115, 150, 150].map((enoughMs) => {
      queue.add(utteranceId, voiced(enoughMs - 10, 140), false);
      const tooEarly = listen(queue, 20).some((sample) => Math.abs(sample) > 2_000);
      queue.add(utteranceId, voiced(10, 140), false);
      const begun = listen(queue, 60).some((sample) => Math.abs(sample) > 2_000);
      listen(queue, 400);
      return { tooEarly, begun };
    });
    expect(waits).toEqual(Array(4).fill({ tooEarly: false, begun: true }));
  });
});

describe('the volume', () => {
  test('changes within 20 ms and never in a step', () => {
    const gain = new Gain();
    const level = () => new Int16Array(160).fill(10_000);
    const heard = [1, 0.5, 'duck', 'unduck', 0, 1].flatMap((change) => {
      if (typeof change === 'number') gain.setVolume(change);
      else gain.duck(change === 'duck');
      return Array.from({ length: 4 }, () => {
        const samples = level();
        gain.apply(samples);
        return [...samples];
      });
    });
    const ends = [0, 1, 2, 3, 4, 5].map((at) => heard[at * 4 + 3]?.at(-1));
    expect(ends).toEqual([10_000, 5_000, 900, 5_000, 0, 10_000]);
    // 20 ms from silent to full, and one sample's rounding.
    const steps = heard.flat().map((sample, at, all) => Math.abs(sample - (all[at - 1] ?? sample)));
    expect(Math.max(...steps)).toBeLessThan(10_000 / 320 + 2);
  });
});
