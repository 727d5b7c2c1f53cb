/** A time of the restaurant as people read it: `5:30 PM`, on another day `Wed 5:30 PM`. */
export function returnTime(atMs: number, nowMs: number, timeZone: string, locale: string): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone });
  const isToday = day.format(atMs) === day.format(nowMs);
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
    ...(!isToday && { weekday: 'short' }),
  }).format(atMs);
}
