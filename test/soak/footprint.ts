/** What a process takes of the machine, as Linux accounts it. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Footprint } from './soak-messages.ts';

/** Undefined: it is gone. */
export function footprintOf(pid: number): Footprint | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const figure = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? NaN);
    const residentMb = figure('VmRSS') / 1_024;
    // One that has ended has no memory, and waits only to be told of.
    if (Number.isNaN(residentMb)) return undefined;
    return {
      residentMb,
      threads: figure('Threads'),
      files: readdirSync(`/proc/${pid}/fd`).length,
    };
  } catch {
    return undefined;
  }
}
