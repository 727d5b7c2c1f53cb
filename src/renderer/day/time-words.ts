/** A moment as people read it, with the day: shifts go over midnight. */
export function timeWords(atMs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(atMs);
}
