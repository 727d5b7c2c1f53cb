/**
 * A move that a kitchen screen made, held against what the relay says now. A bump never pulls an order back that
 * another screen has moved further, and a recall never sends one on.
 */
import { z } from 'zod';
import { COURSE, mayMove } from '../order/kitchen-move.ts';
import { kitchenStatusSchema, orderIdSchema, type KitchenStatus } from '../order/order.ts';

/** One for an order: where it was when this screen began to move it, and where it is to be. */
export const pendingMoveSchema = z.strictObject({
  orderId: orderIdSchema,
  from: kitchenStatusSchema,
  to: kitchenStatusSchema,
  /** Sent, and the answer is not known. */
  tried: kitchenStatusSchema.optional(),
  /** Wall clock of the screen, milliseconds since 1970. */
  movedAtMs: z.number().int().min(0),
});
export type PendingMove = z.infer<typeof pendingMoveSchema>;

export type Settled =
  /** There, or further on in the same direction. */
  | { readonly kind: 'done' }
  /** Somebody else decided otherwise; the relay's word stands. */
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'send'; readonly to: KitchenStatus };

export function settleMove({ from, to, tried }: PendingMove, now: KitchenStatus): Settled {
  if (now === 'cancelled') return { kind: 'overtaken' };
  if (now === to) return { kind: 'done' };
  const [began, wanted, here] = [from, to, now].map((status) => COURSE.indexOf(status));
  if (began === undefined || wanted === undefined || here === undefined) return { kind: 'done' };
  const step = { kind: 'send', to: here > wanted ? (COURSE[here - 1] ?? to) : to } as const;
  if (now === tried) return step;
  if (wanted === began) return { kind: 'done' };
  const isFurther = wanted > began ? here > wanted : here < wanted;
  if (isFurther) return { kind: 'done' };
  return wanted > began || now === from || mayMove(now, to) ? step : { kind: 'overtaken' };
}
