/** Tips that are offered: a share of what the guest pays before tax, as guests reckon them. */
import { z } from 'zod';
import type { Cents } from '../money.ts';
import type { TicketTotals } from '../order/ticket.ts';

/** As many as are found at a glance. */
export const MAX_TIPS = 4;
export const tipPercentsSchema = z.array(z.number().int().min(1).max(50)).max(MAX_TIPS).readonly();
export const USUAL_TIPS = [15, 18, 20] as const;

/** Rounded half up to the cent. */
export function tipOf(
  { totalCents, taxCents }: Pick<TicketTotals, 'totalCents' | 'taxCents'>,
  percent: number,
): Cents {
  return Math.floor(((totalCents - taxCents) * percent + 50) / 100);
}
