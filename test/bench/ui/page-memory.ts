/** What the page holds once everything that can go has gone. */
import { readFileSync } from 'node:fs';
import type { CDPSession } from '@playwright/test';
import { round } from '../statistics.ts';

export type PageMemory = {
  readonly heapMb: number;
  /** Of the page's process, shared with no other. */
  readonly privateMb: number;
  readonly domNodes: number;
  readonly listeners: number;
};

const MB = 1_024 * 1_024;
/** What one collection lets go of, finalizers and weak references among it, the next can take. */
const COLLECTIONS = 3;

export async function readPageMemory(devTools: CDPSession, pid: number): Promise<PageMemory> {
  await devTools.send('Performance.enable');
  // Caches and free pages that the browser would give back when memory is short: when it does is chance.
  await devTools.send('Memory.simulatePressureNotification', { level: 'critical' });
  for (let turn = 0; turn < COLLECTIONS; turn += 1) {
    await devTools.send('HeapProfiler.collectGarbage');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { metrics } = await devTools.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? NaN;
  return {
    heapMb: round(metric('JSHeapUsedSize') / MB, 3),
    privateMb: round(privateKb(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) / 1_024, 2),
    domNodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
  };
}

/** The sum of the process's private pages, as Linux lists them. */
export function privateKb(smapsRollup: string): number {
  return [...smapsRollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)].reduce(
    (sum, [, kb]) => sum + Number(kb),
    0,
  );
}

/** 0.1 is a tenth more than before. */
export const growth = (before: number, after: number): number =>
  round((after - before) / before, 3);
