/** Compares the station's clock with the relay's at every answer: HTTP's `Date`, a second exact. */
import type { RelayFetch } from '../relay-line.ts';

/** Order times, "today" and what comes back by itself are still right within this. */
const MAX_OFF_MS = 2 * 60_000;

export type ClockOff = {
  /** How far the station's clock is ahead of the relay's; negative: behind. */
  readonly aheadMs: number;
};

/** `fetch` that tells when the clocks differ by more than two minutes, and (undefined) when they agree again. */
export function watchClock(
  fetchFrom: RelayFetch,
  wallMs: () => number,
  onClock: (off: ClockOff | undefined) => void,
): RelayFetch {
  let isOff = false;
  return async (input, init) => {
    const response = await fetchFrom(input, init);
    const relayMs = Date.parse(response.headers.get('date') ?? '');
    if (Number.isNaN(relayMs)) return response;
    const aheadMs = wallMs() - relayMs;
    const wasOff = isOff;
    isOff = Math.abs(aheadMs) > MAX_OFF_MS;
    if (isOff) onClock({ aheadMs });
    else if (wasOff) onClock(undefined);
    return response;
  };
}
