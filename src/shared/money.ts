/** Integer cents everywhere; tax in basis points (800 = 8 %), rounded half up once per ticket. */
export type Cents = number;

/** Cities and states add up to rates such as 8.875 % (887.5 basis points): a rate is counted in hundredths of one. */
export function taxCents(subtotalCents: Cents, basisPoints: number): Cents {
  const hundredths = Math.round(basisPoints * 100);
  return Math.floor((subtotalCents * hundredths + 500_000) / 1_000_000);
}

/** One for each locale and currency: making one takes as long as drawing a whole item of the menu. */
const formats = new Map<string, Intl.NumberFormat>();

/** Cents as people read them, e.g. `$12.50`. */
export function formatCents(cents: Cents, currency = 'USD', locale = 'en-US'): string {
  const key = `${locale} ${currency}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, { style: 'currency', currency });
  formats.set(key, format);
  return format.format(cents / 100);
}
