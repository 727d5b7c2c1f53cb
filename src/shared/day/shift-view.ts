/** What the screen knows of the shift without asking: never what should be in the drawer. */
import { z } from 'zod';
import { personStampSchema } from '../people/person.ts';

export const shiftViewSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('open'),
    number: z.number().int().min(1),
    openedAtMs: z.number().int().min(0),
    openedBy: personStampSchema.optional(),
  }),
  z.strictObject({
    state: z.literal('closed'),
    /** Orders since the last close: they count into the next shift. */
    orderCount: z.number().int().min(0),
  }),
]);
export type ShiftView = z.infer<typeof shiftViewSchema>;

/** What a cash drawer may hold, in cents. */
export const drawerCentsSchema = z.number().int().min(0).max(100_000_000);
