/** What a person may do to a ticket by touch. The closed set that crosses IPC. */
import { z } from 'zod';
import { lineIdSchema } from '../ids.ts';
import { MAX_LINE_QUANTITY } from './limits.ts';
import { componentSchema, pickedOptionSchema, selectionSchema } from './selection.ts';

const id = z.string().min(1).max(64);
const quantity = z.number().int().min(1).max(MAX_LINE_QUANTITY);
const lineId = lineIdSchema;

export const ticketCommandSchema = z.discriminatedUnion('kind', [
  /** The same selection again raises the quantity of its line. */
  z.strictObject({ kind: z.literal('add-item'), selection: selectionSchema }),
  z.strictObject({ kind: z.literal('set-quantity'), lineId, quantity }),
  z.strictObject({
    kind: z.literal('set-modifiers'),
    lineId,
    modifierIds: selectionSchema.shape.modifierIds,
  }),
  /** Replaces what was picked for this one choice. */
  z.strictObject({
    kind: z.literal('set-choice'),
    lineId,
    choiceId: id,
    optionIds: z.array(pickedOptionSchema.shape.optionId).max(20).readonly(),
  }),
  /** How one component of a combo is wanted: its own modifiers and choices, all of them. */
  z.strictObject({
    kind: z.literal('set-component'),
    lineId,
    component: componentSchema,
    modifierIds: selectionSchema.shape.modifierIds,
    choices: z.array(componentSchema).max(50).readonly(),
  }),
  /** The line's item becomes a component of this combo; its other slots are asked for. */
  z.strictObject({ kind: z.literal('make-combo'), lineId, comboId: id }),
  /** Without a note the line's note is taken away. */
  z.strictObject({ kind: z.literal('set-note'), lineId, note: selectionSchema.shape.note }),
  z.strictObject({ kind: z.literal('remove-line'), lineId }),
  z.strictObject({ kind: z.literal('confirm-line'), lineId }),
  z.strictObject({ kind: z.literal('confirm-all') }),
  /** Takes a suggestion away; a confirmed line is removed with `remove-line`. */
  z.strictObject({ kind: z.literal('reject-line'), lineId }),
  /** Answers `which-item` with an item's id, `missing-choice` with an option's id. */
  z.strictObject({ kind: z.literal('answer-question'), questionId: z.string(), answerId: id }),
  /** `missing-choice` can't be dismissed: it goes when its line has its choice or is gone. */
  z.strictObject({ kind: z.literal('dismiss-question'), questionId: z.string() }),
  z.strictObject({ kind: z.literal('clear') }),
]);

export type TicketCommand = z.infer<typeof ticketCommandSchema>;
