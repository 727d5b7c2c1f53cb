/**
 * One printer's work: its jobs in order, one at a time, tried again while the printer is away. It ends by
 * itself when nothing waits and the printer is fine; a printer in trouble is asked until it is back, so that
 * the trouble leaves the screen by itself.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { backoffDelayMs, type BackoffPolicy } from '../../shared/backoff.ts';
import type { PrinterTrouble } from '../../shared/printing/printing-view.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { PrintDevice, PrintOutcome } from './print-device.ts';
import type { PrintJob } from './print-job.ts';

export type PrinterQueueDeps = {
  readonly device: PrintDevice;
  /** The oldest job that waits for this printer. */
  readonly next: () => PrintJob | undefined;
  /** Undefined when the job is not to be printed now after all. */
  readonly begin: (job: PrintJob) => Promise<Uint8Array | undefined>;
  readonly end: (job: PrintJob, outcome: PrintOutcome) => Promise<void>;
  readonly onTrouble: (trouble: PrinterTrouble | undefined) => void;
  readonly backoff: BackoffPolicy;
  readonly random: () => number;
};

type Errand = {
  readonly bytes: Uint8Array;
  readonly done: (outcome: Result<undefined, PrinterTrouble>) => void;
};

/** A drawer that opens long after the tap opens for nobody. */
const ERRAND_DEADLINE_MS = 8_000;

export class PrinterQueue {
  readonly #deps: PrinterQueueDeps;
  readonly #leaving = new AbortController();
  readonly #errands: Errand[] = [];
  #waking = new AbortController();
  #working: Promise<void> | undefined;
  #trouble: PrinterTrouble | undefined;
  /** Ask the printer even when nothing waits. */
  #mustCheck = true;

  constructor(deps: PrinterQueueDeps) {
    this.#deps = deps;
  }

  get trouble(): PrinterTrouble | undefined {
    return this.#trouble;
  }

  /** There is work, or a reason to try again now. */
  wake(): void {
    if (this.#leaving.signal.aborted) return;
    this.#waking.abort();
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
      // A job that came while the last look found none.
      if (!this.#leaving.signal.aborted && this.#hasWork()) this.wake();
    });
  }

  /** At once and before every job, or not at all: never later by itself. */
  runErrand(bytes: Uint8Array): Promise<Result<undefined, PrinterTrouble>> {
    return new Promise((resolve) => {
      const errand: Errand = {
        bytes,
        done: (outcome) => {
          clearTimeout(late);
          resolve(outcome);
        },
      };
      const late = setTimeout(() => {
        const at = this.#errands.indexOf(errand);
        if (at !== -1) this.#errands.splice(at, 1);
        resolve(fail(this.#trouble ?? 'silent'));
      }, ERRAND_DEADLINE_MS);
      this.#errands.push(errand);
      this.wake();
    });
  }

  /** What is being printed is given up: at the next start a person is asked about it. */
  async stop(): Promise<void> {
    this.#leaving.abort();
    this.#waking.abort();
    for (const { done } of this.#errands.splice(0)) done(fail(this.#trouble ?? 'silent'));
    await this.#working;
  }

  #hasWork(): boolean {
    return this.#errands.length > 0 || this.#deps.next() !== undefined;
  }

  async #work(): Promise<void> {
    let attempt = 0;
    while (!this.#leaving.signal.aborted) {
      this.#waking = new AbortController();
      const outcome = await this.#step();
      if (outcome === 'idle') break;
      if (outcome === 'skipped') continue;
      if (this.#isLeaving()) break;
      this.#tell(outcome.ok ? undefined : outcome.failure.trouble);
      if (outcome.ok) {
        attempt = 0;
        continue;
      }
      attempt += 1;
      const delayMs = backoffDelayMs(this.#deps.backoff, attempt, this.#deps.random());
      await wait(delayMs, undefined, { signal: this.#waking.signal }).catch(() => undefined);
    }
  }

  async #step(): Promise<PrintOutcome | 'idle' | 'skipped'> {
    const { device } = this.#deps;
    const { signal } = this.#leaving;
    const errand = this.#errands.shift();
    if (errand !== undefined) {
      const outcome = await device.print(errand.bytes, signal);
      errand.done(outcome.ok ? outcome : fail(outcome.failure.trouble));
      return outcome;
    }
    const job = this.#deps.next();
    if (job !== undefined) return this.#print(job);
    if (!this.#mustCheck && this.#trouble === undefined) return 'idle';
    const checked = await device.check(signal);
    this.#mustCheck = false;
    return checked;
  }

  async #print(job: PrintJob): Promise<PrintOutcome | 'skipped'> {
    const bytes = await this.#deps.begin(job);
    if (bytes === undefined) return 'skipped';
    const outcome = await this.#deps.device.print(bytes, this.#leaving.signal);
    // Given up because the app leaves: the file says `printing`, and the next start asks.
    if (!outcome.ok && this.#isLeaving() && outcome.failure.isSent) return outcome;
    await this.#deps.end(job, outcome);
    return outcome;
  }

  #isLeaving(): boolean {
    return this.#leaving.signal.aborted;
  }

  #tell(trouble: PrinterTrouble | undefined): void {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    this.#deps.onTrouble(trouble);
  }
}
