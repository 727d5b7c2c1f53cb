/** Integer cents everywhere; tax in basis points (800 = 8 %), rounded half up once per ticket. */
export type Cents = number;

export function taxCents(subtotalCents: Cents, basisPoints: number): Cents {
  return Math.floor((subtotalCents * basisPoints + 5_000) / 10_000);
}

/** Cents as people read them, e.g. `$12.50`. */
export function formatCents(cents: Cents, currency = 'USD', locale = 'en-US'): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(cents / 100);
}
