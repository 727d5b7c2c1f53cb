import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineIdSchema, utteranceIdSchema } from '../../../src/shared/ids.ts';
import { applyVoice } from '../../../src/shared/order/apply-voice.ts';
import { reduceTicket } from '../../../src/shared/order/reduce-ticket.ts';
import type { Selection } from '../../../src/shared/order/selection.ts';
import {
  ticketCommandSchema,
  type TicketCommand,
} from '../../../src/shared/order/ticket-command.ts';
import { ticketSchema, type Ticket } from '../../../src/shared/order/ticket.ts';
import { totalsOf } from '../../../src/shared/order/totals.ts';
import type { VoiceEdit } from '../../../src/shared/order/voice-edit.ts';
import { DEMO_MENU, freshTicket } from '../../support/demo-order.ts';

const menu = DEMO_MENU;
const context = { menu, newId: randomUUID };

function after(ticket: Ticket, ...commands: readonly TicketCommand[]): Ticket {
  return commands.reduce((before, command) => {
    const result = reduceTicket(before, command, context);
    if (!result.ok) throw new Error(result.failure.code);
    return result.value;
  }, ticket);
}

function failureOf(ticket: Ticket, command: TicketCommand): string {
  const result = reduceTicket(ticket, command, context);
  return result.ok ? 'taken' : result.failure.code;
}

const lemonade: Selection = { itemId: '103', quantity: 1, modifierIds: [], choices: [] };
const salad: Selection = { itemId: '301', quantity: 2, modifierIds: ['add-chicken'], choices: [] };
const add = (selection: Selection): TicketCommand => ({ kind: 'add-item', selection });

function only(ticket: Ticket) {
  const [line] = ticket.lines;
  if (line === undefined) throw new Error('the ticket is empty');
  return line;
}

function suggest(ticket: Ticket, ...edits: readonly VoiceEdit[]): Ticket {
  const utteranceId = utteranceIdSchema.parse(randomUUID());
  return applyVoice(ticket, { utteranceId, edits, questions: [] }, context);
}

const heard = (selection: Selection): VoiceEdit => ({
  kind: 'add',
  selection,
  words: 'a lemonade',
  confidence: 0.9,
});

describe('by touch', () => {
  test('prices, names and tax come from the menu', () => {
    const ticket = after(freshTicket(), add(salad), add(lemonade));
    expect(only(ticket)).toMatchObject({
      name: 'Summer Salad',
      unitPriceCents: 1200,
      status: 'confirmed',
    });
    expect(ticket.totals).toEqual({
      subtotalCents: 3500,
      discountCents: 0,
      taxCents: 280,
      totalCents: 3780,
    });
  });

  test('the same dish again raises its quantity', () => {
    const ticket = after(freshTicket(), add(lemonade), add(lemonade));
    expect(ticket.lines.map(({ quantity }) => quantity)).toEqual([2]);
  });

  test('a missing choice is asked until it is answered', () => {
    const ticket = after(freshTicket(), add(salad));
    const [question] = ticket.questions;
    expect(question).toMatchObject({ kind: 'missing-choice', choiceId: 'salads-dressing' });
    const questionId = question?.questionId ?? '';
    expect(failureOf(ticket, { kind: 'dismiss-question', questionId })).toBe('choice-required');
    const answered = after(ticket, { kind: 'answer-question', questionId, answerId: 'ranch' });
    expect(answered.questions).toEqual([]);
    expect(only(answered).choices.map(({ name }) => name)).toEqual(['Ranch']);
  });

  test('a note and modifiers can be set and taken away', () => {
    const ticket = after(freshTicket(), add(salad));
    const { lineId } = only(ticket);
    const noted = after(
      ticket,
      { kind: 'set-note', lineId, note: 'no nuts' },
      { kind: 'set-modifiers', lineId, modifierIds: [] },
    );
    expect(only(noted)).toMatchObject({ note: 'no nuts', modifiers: [] });
    expect(only(after(noted, { kind: 'set-note', lineId })).note).toBeUndefined();
  });

  test('what the menu does not offer is refused and leaves the ticket as it was', () => {
    const ticket = after(freshTicket(), add(lemonade));
    const { lineId } = only(ticket);
    expect(failureOf(ticket, add({ ...lemonade, itemId: '999' }))).toBe('unknown-item');
    expect(failureOf(ticket, { kind: 'set-modifiers', lineId, modifierIds: ['add-chicken'] })).toBe(
      'unknown-modifier',
    );
    expect(
      failureOf(ticket, {
        kind: 'set-choice',
        lineId,
        choiceId: 'salads-dressing',
        optionIds: ['ranch'],
      }),
    ).toBe('unknown-option');
    expect(
      failureOf(ticket, { kind: 'remove-line', lineId: lineIdSchema.parse(randomUUID()) }),
    ).toBe('unknown-line');
    expect(failureOf(ticket, { kind: 'reject-line', lineId })).toBe('already-confirmed');
    expect(failureOf(ticket, { kind: 'set-quantity', lineId, quantity: 99 })).toBe('taken');
  });

  test('a choice never holds more than the menu allows', () => {
    const ticket = after(freshTicket(), add(salad));
    const { lineId } = only(ticket);
    const optionIds = ['ranch', 'balsamic'];
    expect(
      failureOf(ticket, { kind: 'set-choice', lineId, choiceId: 'salads-dressing', optionIds }),
    ).toBe('too-many-options');
  });

  test('clear empties the ticket', () => {
    const cleared = after(freshTicket(), add(salad), { kind: 'clear' });
    expect(cleared).toMatchObject({ lines: [], questions: [], totals: { totalCents: 0 } });
  });
});

