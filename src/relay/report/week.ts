/** The ISO week of a time, as the restaurant's own calendar has it: `2026-W48`. */
const DAY_MS = 24 * 3_600_000;

/** For one restaurant: making a calendar costs more than asking it. */
export function weeksIn(timeZone: string): (atMs: number) => string {
  const calendar = calendarOf(timeZone);
  return (atMs) => {
    const [year = 0, month = 1, day = 1] = calendar.format(atMs).split('-').map(Number);
    return isoWeekOf(new Date(Date.UTC(year, month - 1, day)));
  };
}

/** A time zone that nobody knows is taken for UTC: a report with one week's edge off is better than none. */
function calendarOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-CA', { timeZone: 'UTC' });
  }
}

/** ISO 8601: a week belongs to the year that has its Thursday. */
function isoWeekOf(date: Date): string {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY_MS);
  const firstOfYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - firstOfYear) / DAY_MS / 7) + 1;
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}
