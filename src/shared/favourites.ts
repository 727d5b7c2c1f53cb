/** The items that staff keep at hand at one station, in their order; those that the menu does not have are kept. */
import { z } from 'zod';

/** More are no favourites any more: nobody finds them at a glance. */
export const MAX_FAVOURITES = 60;

export const favouritesSchema = z
  .array(z.string().min(1).max(64))
  .max(MAX_FAVOURITES)
  .refine((itemIds) => new Set(itemIds).size === itemIds.length, 'an item is there twice')
  .readonly();
export type Favourites = z.infer<typeof favouritesSchema>;