describe('by voice', () => {
  test('edits are suggestions with their words until a person confirms', () => {
    const ticket = suggest(freshTicket(), heard(lemonade));
    expect(only(ticket)).toMatchObject({
      status: 'suggested',
      origin: { by: 'voice', words: 'a lemonade' },
    });
    expect(only(after(ticket, { kind: 'confirm-all' })).status).toBe('confirmed');
    const { lineId } = only(ticket);
    expect(after(ticket, { kind: 'reject-line', lineId }).lines).toEqual([]);
  });

  test('a change of some pieces splits the line', () => {
    const ticket = after(
      freshTicket(),
      add({ itemId: '503', quantity: 3, modifierIds: [], choices: [] }),
    );
    const { lineId } = only(ticket);
    const selection = { itemId: '503', quantity: 1, modifierIds: ['no-olives'], choices: [] };
    const split = suggest(ticket, {
      kind: 'change',
      lineId,
      selection,
      units: 1,
      words: 'no olives on one',
      confidence: 0.9,
    });
    expect(split.lines.map(({ quantity, status }) => [quantity, status])).toEqual([
      [2, 'confirmed'],
      [1, 'suggested'],
    ]);
  });

  test('an edit of a line that is gone is dropped', () => {
    const lineId = lineIdSchema.parse(randomUUID());
    const edit: VoiceEdit = {
      kind: 'change',
      lineId,
      selection: lemonade,
      words: '',
      confidence: 1,
    };
    expect(suggest(freshTicket(), edit).lines).toEqual([]);
  });

  test('more than voice may order calls a person instead', () => {
    const twenty = suggest(freshTicket(), heard({ ...lemonade, quantity: 20 }));
    expect(twenty.lines).toHaveLength(1);
    const beyond = suggest(twenty, heard(lemonade));
    expect(beyond.lines).toEqual(twenty.lines);
    expect(beyond.questions.map(({ kind }) => kind)).toEqual(['ask-a-person']);
  });

  test('the answer to which item keeps what was said beside the name', () => {
    const candidates: Selection[] = [
      { itemId: '302', quantity: 2, modifierIds: [], choices: [], note: 'no olives' },
      { itemId: '503', quantity: 2, modifierIds: ['no-olives'], choices: [] },
    ];
    const utteranceId = utteranceIdSchema.parse(randomUUID());
    const questions = [
      {
        kind: 'which-item',
        text: '?',
        itemIds: ['302', '503'],
        quantity: 2,
        candidates,
        words: 'two greeks',
      },
    ] as const;
    const asked = applyVoice(freshTicket(), { utteranceId, edits: [], questions }, context);
    const questionId = asked.questions[0]?.questionId ?? '';
    expect(failureOf(asked, { kind: 'answer-question', questionId, answerId: '101' })).toBe(
      'unknown-answer',
    );
    const answered = after(asked, { kind: 'answer-question', questionId, answerId: '503' });
    expect(only(answered)).toMatchObject({ quantity: 2, origin: { words: 'two greeks' } });
    expect(only(answered).modifiers.map(({ name }) => name)).toEqual(['No Olives']);
    expect(answered.questions).toEqual([]);
  });
});

const id = fc.constantFrom(...menu.items.map((item) => item.id), 'nothing');
const modifierIds = fc.subarray(
  menu.modifiers.map((modifier) => modifier.id),
  { maxLength: 3 },
);
const selection = fc.record({
  itemId: id,
  quantity: fc.integer({ min: 1, max: 99 }),
  modifierIds,
  choices: fc.constant([]),
});

