import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import {
  BACKLOG_PLACES,
  BACKLOG_SHARE,
  BacklogTurns,
  MAX_HOLD_MS,
  restAfterMs,
} from '../../../src/relay/stations/backlog-turns.ts';

afterEach(() => {
  vi.useRealTimers();
});

function turns(isAnyoneLive: boolean, areFirstWordsAwaited = () => false): BacklogTurns {
  return new BacklogTurns({
    isAnyoneLive: () => isAnyoneLive,
    areFirstWordsAwaited,
    monotonicMs: () => performance.now(),
  });
}

test('no more of the past is asked at once than there are places, in the order of its coming', async () => {
  const backlog = turns(false);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const asked = Array.from({ length: 8 }, (_, index) =>
    backlog.run(async () => {
      begun.push(index);
      running += 1;
      most = Math.max(most, running);
      await delay(2);
      running -= 1;
      return index;
    }),
  );
  expect(await Promise.all(asked)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(BACKLOG_PLACES);
});

test('a place rests so long after a turn that it keeps to its share', () => {
  expect(300 / (300 + restAfterMs(300))).toBeCloseTo(BACKLOG_SHARE);
  expect(restAfterMs(60_000)).toBe(10_000);
});

test('a failure gives its place back, and what waits at the end is told so', async () => {
  const backlog = turns(false);
  for (let count = 0; count <= BACKLOG_PLACES; count += 1) {
    await expect(backlog.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  }
  const never = new Promise<string>(() => undefined);
  for (let count = 0; count < BACKLOG_PLACES; count += 1) void backlog.run(() => never);
  const waiting = backlog.run(() => never);
  backlog.stop();
  expect(await waiting).toBe('busy');
});

test('no turn begins while a guest waits for first words', async () => {
  vi.useFakeTimers();
  let areAwaited = true;
  let hasBegun = false;
  const turn = turns(true, () => areAwaited).run(() => {
    hasBegun = true;
    return Promise.resolve('words');
  });
  await vi.advanceTimersByTimeAsync(600);
  expect(hasBegun).toBe(false);
  areAwaited = false;
  await vi.advanceTimersByTimeAsync(100);
  expect(await turn).toBe('words');
});

test('guests who never stop speaking hold a turn up for no longer than its rest and the hold', async () => {
  vi.useFakeTimers();
  const backlog = turns(true, () => true);
  const answerMs = 1_000;
  let delivered = 0;
  const drain = async (count: number) => {
    for (let turn = 0; turn < count; turn += 1) {
      await backlog.run(() => new Promise<void>((resolve) => setTimeout(resolve, answerMs)));
      delivered += 1;
    }
  };
  const places = Array.from({ length: BACKLOG_PLACES }, () => drain(20));
  const turnMs = answerMs + restAfterMs(answerMs) + MAX_HOLD_MS + 50;
  await vi.advanceTimersByTimeAsync(20 * turnMs);
  expect(delivered).toBe(20 * BACKLOG_PLACES);
  await Promise.all(places);
  backlog.stop();
});

test('a stop ends the wait for first words, and its turn never begins', async () => {
  vi.useFakeTimers();
  const backlog = turns(true, () => true);
  const turn = backlog.run(() => Promise.reject(new Error('begun')));
  backlog.stop();
  await vi.advanceTimersByTimeAsync(100);
  expect(await turn).toBe('busy');
});
