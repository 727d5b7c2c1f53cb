/** A clock that goes only when it is told to: hours in a moment, to the microsecond. */
import type { Clock } from '../../src/main/voice/clock.ts';

type Due = { readonly atUs: number; readonly order: number; readonly run: () => void };

export class VirtualClock implements Clock {
  readonly #due = new Set<Due>();
  #nowUs = 0;
  #orders = 0;

  readonly nowUs = (): number => this.#nowUs;

  readonly wallMs = (): number => this.#nowUs / 1_000;

  readonly after = (delayMs: number, run: () => void): (() => void) => {
    this.#orders += 1;
    const due: Due = { atUs: this.#nowUs + delayMs * 1_000, order: this.#orders, run };
    this.#due.add(due);
    return () => this.#due.delete(due);
  };

  /** Runs what falls due until then, in order; what is due at the same time in the order it was asked for. */
  runTo(atMs: number): void {
    for (;;) {
      const next = this.#next(atMs * 1_000);
      if (next === undefined) break;
      this.#due.delete(next);
      this.#nowUs = Math.max(this.#nowUs, next.atUs);
      next.run();
    }
    this.#nowUs = Math.max(this.#nowUs, atMs * 1_000);
  }

  /** Time passes and nothing runs, as in a process that is stopped. */
  freeze(forMs: number): void {
    this.#nowUs += forMs * 1_000;
  }

  #next(untilUs: number): Due | undefined {
    let next: Due | undefined;
    for (const due of this.#due) {
      if (due.atUs > untilUs) continue;
      if (next === undefined || due.atUs < next.atUs) next = due;
      else if (due.atUs === next.atUs && due.order < next.order) next = due;
    }
    return next;
  }
}
