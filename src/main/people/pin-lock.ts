/**
 * How many wrong PINs the station takes. Each fifth locks it, longer each time; only a manager's PIN clears
 * the count at once, so that nobody guesses between two uses of their own. Times are monotonic milliseconds.
 */
const TRIES = 5;
const FIRST_LOCK_MS = 30_000;
export const LONGEST_LOCK_MS = 15 * 60_000;
/** Typing errors of an hour ago say nothing. */
const FORGET_AFTER_MS = 10 * 60_000;
export const MOST_MEMORY_MS = LONGEST_LOCK_MS + FORGET_AFTER_MS;

export type PinLock = {
  readonly wrong: number;
  readonly forgetAtMs: number;
  readonly lockedUntilMs: number;
};

export const NO_WRONG_PIN: PinLock = { wrong: 0, forgetAtMs: 0, lockedUntilMs: 0 };

export function lockedForMs({ lockedUntilMs }: PinLock, nowMs: number): number {
  return Math.max(0, Math.ceil(lockedUntilMs - nowMs));
}

export function afterWrongPin(lock: PinLock, nowMs: number): PinLock {
  const wrong = (nowMs >= lock.forgetAtMs ? 0 : lock.wrong) + 1;
  const lockMs =
    wrong % TRIES === 0
      ? Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** (Math.floor(wrong / TRIES) - 1))
      : 0;
  return { wrong, forgetAtMs: nowMs + lockMs + FORGET_AFTER_MS, lockedUntilMs: nowMs + lockMs };
}
