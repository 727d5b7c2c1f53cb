import { expect, test } from 'vitest';
import {
  GroupSync,
  SYNC_INTERVAL_MS,
  type Sync,
} from '../../../../../src/main/voice/journal/group-sync.ts';
import { VirtualClock } from '../../../../support/virtual-clock.ts';

/** A disk whose syncs take a while, and frames of one lane every 20 ms for a second. */
function speakOnto(diskMs: number): { readonly startsMs: number[]; readonly oldestMs: number } {
  const clock = new VirtualClock();
  const startsMs: number[] = [];
  let unsyncedMs: number[] = [];
  let oldestMs = 0;
  const sync: Sync = (_, done) => {
    startsMs.push(clock.wallMs());
    const covered = unsyncedMs;
    unsyncedMs = [];
    clock.after(diskMs, () => {
      oldestMs = Math.max(oldestMs, ...covered.map((atMs) => clock.wallMs() - atMs));
      done(null);
    });
  };
  const group = new GroupSync({ clock, sync, onFailure: () => expect.unreachable() });
  for (let atMs = 0; atMs < 1_000; atMs += 20) {
    clock.runTo(atMs);
    unsyncedMs.push(atMs);
    group.mark(3);
  }
  clock.runTo(2_000);
  expect(unsyncedMs).toEqual([]);
  return { startsMs, oldestMs };
}

test('rounds begin 80 ms after the last began, however long the disk takes, and no frame waits for more', () => {
  for (const diskMs of [1, 30, 70]) {
    const { startsMs, oldestMs } = speakOnto(diskMs);
    const waits = startsMs.slice(1).map((atMs, nth) => atMs - (startsMs[nth] ?? 0));
    expect(new Set(waits)).toEqual(new Set([SYNC_INTERVAL_MS]));
    expect(oldestMs).toBeLessThanOrEqual(SYNC_INTERVAL_MS + diskMs);
  }
});

test('a disk slower than that is asked again as soon as it is done', () => {
  const { startsMs, oldestMs } = speakOnto(130);
  const waits = startsMs.slice(1).map((atMs, nth) => atMs - (startsMs[nth] ?? 0));
  expect(new Set(waits)).toEqual(new Set([130]));
  expect(oldestMs).toBeLessThanOrEqual(2 * 130);
});
