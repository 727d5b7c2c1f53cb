/**
 * When utterances of the past may be asked of the upstream: a few at a time, none begun while a guest waits for
 * first words, and while guests speak each place rests after its turn, so that the past has at most a share of the
 * recogniser. Never starved: with a guest always waiting a place still has its turn, after its rest and `MAX_HOLD_MS`.
 * Owned by the uploads.
 */

/** Places toward one upstream. */
export const BACKLOG_PLACES = 2;
/** Of a place's time, while anybody speaks. */
export const BACKLOG_SHARE = 0.3;
/** A guest who has just spoken hears an answer and goes on: the past stays at its share for so long. */
export const RECENT_MS = 15_000;
/** So much longer may a turn have to wait for a guest's first words, which come 0.6 s after the first breath. */
export const MAX_HOLD_MS = 1_500;
const HOLD_STEP_MS = 50;
/** One slow answer must not close a place for minutes. */
const MAX_REST_MS = 10_000;
const MAX_WAITING = 256;
/** A station that waits longer is told to come back; its connection is worth more than its place. */
const WAIT_LIMIT_MS = 15_000;

type Deps = {
  /** Somebody speaks, or waits at a window for an answer, or did so within `RECENT_MS`. */
  readonly isAnyoneLive: () => boolean;
  /** Somebody has begun to speak and has no words yet. */
  readonly areFirstWordsAwaited: () => boolean;
  readonly monotonicMs: () => number;
};

export class BacklogTurns {
  readonly #deps: Deps;
  readonly #waiting = new Set<(hasPlace: boolean) => void>();
  readonly #rests = new Set<NodeJS.Timeout>();
  #free = BACKLOG_PLACES;
  #isStopped = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** In the order of their coming. `busy`: there was no place in time, and `work` has not begun. */
  async run<Value>(work: () => Promise<Value>): Promise<Value | 'busy'> {
    if (!(await this.#place())) return 'busy';
    await this.#letFirstWordsCome();
    if (this.#isStopped) return 'busy';
    const { monotonicMs, isAnyoneLive } = this.#deps;
    const startedAtMs = monotonicMs();
    try {
      return await work();
    } finally {
      const tookMs = monotonicMs() - startedAtMs;
      this.#rest(isAnyoneLive() ? restAfterMs(tookMs) : 0);
    }
  }

  stop(): void {
    this.#isStopped = true;
    for (const rest of this.#rests) clearTimeout(rest);
    for (const tell of [...this.#waiting]) tell(false);
  }

  #place(): Promise<boolean> {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve(true);
    }
    if (this.#waiting.size >= MAX_WAITING) return Promise.resolve(false);
    return new Promise((resolve) => {
      const tell = (hasPlace: boolean): void => {
        clearTimeout(limit);
        this.#waiting.delete(tell);
        resolve(hasPlace);
      };
      const limit = setTimeout(() => tell(false), WAIT_LIMIT_MS);
      this.#waiting.add(tell);
    });
  }

  async #letFirstWordsCome(): Promise<void> {
    const { areFirstWordsAwaited, monotonicMs } = this.#deps;
    const untilMs = monotonicMs() + MAX_HOLD_MS;
    while (!this.#isStopped && areFirstWordsAwaited() && monotonicMs() < untilMs)
      await new Promise((resolve) => setTimeout(resolve, HOLD_STEP_MS));
  }

  #rest(restMs: number): void {
    if (restMs === 0) {
      this.#pass();
      return;
    }
    const timer = setTimeout(() => {
      this.#rests.delete(timer);
      this.#pass();
    }, restMs);
    this.#rests.add(timer);
  }

  #pass(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#free += 1;
    else next(true);
  }
}

/** So long that a place is busy for no more than its share. */
export function restAfterMs(tookMs: number): number {
  return Math.min(MAX_REST_MS, (tookMs * (1 - BACKLOG_SHARE)) / BACKLOG_SHARE);
}
