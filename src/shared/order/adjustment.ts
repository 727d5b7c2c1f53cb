/** What a person with the right to it takes off a ticket. Lines keep the menu's prices; adjustments say less. */
import { z } from 'zod';
import { lineIdSchema } from '../ids.ts';
import type { Action } from '../people/approval.ts';
import { personStampSchema } from '../people/person.ts';

const reason = z.string().trim().min(1).max(100);

/** The line costs nothing. */
const comp = z.strictObject({ kind: z.literal('comp'), reason, lineId: lineIdSchema });
/** One unit of the line, with its modifiers and options, costs this; never more than the menu says. */
const linePrice = z.strictObject({
  kind: z.literal('line-price'),
  reason,
  lineId: lineIdSchema,
  unitCents: z.number().int().min(0).max(1_000_000),
});
/** Off what is left of the whole ticket, in basis points (1,000 = 10 %). */
const percent = z.strictObject({
  kind: z.literal('percent'),
  reason,
  basisPoints: z.number().int().min(1).max(10_000),
});
/** Off what is left of the whole ticket; never more than that. */
const amount = z.strictObject({
  kind: z.literal('amount'),
  reason,
  amountCents: z.number().int().min(1).max(1_000_000),
});

/** As asked for; once somebody who may has allowed it, it is an `Adjustment`. */
export const wantedAdjustmentSchema = z.discriminatedUnion('kind', [
  comp,
  linePrice,
  percent,
  amount,
]);
export type WantedAdjustment = z.infer<typeof wantedAdjustmentSchema>;

const made = { adjustmentId: z.uuid(), approvedBy: personStampSchema };
/** What it took off when it was allowed: lines that come later are paid in full. */
const ofTicket = { ...made, maxCents: z.number().int().min(0) };

export const adjustmentSchema = z.discriminatedUnion('kind', [
  comp.extend(made),
  linePrice.extend(made),
  percent.extend(ofTicket),
  amount.extend(ofTicket),
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

/** What a person must be allowed to do for it. */
export function actionOf({ kind }: Pick<Adjustment, 'kind'>): Action {
  if (kind === 'comp') return 'comp';
  return kind === 'line-price' ? 'change-price' : 'discount';
}

/** The line's own adjustment: the one that counts. */
export function ownAdjustment(
  adjustments: readonly Adjustment[],
  lineId: string,
): Extract<Adjustment, { kind: 'comp' | 'line-price' }> | undefined {
  for (const one of adjustments.toReversed()) {
    if ((one.kind === 'comp' || one.kind === 'line-price') && one.lineId === lineId) return one;
  }
  return undefined;
}
