/** When a thing comes back by itself, in the restaurant's time of day. */

/** The restaurant's night is over: what was sold out "for today" is back, also after a late closing. */
export const MORNING_HOUR = 4;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** The next `hour:minute` of the restaurant after `nowMs`, as milliseconds since 1970. */
export function nextTimeOfDay(
  nowMs: number,
  { hour, minute }: { readonly hour: number; readonly minute: number },
  timeZone: string,
): number {
  const wanted = hour * 60 + minute;
  const startOfMinute = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  let wait = wanted - minutesAt(startOfMinute, timeZone);
  if (wait <= 0) wait += DAY_MINUTES;
  const guess = startOfMinute + wait * MINUTE_MS;
  // A clock change in between makes the day an hour longer or shorter.
  let off = wanted - minutesAt(guess, timeZone);
  if (off > DAY_MINUTES / 2) off -= DAY_MINUTES;
  if (off < -DAY_MINUTES / 2) off += DAY_MINUTES;
  const there = guess + off * MINUTE_MS;
  return there > nowMs ? there : there + DAY_MINUTES * MINUTE_MS;
}

/** "Until tomorrow": the end of the restaurant's night. */
export function nextMorning(nowMs: number, timeZone: string): number {
  return nextTimeOfDay(nowMs, { hour: MORNING_HOUR, minute: 0 }, timeZone);
}

/** Minutes since midnight in the zone; a zone that this machine does not know counts as UTC. */
function minutesAt(wallMs: number, timeZone: string): number {
  const form = { hour: 'numeric', minute: 'numeric', hourCycle: 'h23' } as const;
  const parts = (zone: string) => new Intl.DateTimeFormat('en-GB', { ...form, timeZone: zone });
  const read = (format: Intl.DateTimeFormat) => {
    const found = Object.fromEntries(
      format.formatToParts(wallMs).map(({ type, value }) => [type, value]),
    );
    return Number(found['hour']) * 60 + Number(found['minute']);
  };
  try {
    return read(parts(timeZone));
  } catch {
    return read(parts('UTC'));
  }
}
