/**
 * The restaurant's own menu file, as people write it: modifiers name the items they fit, choices name
 * a category, tax is a percentage, nothing but items and categories has an id. Unknown fields are
 * ignored, so that a restaurant may keep its own beside ours.
 */
import { z } from 'zod';

const id = z.string().trim().min(1).max(64);
const name = z.string().trim().min(1).max(120);
const priceCents = z.number().int().min(0).max(1_000_000);

const optionSchema = z.union([
  name.transform((text) => ({ name: text, priceCents: 0 })),
  z.object({ name, priceCents: priceCents.default(0) }),
]);

/** What fills a slot of a combo, and what it costs on top: one item, or each of a category that is no combo itself. */
const offerSchema = z.union([
  z.strictObject({ itemId: id, priceCents: priceCents.default(0) }),
  z.strictObject({ categoryId: id, priceCents: priceCents.default(0) }),
]);

const slotSchema = z.object({
  name,
  min: z.number().int().min(0).max(20).default(1),
  max: z.number().int().min(1).max(20).default(1),
  options: z.array(offerSchema).max(200),
});

export const menuSourceSchema = z.object({
  restaurant: z.object({
    id: z.guid(),
    name,
    timeZone: z.string().min(1),
    currency: z.string().regex(/^[A-Z]{3}$/),
    taxRatePercent: z.number().min(0).max(50),
  }),
  categories: z.array(z.object({ id, name, displayOrder: z.number().int().optional() })).max(500),
  items: z
    .array(
      z.object({
        id,
        name,
        categoryId: id,
        priceCents,
        description: z.string().max(2_000).default(''),
        aliases: z.array(name).max(100).default([]),
        dietary: z.array(name).max(50).default([]),
        prepMinutes: z.number().int().min(0).max(600).default(0),
        barcodes: z.array(z.string().max(40)).max(20).optional(),
        /** Makes the item a combo. */
        slots: z.array(slotSchema).min(1).max(20).optional(),
      }),
    )
    .max(10_000),
  modifiers: z
    .array(z.object({ name, priceCents, itemIds: z.array(id).min(1) }))
    .max(5_000)
    .default([]),
  choices: z
    .array(
      z.object({
        name,
        categoryId: id,
        min: z.number().int().min(0).max(20),
        max: z.number().int().min(1).max(20),
        options: z.array(optionSchema).max(200),
      }),
    )
    .max(500)
    .default([]),
  /** Allergen → words of the ingredients that carry it. */
  allergens: z.record(name, z.array(name)).default({}),
});

export type MenuSource = z.infer<typeof menuSourceSchema>;
export type SlotSource = z.infer<typeof slotSchema>;
