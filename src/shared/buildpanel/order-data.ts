/** What BuildPanel says was ordered, in our one shape: names and counts to compare, never prices to charge. */
import { z } from 'zod';

export const orderDataSchema = z.strictObject({
  items: z
    .array(
      z.strictObject({
        id: z.string().max(64).optional(),
        name: z.string().max(120),
        quantity: z.number().int().min(1).max(10_000),
        modifiers: z.array(z.string().max(120)).max(20),
        notes: z.string().max(200).optional(),
      }),
    )
    .max(100),
});

export type OrderData = z.infer<typeof orderDataSchema>;
