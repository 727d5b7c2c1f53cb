/**
 * One fsync for everything that was written since the last: at most one round in 80 ms, however many lanes
 * write, off the main thread. A written record survives the death of this process at once and a power
 * cut after the next round.
 */
import { fdatasync } from 'node:fs';
import type { Cancel, Clock } from '../clock.ts';

export const SYNC_INTERVAL_MS = 80;

/** `fdatasync` of Node, off the main thread. */
export type Sync = (
  descriptor: number,
  done: (failure: NodeJS.ErrnoException | null) => void,
) => void;

export class GroupSync {
  readonly #clock: Clock;
  readonly #sync: Sync;
  readonly #onFailure: (code: string, descriptor: number) => void;
  #dirty = new Set<number>();
  #waiting: (() => void)[] = [];
  #cancel: Cancel | undefined;
  #isRunning = false;
  #lastStartUs = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor(deps: {
    clock: Clock;
    sync: Sync | undefined;
    onFailure: (code: string, descriptor: number) => void;
  }) {
    this.#clock = deps.clock;
    this.#sync = deps.sync ?? fdatasync;
    this.#onFailure = deps.onFailure;
  }

  /** How many fsyncs were asked of the disk. */
  get count(): number {
    return this.#count;
  }

  /** `descriptor` has news that the next round must put on the platter. */
  mark(descriptor: number): void {
    this.#dirty.add(descriptor);
    this.#arm();
  }

  /** Resolves when everything marked before now is on the platter (or the disk refused, which was reported). */
  synced(): Promise<void> {
    if (this.#dirty.size === 0 && !this.#isRunning) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#arm();
    });
  }

  /** Syncs now instead of at the next round; for the end of the process. */
  async flush(): Promise<void> {
    const synced = this.synced();
    this.#cancel?.();
    this.#cancel = undefined;
    if (!this.#isRunning) this.#round();
    await synced;
  }

  #arm(): void {
    if (this.#cancel !== undefined || this.#isRunning) return;
    const sinceMs = (this.#clock.nowUs() - this.#lastStartUs) / 1_000;
    const delayMs = Math.max(0, Math.ceil(SYNC_INTERVAL_MS - sinceMs));
    this.#cancel = this.#clock.after(delayMs, () => this.#round());
  }

  #round(): void {
    this.#cancel = undefined;
    this.#isRunning = true;
    this.#lastStartUs = this.#clock.nowUs();
    const descriptors = this.#dirty;
    const waiting = this.#waiting;
    this.#dirty = new Set();
    this.#waiting = [];
    let left = descriptors.size;
    const done = (): void => {
      this.#isRunning = false;
      for (const resolve of waiting) resolve();
      if (this.#dirty.size > 0 || this.#waiting.length > 0) this.#arm();
    };
    if (left === 0) {
      done();
      return;
    }
    for (const descriptor of descriptors) {
      this.#count += 1;
      this.#sync(descriptor, (failure) => {
        if (failure !== null) this.#onFailure(failure.code ?? 'unknown', descriptor);
        left -= 1;
        if (left === 0) done();
      });
    }
  }
}
