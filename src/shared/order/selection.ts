/** What is asked for, in menu ids alone: the form in which touch, voice and the relay agree. */
import { z } from 'zod';
import { MAX_LINE_QUANTITY } from './limits.ts';

const id = z.string().min(1).max(64);

export const pickedOptionSchema = z.strictObject({ choiceId: id, optionId: id });

export const selectionSchema = z.strictObject({
  itemId: id,
  quantity: z.number().int().min(1).max(MAX_LINE_QUANTITY),
  modifierIds: z.array(id).max(50).readonly(),
  choices: z.array(pickedOptionSchema).max(50).readonly(),
  note: z.string().trim().min(1).max(200).optional(),
});

export type PickedOption = z.infer<typeof pickedOptionSchema>;
export type Selection = z.infer<typeof selectionSchema>;
