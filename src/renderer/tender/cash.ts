/** Cash at the till: amounts to tap and digits to type. Pure, integer cents. */
import type { Cents } from '../../shared/money.ts';

/** Bills and the whole dollar, in cents. */
const UNITS = [100, 500, 1_000, 2_000, 5_000, 10_000] as const;

/** As much as the contract takes. */
export const MAX_CASH_CENTS = 10_000_000;

/** What a guest is likely to hand over beyond the exact total: rounded up to each bill, small to large. */
export function likelyCash(totalCents: Cents): readonly Cents[] {
  const rounded = UNITS.map((unit) => Math.ceil(totalCents / unit) * unit);
  return [...new Set(rounded)]
    .filter((cents) => cents > totalCents && cents <= MAX_CASH_CENTS)
    .sort((a, b) => a - b);
}

/** The digits of what is in the field are cents, as at any till: 2, 0, 0, 0 is $20.00. */
export function typedCents(text: string): Cents | undefined {
  const digits = text.replace(/\D/g, '').replace(/^0+/, '');
  if (digits === '') return undefined;
  return Math.min(Number(digits.slice(0, 8)), MAX_CASH_CENTS);
}
