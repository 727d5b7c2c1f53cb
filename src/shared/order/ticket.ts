/**
 * The ticket: the order being built at one lane, by voice and by touch alike. Prices are copied from
 * the menu when a line is made, never taken from outside.
 */
import { z } from 'zod';
import { lineIdSchema, sessionIdSchema, ticketIdSchema, utteranceIdSchema } from '../ids.ts';
import { adjustmentsSchema } from './adjustment.ts';
import { questionAboutSchema } from './question-about.ts';
import { componentSchema, selectionSchema } from './selection.ts';

const cents = z.number().int();

export const lineModifierSchema = z.strictObject({
  modifierId: z.string(),
  name: z.string(),
  priceCents: cents,
});

const optionShape = {
  choiceId: z.string(),
  optionId: z.string(),
  name: z.string(),
  priceCents: cents,
};

export const lineChoiceSchema = z.strictObject({
  ...optionShape,
  /** It is a component of a combo: this item. */
  itemId: z.string().optional(),
  /** Of a component, on top of what the slot costs; absent on what comes as it is. */
  modifiers: z.array(lineModifierSchema).readonly().optional(),
  choices: z.array(z.strictObject(optionShape)).readonly().optional(),
});

/** Where a line came from: staff's hands, or the words of an utterance. */
export const lineOriginSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('touch') }),
  z.strictObject({
    by: z.literal('voice'),
    utteranceId: utteranceIdSchema,
    /** The words that produced the line, as heard. */
    words: z.string(),
    /** 0 to 1. */
    confidence: z.number().min(0).max(1),
  }),
]);

const linePartsSchema = z.strictObject({
  itemId: z.string(),
  name: z.string(),
  quantity: z.number().int().min(1).max(99),
  unitPriceCents: cents,
  modifiers: z.array(lineModifierSchema).readonly(),
  choices: z.array(lineChoiceSchema).readonly(),
  note: z.string().max(200).optional(),
});

/** What voice would do to a line that a person had confirmed, and what stands again if they say no. */
export const correctionSchema = z.strictObject({
  kind: z.enum(['change', 'remove']),
  before: linePartsSchema.extend({ origin: lineOriginSchema }),
});

export const ticketLineSchema = z.strictObject({
  lineId: lineIdSchema,
  ...linePartsSchema.shape,
  /** A suggestion waits for a person's yes; nothing suggested goes to the kitchen. */
  status: z.enum(['suggested', 'confirmed']),
  origin: lineOriginSchema,
  /** One unit's price before the menu changed under the ticket; gone with the yes to the new one. */
  wasUnitCents: cents.optional(),
  /** Somebody who may has said that it is sold although it is sold out. */
  isSoldAnyway: z.literal(true).optional(),
  /** Only on a suggestion. */
  correction: correctionSchema.optional(),
});

const asked = {
  /** In English; `about` is what a screen words in its own language. */
  text: z.string(),
  /** Absent on what was asked before there was more than one language. */
  about: questionAboutSchema.optional(),
};

/** Something to ask the guest: which item was meant, or a required choice that is missing. */
export const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('which-item'),
    questionId: z.string(),
    ...asked,
    itemIds: z.array(z.string()).min(1).readonly(),
    quantity: z.number().int().min(1).max(99),
    /** What was said beside the name, as each of `itemIds` would carry it; the answer's line gets it. */
    candidates: z.array(selectionSchema).readonly().optional(),
    /** The words and the utterance that raised the question; the answer's line keeps them. */
    heard: z.strictObject({ utteranceId: utteranceIdSchema, words: z.string() }).optional(),
  }),
  z.strictObject({
    kind: z.literal('missing-choice'),
    questionId: z.string(),
    ...asked,
    lineId: lineIdSchema,
    itemIds: z.array(z.string()).min(1).readonly(),
    choiceId: z.string(),
    /** It is the component of a combo that lacks the choice. */
    component: componentSchema.optional(),
  }),
  /** A person is wanted: a prank, an absurd quantity, or the guest asked for one. */
  z.strictObject({
    kind: z.literal('ask-a-person'),
    questionId: z.string(),
    ...asked,
    itemIds: z.array(z.string()).readonly(),
  }),
]);

export const ticketTotalsSchema = z.strictObject({
  /** By the menu's prices. */
  subtotalCents: cents,
  /** What adjustments take off it. */
  discountCents: cents,
  taxCents: cents,
  totalCents: cents,
});

export const ticketSchema = z.strictObject({
  ticketId: ticketIdSchema,
  sessionId: sessionIdSchema,
  menuVersion: z.string(),
  lines: z.array(ticketLineSchema).readonly(),
  questions: z.array(questionSchema).readonly(),
  adjustments: adjustmentsSchema,
  totals: ticketTotalsSchema,
});

export type LineOrigin = z.infer<typeof lineOriginSchema>;
export type LineChoice = z.infer<typeof lineChoiceSchema>;
export type Correction = z.infer<typeof correctionSchema>;
export type TicketLine = z.infer<typeof ticketLineSchema>;
export type Question = z.infer<typeof questionSchema>;
export type TicketTotals = z.infer<typeof ticketTotalsSchema>;
export type Ticket = z.infer<typeof ticketSchema>;
