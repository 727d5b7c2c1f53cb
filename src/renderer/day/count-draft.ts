/** A drawer that is being counted: pieces of each note and coin, or one sum. Pure, integer cents. */
import type { Cents } from '../../shared/money.ts';

export const MAX_PIECES = 9_999;

export type Pieces = ReadonlyMap<Cents, number>;

export function countedCents(pieces: Pieces): Cents {
  return [...pieces].reduce((sum, [worth, count]) => sum + worth * count, 0);
}

/** What is typed are digits; more than a drawer holds is cut off. */
export function typedCount(text: string): number {
  const digits = text.replace(/\D/g, '').replace(/^0+/, '').slice(0, 4);
  return digits === '' ? 0 : Math.min(Number(digits), MAX_PIECES);
}

/** As much as the contract takes. */
const MAX_SUM_CENTS = 100_000_000;

/** The digits are cents, as at any till: 2, 0, 0, 0 is $20.00. */
export function typedSum(text: string): Cents {
  const digits = text.replace(/\D/g, '').replace(/^0+/, '').slice(0, 9);
  return digits === '' ? 0 : Math.min(Number(digits), MAX_SUM_CENTS);
}
