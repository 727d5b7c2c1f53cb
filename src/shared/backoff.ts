/** Waits between attempts, in milliseconds: doubling from `baseMs` to `capMs`. */
export type BackoffPolicy = { readonly baseMs: number; readonly capMs: number };

/** Reconnecting to the relay: quick enough for a blink, slow enough for a restart. */
export const RECONNECT_BACKOFF: BackoffPolicy = { baseMs: 250, capMs: 2_000 };

/** No wait is shorter than this share of `baseMs`: nobody comes back at once. */
const FLOOR_SHARE = 0.25;

/**
 * The wait before attempt `attempt` (1 = first retry) with full jitter, so that stations that lost the
 * same relay spread over the whole step. `random` is a number in [0, 1).
 */
export function backoffDelayMs(policy: BackoffPolicy, attempt: number, random: number): number {
  const ceiling = Math.min(policy.capMs, policy.baseMs * 2 ** Math.min(attempt - 1, 16));
  const floorMs = policy.baseMs * FLOOR_SHARE;
  return Math.round(floorMs + (ceiling - floorMs) * random);
}
