import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  BACKLOG_PLACES,
  BACKLOG_SHARE,
  BacklogTurns,
  restAfterMs,
} from '../../../src/relay/stations/backlog-turns.ts';

function turns(isAnyoneLive: boolean): BacklogTurns {
  return new BacklogTurns({
    isAnyoneLive: () => isAnyoneLive,
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
