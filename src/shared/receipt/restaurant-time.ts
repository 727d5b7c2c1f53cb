/** Times on paper are the restaurant's; a time zone that this machine does not know counts as UTC. */
export type RestaurantClock = { readonly timeZone: string; readonly locale: string };

type Form = Omit<Intl.DateTimeFormatOptions, 'timeZone'>;

export function dateAndTime(wallMs: number, clock: RestaurantClock): string {
  return inZone(wallMs, clock, { dateStyle: 'medium', timeStyle: 'short' });
}

export function timeOfDay(wallMs: number, clock: RestaurantClock): string {
  return inZone(wallMs, clock, { timeStyle: 'short' });
}

function inZone(wallMs: number, { timeZone, locale }: RestaurantClock, form: Form): string {
  try {
    return new Intl.DateTimeFormat(locale, { ...form, timeZone }).format(wallMs);
  } catch {
    return new Intl.DateTimeFormat(locale, { ...form, timeZone: 'UTC' }).format(wallMs);
  }
}
