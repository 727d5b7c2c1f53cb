/** What is asked for, in menu ids alone: the form in which touch, voice and the relay agree. */
import { z } from 'zod';
import { MAX_LINE_QUANTITY } from './limits.ts';

const id = z.string().min(1).max(64);

const option = { choiceId: id, optionId: id };
const modifierIds = z.array(id).max(50).readonly();

/** Names what fills a combo's slot: an item fills one slot once. */
export const componentSchema = z.strictObject(option);

export const pickedOptionSchema = z.strictObject({
  ...option,
  /** Of a slot: how the item that fills it is wanted. Absent: as it comes. */
  modifierIds: modifierIds.optional(),
  choices: z.array(z.strictObject(option)).max(50).readonly().optional(),
});

export const selectionSchema = z.strictObject({
  itemId: id,
  quantity: z.number().int().min(1).max(MAX_LINE_QUANTITY),
  modifierIds,
  choices: z.array(pickedOptionSchema).max(50).readonly(),
  note: z.string().trim().min(1).max(200).optional(),
});

export type Component = z.infer<typeof componentSchema>;
export type PickedOption = z.infer<typeof pickedOptionSchema>;
export type Selection = z.infer<typeof selectionSchema>;
