/** Integer cents everywhere; tax in basis points (800 = 8 %), rounded half up once per ticket. */
export type Cents = number;

export function taxCents(subtotalCents: Cents, basisPoints: number): Cents {
  return Math.floor((subtotalCents * basisPoints + 5_000) / 10_000);
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
