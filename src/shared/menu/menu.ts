/**
 * The menu as every room knows it: the authority for ids, names, prices and tax. It is made from a
 * restaurant's source file by `importMenu`, which gives modifiers, choices and options ids.
 */
import { z } from 'zod';
import { barcodeSchema } from './barcode.ts';

const id = z.string().min(1).max(64);
const name = z.string().min(1).max(120);
const priceCents = z.number().int().min(0).max(1_000_000);

export const menuItemSchema = z.strictObject({
  id,
  name,
  categoryId: id,
  priceCents,
  aliases: z.array(name).readonly(),
  dietary: z.array(name).readonly(),
  allergens: z.array(name).readonly(),
  prepMinutes: z.number().int().min(0).max(600),
  /** Modifiers that may be put on the item, in the menu's order. */
  modifierIds: z.array(id).readonly(),
  /** Choices the item asks for (dressing, bread …), in the menu's order. */
  choiceIds: z.array(id).readonly(),
  /** What a scanner reads off its pack, each 13 digits long. */
  barcodes: z.array(barcodeSchema).readonly().optional(),
});

const allergens = z.array(name).readonly();

export const menuModifierSchema = z.strictObject({
  id,
  name,
  priceCents,
  /** What choosing it brings to the plate, as far as the source says. */
  allergens: allergens.optional(),
});

export const menuChoiceSchema = z.strictObject({
  id,
  name,
  min: z.number().int().min(0).max(20),
  max: z.number().int().min(1).max(20),
  options: z
    .array(
      z.strictObject({
        id,
        name,
        priceCents,
        allergens: allergens.optional(),
        /** The option is this item, and the choice a slot of a combo; the option's id is the item's. */
        itemId: id.optional(),
      }),
    )
    .readonly(),
});

export const menuSchema = z.strictObject({
  /** Hash of the source: two menus with one version are the same menu. */
  version: z.string().min(1).max(64),
  restaurant: z.strictObject({
    /** A UUID in form; a restaurant's own id need not carry real version bits. */
    id: z.guid(),
    name,
    timeZone: z.string(),
    currency: z.string().length(3),
    /** A basis point is a hundredth of a percent; 8.875 % is 887.5. */
    taxBasisPoints: z.number().min(0).max(5_000).multipleOf(0.01),
  }),
  categories: z.array(z.strictObject({ id, name, displayOrder: z.number().int() })).readonly(),
  items: z.array(menuItemSchema).min(1).readonly(),
  modifiers: z.array(menuModifierSchema).readonly(),
  choices: z.array(menuChoiceSchema).readonly(),
});

export type Menu = z.infer<typeof menuSchema>;
export type MenuItem = z.infer<typeof menuItemSchema>;
export type MenuModifier = z.infer<typeof menuModifierSchema>;
export type MenuChoice = z.infer<typeof menuChoiceSchema>;
