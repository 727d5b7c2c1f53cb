import { readFileSync } from 'node:fs';

/** Linux accounts processor time in ticks of this many a second for programs (USER_HZ). */
const TICKS_PER_SECOND = 100;

/** User and system time of the processes so far, in seconds. */
export function readCpuSeconds(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, count) => sum + count, 0) / TICKS_PER_SECOND;
}
