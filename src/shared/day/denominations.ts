/** Notes and coins to count a drawer by, in cents, large to small; those in use, as the central banks list them. */
import type { Cents } from '../money.ts';

const TABLES: Readonly<Record<string, readonly Cents[]>> = {
  USD: [10_000, 5_000, 2_000, 1_000, 500, 100, 25, 10, 5, 1],
  CAD: [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 25, 10, 5],
  EUR: [20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  GBP: [5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  MXN: [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50],
};

/** Empty for a currency that has no table: the drawer is counted as one sum. */
export function denominationsOf(currency: string): readonly Cents[] {
  return TABLES[currency] ?? [];
}
