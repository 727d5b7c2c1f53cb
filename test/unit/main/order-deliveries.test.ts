import { expect, test, vi } from 'vitest';
import { Deliveries, type Attempt } from '../../../src/main/orders/deliveries.ts';

const NEVER_SOON = { baseMs: 3_600_000, capMs: 3_600_000 };
const SOON = { baseMs: 1, capMs: 2 };

function open(
  attempt: (id: number) => Promise<Attempt>,
  { backoff = SOON, waiting = [] as readonly number[] } = {},
) {
  const bugs: unknown[] = [];
  const deliveries = new Deliveries<number>(
    {
      attempt,
      backoff,
      random: () => 0,
      nowMs: () => performance.now(),
      log: { error: (fields) => bugs.push(fields) },
    },
    waiting,
  );
  return { deliveries, bugs };
}

test('one that the relay can not answer holds up no other', async () => {
  const done: number[] = [];
  const { deliveries } = open(
    (id) => {
      if (id === 0) return Promise.resolve('again');
      done.push(id);
      return Promise.resolve('done');
    },
    { backoff: NEVER_SOON, waiting: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
  );
  deliveries.wake();
  await vi.waitFor(() => expect(done).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]));
  await deliveries.stop();
});

test('never more than four at once, and one while nothing gets through', async () => {
  let isAway = true;
  let underWay = 0;
  const seen = { away: 0, back: 0 };
  const { deliveries } = open(
    async () => {
      underWay += 1;
      const when = isAway ? 'away' : 'back';
      seen[when] = Math.max(seen[when], underWay);
      await new Promise((resolve) => setTimeout(resolve, 1));
      underWay -= 1;
      return isAway ? 'away' : 'done';
    },
    { waiting: Array.from({ length: 500 }, (_, id) => id) },
  );
  deliveries.wake();
  await vi.waitFor(() => expect(seen.away).toBe(4));
  seen.away = 0;
  await vi.waitFor(() => expect(seen.away).toBe(1));
  isAway = false;
  await vi.waitFor(() => expect(seen.back).toBe(4));
  await deliveries.stop();
});

test('what was ordered just now goes before what has waited', async () => {
  const done: number[] = [];
  let isOpen = false;
  const { deliveries } = open(
    (id) => {
      if (isOpen) done.push(id);
      return Promise.resolve(isOpen ? 'done' : 'away');
    },
    { backoff: NEVER_SOON, waiting: Array.from({ length: 100 }, (_, id) => id) },
  );
  deliveries.wake();
  await new Promise((resolve) => setTimeout(resolve, 5));
  deliveries.add(1_000);
  isOpen = true;
  deliveries.wake();
  await vi.waitFor(() => expect(done).toHaveLength(101));
  expect(done[0]).toBe(1_000);
  await deliveries.stop();
});

test('more for one that is under way is sent after it', async () => {
  const starts: number[] = [];
  const { deliveries } = open(async (id) => {
    starts.push(id);
    if (starts.length === 1) deliveries.add(id);
    await Promise.resolve();
    return 'done';
  });
  deliveries.add(7);
  await vi.waitFor(() => expect(starts).toEqual([7, 7]));
  await deliveries.stop();
});

test('a bug in sending one is logged and costs no order', async () => {
  let tries = 0;
  const { deliveries, bugs } = open(() => {
    tries += 1;
    return tries === 1 ? Promise.reject(new Error('bug')) : Promise.resolve('done');
  });
  deliveries.add(1);
  await vi.waitFor(() => expect(tries).toBe(2));
  expect(bugs).toHaveLength(1);
  await deliveries.stop();
});

test('ten thousand are tried at the pace of the gate, not all at once, while the relay fails for each', async () => {
  let tries = 0;
  const { deliveries } = open(
    () => {
      tries += 1;
      return Promise.resolve('again');
    },
    { backoff: NEVER_SOON, waiting: Array.from({ length: 10_000 }, (_, id) => id) },
  );
  deliveries.wake();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(tries).toBeLessThan(20);
  await deliveries.stop();
});