test('whatever is done, a ticket stays a ticket and its totals are the sum of its lines', () => {
  const step = fc.oneof(
    selection.map((one) => ({ how: 'touch' as const, selection: one })),
    selection.map((one) => ({ how: 'voice' as const, selection: one })),
    fc.nat(5).map((at) => ({ how: 'remove' as const, at })),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let ticket = freshTicket();
      for (const one of steps) {
        if (one.how === 'voice') ticket = suggest(ticket, heard(one.selection));
        else {
          const line = one.how === 'remove' ? ticket.lines[one.at] : undefined;
          const command =
            one.how === 'touch'
              ? add(one.selection)
              : line && { kind: 'remove-line' as const, lineId: line.lineId };
          const result =
            command && reduceTicket(ticket, ticketCommandSchema.parse(command), context);
          if (result?.ok === true) ticket = result.value;
        }
      }
      expect(ticketSchema.safeParse(ticket).success).toBe(true);
      expect(ticket.totals).toEqual(totalsOf(ticket.lines, ticket.adjustments, menu));
    }),
    { numRuns: 60 },
  );
});

describe('corrections by voice of what a person has confirmed', () => {
  const words = { words: 'actually', confidence: 0.9 };
  const two = () => after(freshTicket(), add({ ...lemonade, quantity: 2 }));

  test('another quantity waits for a yes, and a no brings back what stood', () => {
    const ticket = two();
    const { lineId } = only(ticket);
    const selection = { ...lemonade, quantity: 3 };
    const proposed = suggest(ticket, { kind: 'change', lineId, selection, ...words });
    expect(only(proposed)).toMatchObject({ quantity: 3, status: 'suggested' });
    expect(only(after(proposed, { kind: 'reject-line', lineId }))).toEqual(only(ticket));
    const agreed = only(after(proposed, { kind: 'confirm-line', lineId }));
    expect(agreed).toMatchObject({ quantity: 3, status: 'confirmed' });
    expect(agreed).not.toHaveProperty('correction');
  });

  test('a cancelled line stays and is paid for until a person says yes', () => {
    const ticket = two();
    const { lineId } = only(ticket);
    const proposed = suggest(ticket, { kind: 'remove', lineId, ...words });
    expect(only(proposed)).toMatchObject({
      quantity: 2,
      status: 'suggested',
      correction: { kind: 'remove' },
    });
    expect(proposed.totals).toEqual(ticket.totals);
    expect(only(after(proposed, { kind: 'reject-line', lineId }))).toEqual(only(ticket));
    expect(after(proposed, { kind: 'confirm-all' }).lines).toEqual([]);
  });

  test('a no to a change of some pieces makes the line whole again', () => {
    const bowls = { itemId: '503', quantity: 3, modifierIds: [], choices: [] };
    const ticket = after(freshTicket(), add(bowls));
    const { lineId } = only(ticket);
    const selection = { ...bowls, quantity: 1, modifierIds: ['no-olives'] };
    const change = { kind: 'change', lineId, selection, units: 1, ...words } as const;
    const split = suggest(ticket, change);
    const part = split.lines.find(({ status }) => status === 'suggested');
    expect(part).toMatchObject({ quantity: 1, correction: { kind: 'change' } });
    if (part === undefined) return;
    const whole = after(split, { kind: 'reject-line', lineId: part.lineId });
    expect(only(whole)).toEqual(only(ticket));
  });

  test('a second correction before the yes still remembers what the person had confirmed', () => {
    const ticket = two();
    const { lineId } = only(ticket);
    const more = suggest(ticket, {
      kind: 'change',
      lineId,
      selection: { ...lemonade, quantity: 5 },
      ...words,
    });
    const gone = suggest(more, { kind: 'remove', lineId, ...words });
    expect(only(gone)).toMatchObject({ quantity: 2, correction: { kind: 'remove' } });
    expect(only(after(gone, { kind: 'reject-line', lineId }))).toEqual(only(ticket));
  });

  test('what nobody has confirmed is voice’s own to change and to take away', () => {
    const ticket = suggest(freshTicket(), heard(lemonade));
    const { lineId } = only(ticket);
    expect(suggest(ticket, { kind: 'remove', lineId, ...words }).lines).toEqual([]);
  });

  test('a line that a person edits is confirmed by it; one whose question they answer is not', () => {
    const ticket = suggest(freshTicket(), heard(lemonade));
    const { lineId } = only(ticket);
    const edited = only(after(ticket, { kind: 'set-quantity', lineId, quantity: 2 }));
    expect(edited).toMatchObject({ quantity: 2, status: 'confirmed', origin: { by: 'voice' } });
    const asked = suggest(freshTicket(), heard(salad));
    const [question] = asked.questions;
    const answered = after(asked, {
      kind: 'answer-question',
      questionId: question?.questionId ?? '',
      answerId: 'ranch',
    });
    expect(only(answered).status).toBe('suggested');
  });
});
