/**
 * What is sold out ("86"): an item, a modifier, or one option of a choice, until a time or until somebody
 * says otherwise. Each change is a fact; of two about one thing the later counts, at every station alike.
 */
import { z } from 'zod';
import type { Menu } from '../menu/menu.ts';
import { personStampSchema } from '../people/person.ts';

const id = z.string().min(1).max(64);
const wallMs = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const soldOutSubjectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('item'), itemId: id }),
  z.strictObject({ kind: z.literal('modifier'), modifierId: id }),
  z.strictObject({ kind: z.literal('option'), choiceId: id, optionId: id }),
]);
export type SoldOutSubject = z.infer<typeof soldOutSubjectSchema>;

export const soldOutStateSchema = z.discriminatedUnion('kind', [
  /** Without `untilMs`: until somebody puts it back. */
  z.strictObject({ kind: z.literal('sold-out'), untilMs: wallMs.optional() }),
  z.strictObject({ kind: z.literal('on-sale') }),
]);
export type SoldOutState = z.infer<typeof soldOutStateSchema>;

export const soldOutFactSchema = z.strictObject({
  subject: soldOutSubjectSchema,
  state: soldOutStateSchema,
  /** When it was said, on the relay's clock. */
  atMs: wallMs,
  /** Who said it to the relay: a station's id. Settles which of two facts of one millisecond counts. */
  origin: z.string().min(1).max(64),
  by: personStampSchema.optional(),
});
export type SoldOutFact = z.infer<typeof soldOutFactSchema>;

export function keyOf(subject: SoldOutSubject): string {
  switch (subject.kind) {
    case 'item':
      return JSON.stringify(['item', subject.itemId]);
    case 'modifier':
      return JSON.stringify(['modifier', subject.modifierId]);
    case 'option':
      return JSON.stringify(['option', subject.choiceId, subject.optionId]);
  }
}

/** Whether `fact` counts before `known`; a total order, so that every station comes to the same. */
export function isNewer(
  fact: Pick<SoldOutFact, 'atMs' | 'origin'>,
  known: Pick<SoldOutFact, 'atMs' | 'origin'>,
): boolean {
  return fact.atMs === known.atMs ? fact.origin > known.origin : fact.atMs > known.atMs;
}

export type SoldOutBook = ReadonlyMap<string, SoldOutFact>;

/** The book with these facts taken in, in whatever order and however often they come. */
export function withFacts(book: SoldOutBook, facts: readonly SoldOutFact[]): SoldOutBook {
  const next = new Map(book);
  for (const fact of facts) {
    const key = keyOf(fact.subject);
    const known = next.get(key);
    if (known === undefined || isNewer(fact, known)) next.set(key, fact);
  }
  return next;
}

export const soldOutMarkSchema = z.strictObject({
  subject: soldOutSubjectSchema,
  /** Comes back by itself then. */
  untilMs: wallMs.optional(),
  by: personStampSchema.optional(),
});
export type SoldOutMark = z.infer<typeof soldOutMarkSchema>;

/** What is sold out at this moment, by key. */
export type SoldOut = ReadonlyMap<string, SoldOutMark>;

export const NOTHING_SOLD_OUT: SoldOut = new Map();

export function soldOutOf(marks: readonly SoldOutMark[]): SoldOut {
  return new Map(marks.map((mark) => [keyOf(mark.subject), mark]));
}

/** Undefined when the thing is on sale at `nowMs`. */
export function markOf(
  { subject, state, by }: Pick<SoldOutFact, 'subject' | 'state' | 'by'>,
  nowMs: number,
): SoldOutMark | undefined {
  if (state.kind === 'on-sale') return undefined;
  const { untilMs } = state;
  if (untilMs !== undefined && untilMs <= nowMs) return undefined;
  return {
    subject,
    ...(untilMs !== undefined && { untilMs }),
    ...(by !== undefined && { by }),
  };
}

/** What the menu calls it; undefined when the menu does not have it. */
export function nameOf(subject: SoldOutSubject, menu: Menu): string | undefined {
  switch (subject.kind) {
    case 'item':
      return menu.items.find(({ id: itemId }) => itemId === subject.itemId)?.name;
    case 'modifier':
      return menu.modifiers.find(({ id: modifierId }) => modifierId === subject.modifierId)?.name;
    case 'option':
      return menu.choices
        .find(({ id: choiceId }) => choiceId === subject.choiceId)
        ?.options.find(({ id: optionId }) => optionId === subject.optionId)?.name;
  }
}
