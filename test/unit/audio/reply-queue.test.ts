import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { ReplyQueue } from '../../../src/audio/play/reply-queue.ts';
import { utteranceIdSchema } from '../../../src/shared/ids.ts';

const newId = () => utteranceIdSchema.parse(v7());
const sound = (ms: number, value = 7) => new Int16Array(ms * 16).fill(value);

/** Takes 10 ms pieces for `ms`. */
function listen(queue: ReplyQueue, ms: number) {
  const taken = Array.from({ length: ms / 10 }, () => queue.take(160, 42));
  return {
    heard: taken.flatMap(({ samples }) => [...samples]),
    events: taken.flatMap(({ events }) => events),
  };
}

describe('reply queue', () => {
  test('waits for 80 ms of sound, then plays to the end and says what was heard', () => {
    const queue = new ReplyQueue();
    const utteranceId = newId();
    queue.add(utteranceId, sound(70), false);
    expect(listen(queue, 50)).toMatchObject({ events: [] });
    queue.add(utteranceId, sound(80), true);
    const { heard, events } = listen(queue, 400);
    expect(heard.slice(0, 150 * 16)).toEqual([...sound(150)]);
    expect(heard.slice(150 * 16).every((sample) => sample === 0)).toBe(true);
    expect(events).toEqual([
      { type: 'playback_started', utteranceId, startedAtUs: 42 },
      { type: 'playback_ended', utteranceId, playedMs: 150, totalMs: 150, stoppedBy: 'end' },
    ]);
  });

  test('a reply shorter than the jitter buffer is played as soon as it is whole', () => {
    const queue = new ReplyQueue();
    queue.add(newId(), sound(30), true);
    expect(listen(queue, 30).heard).toEqual([...sound(30)]);
  });

  test('a reply that runs dry starts again and is not started twice', () => {
    const queue = new ReplyQueue();
    const utteranceId = newId();
    queue.add(utteranceId, sound(120), false);
    listen(queue, 500);
    queue.add(utteranceId, sound(120, 9), true);
    const { heard, events } = listen(queue, 300);
    // Softly: it does not begin at its beginning.
    expect(heard.slice(80, 120 * 16)).toEqual([...sound(120, 9)].slice(80));
    expect(events.map(({ type }) => type)).toEqual(['playback_ended']);
  });

  test('replies are heard one after another', () => {
    const queue = new ReplyQueue();
    const [first, second] = [newId(), newId()];
    queue.add(first, sound(200, 1), true);
    queue.add(second, sound(200, 2), true);
    const { heard, events } = listen(queue, 1_000);
    expect([...new Set(heard)]).toEqual([1, 0, 2]);
    expect(events.map(({ utteranceId }) => utteranceId)).toEqual([first, first, second, second]);
  });

  test('stop silences at once, tells what was heard, and late pieces stay unheard', () => {
    const queue = new ReplyQueue();
    const utteranceId = newId();
    queue.add(utteranceId, sound(1_000), false);
    listen(queue, 300);
    expect(queue.stop('staff')).toEqual([
      { type: 'playback_ended', utteranceId, playedMs: 300, totalMs: 1_000, stoppedBy: 'staff' },
    ]);
    expect(queue.add(utteranceId, sound(500), true)).toEqual([]);
    const { heard } = listen(queue, 1_000);
    expect(heard.slice(80).every((sample) => sample === 0)).toBe(true);
    queue.add(utteranceId, sound(200), true);
    expect(listen(queue, 200).heard.slice(80)).toEqual([...sound(200)].slice(80));
  });

  test('a reply whose rest never comes does not hold up the next', () => {
    const queue = new ReplyQueue();
    const next = newId();
    queue.add(newId(), sound(200), false);
    queue.add(next, sound(200, 2), true);
    const { events } = listen(queue, 6_000);
    expect(events).toMatchObject([
      { type: 'playback_started' },
      { type: 'playback_ended', stoppedBy: 'failure' },
      { type: 'playback_started', utteranceId: next },
      { type: 'playback_ended', stoppedBy: 'end' },
    ]);
  });

  test('more than two minutes of waiting replies is refused, not kept', () => {
    const queue = new ReplyQueue();
    const utteranceId = newId();
    const events = Array.from({ length: 13 }, () =>
      queue.add(utteranceId, sound(10_000), false),
    ).flat();
    expect(events).toMatchObject([{ utteranceId, stoppedBy: 'failure' }]);
  });

  test('pieces of any size come out whole and in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 20 }),
        (sizes) => {
          const queue = new ReplyQueue();
          const utteranceId = newId();
          let next = 0;
          for (const [index, size] of sizes.entries()) {
            const piece = Int16Array.from({ length: size }, () => (next += 1) % 30_000 || 1);
            queue.add(utteranceId, piece, index === sizes.length - 1);
          }
          const { heard, events } = listen(queue, Math.ceil(next / 160) * 10 + 200);
          const expected = Array.from({ length: next }, (_, index) => (index + 1) % 30_000 || 1);
          expect(heard.slice(0, next)).toEqual(expected);
          expect(events.at(-1)).toMatchObject({ stoppedBy: 'end', playedMs: next / 16 });
        },
      ),
    );
  });
});
