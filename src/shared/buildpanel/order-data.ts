/**
 * What BuildPanel understood of an order. Its form was never pinned down: every seen shape is read into
 * one type that holds names only. Ids are BuildPanel's own, and prices and totals are dropped here so that
 * nothing behind this line can trust one.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';

const name = z.string().min(1).max(200);
const quantity = z.number().int().min(1).max(999);
const MAX_ITEMS = 200;
const MAX_MODIFIERS = 50;

/** The one form of ours, also on the wire between relay and station. */
export const orderDataSchema = z.strictObject({
  items: z
    .array(
      z.strictObject({
        name,
        quantity,
        modifiers: z.array(name).max(MAX_MODIFIERS).readonly(),
        note: z.string().max(500).nullable(),
      }),
    )
    .max(MAX_ITEMS)
    .readonly(),
  confidence: z.number().min(0).max(1).nullable(),
});
export type OrderData = z.infer<typeof orderDataSchema>;

const seenModifierSchema = z.union([name, z.object({ name }).transform((one) => one.name)]);

const seenOrderDataSchema = z.object({
  items: z
    .array(
      z.object({
        name,
        quantity: quantity.default(1),
        modifiers: z.array(seenModifierSchema).max(MAX_MODIFIERS).default([]),
        notes: z.string().max(500).optional(),
      }),
    )
    .max(MAX_ITEMS),
  confidence: z.number().min(0).max(1).optional(),
});

/** Reads any of the shapes seen for `orderData`; fields that we don't trust are left behind. */
export function parseOrderData(source: unknown): Result<OrderData, 'not_an_order'> {
  const parsed = seenOrderDataSchema.safeParse(source);
  if (!parsed.success) return fail('not_an_order');
  const items = parsed.data.items.map(({ notes, ...item }) => ({ ...item, note: notes ?? null }));
  return ok({ items, confidence: parsed.data.confidence ?? null });
}
