/** What a person with the right to it takes off a ticket. Lines keep the menu's prices; adjustments say less. */
import { z } from 'zod';
import { lineIdSchema } from '../ids.ts';
import { personStampSchema } from '../people/person.ts';

const reason = z.string().trim().min(1).max(100);
const made = { adjustmentId: z.uuid(), reason, approvedBy: personStampSchema };

export const adjustmentSchema = z.discriminatedUnion('kind', [
  /** The line costs nothing. */
  z.strictObject({ kind: z.literal('comp'), ...made, lineId: lineIdSchema }),
  /** One unit of the line, with its modifiers and options, costs this; never more than the menu says. */
  z.strictObject({
    kind: z.literal('line-price'),
    ...made,
    lineId: lineIdSchema,
    unitCents: z.number().int().min(0).max(1_000_000),
  }),
  /** Off what is left of the whole ticket, in basis points (1,000 = 10 %). */
  z.strictObject({
    kind: z.literal('percent'),
    ...made,
    basisPoints: z.number().int().min(1).max(10_000),
  }),
  /** Off what is left of the whole ticket; never more than that. */
  z.strictObject({
    kind: z.literal('amount'),
    ...made,
    amountCents: z.number().int().min(1).max(1_000_000),
  }),
]);

export const MAX_ADJUSTMENTS = 20;
export const adjustmentsSchema = z.array(adjustmentSchema).max(MAX_ADJUSTMENTS).readonly();
export type Adjustment = z.infer<typeof adjustmentSchema>;

/** Adjustments of lines that are still there; those of the whole ticket stay while it has a line. */
export function keptAdjustments(
  adjustments: readonly Adjustment[],
  lines: readonly { readonly lineId: string }[],
): readonly Adjustment[] {
  return adjustments.filter((adjustment) => {
    if (adjustment.kind === 'percent' || adjustment.kind === 'amount') return lines.length > 0;
    return lines.some(({ lineId }) => lineId === adjustment.lineId);
  });
}
