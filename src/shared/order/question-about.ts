/** What a ticket's question is about: `question-text.ts` asks it in each language. */
import { z } from 'zod';

const name = z.string();

export const questionAboutSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('which'), names: z.array(name).min(1).readonly() }),
  /** BuildPanel heard this, too. */
  z.strictObject({ kind: z.literal('also'), quantity: z.number().int(), words: z.string() }),
  z.strictObject({ kind: z.literal('sold-out'), name }),
  /** Sold out, so the item goes without it. */
  z.strictObject({ kind: z.literal('left-off'), name }),
  z.strictObject({
    kind: z.literal('missing'),
    name,
    choice: z.string(),
    lacking: z.number().int(),
    picked: z.number().int(),
  }),
  z.strictObject({
    kind: z.literal('too-many'),
    quantity: z.number(),
    name: name.optional(),
  }),
  z.strictObject({ kind: z.literal('own-price'), name }),
  z.strictObject({ kind: z.literal('guest-asks') }),
]);
export type QuestionAbout = z.infer<typeof questionAboutSchema>;
