import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utteranceIdSchema } from '../../../src/shared/ids.ts';
import { applyVoice } from '../../../src/shared/order/apply-voice.ts';
import { compileOrder, buildLexicon } from '../../../src/shared/order/compile-order.ts';
import { reduceTicket } from '../../../src/shared/order/reduce-ticket.ts';
import type { Ticket } from '../../../src/shared/order/ticket.ts';
import { heedSoldOut } from '../../../src/shared/sold-out/heed-sold-out.ts';
import {
  keyOf,
  markOf,
  soldOutOf,
  withFacts,
  type SoldOutFact,
  type SoldOutSubject,
} from '../../../src/shared/sold-out/sold-out.ts';
import { bringsSoldOut, soldOutOfLine } from '../../../src/shared/sold-out/sold-out-lines.ts';
import { nextMorning, nextTimeOfDay } from '../../../src/shared/sold-out/until.ts';
import { DEMO_MENU as menu, freshTicket } from '../../support/demo-order.ts';

const lexicon = buildLexicon(menu);
const item = (name: string) => {
  const found = menu.items.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};
const LEMONADE: SoldOutSubject = { kind: 'item', itemId: item('Lemonade').id };
const noLemonade = soldOutOf([{ subject: LEMONADE }]);

function hear(text: string, ticket: Ticket = freshTicket(), soldOut = noLemonade): Ticket {
  const compiled = compileOrder({ text, lexicon, orderData: null, ...ticket });
  const proposal = { utteranceId: utteranceIdSchema.parse(randomUUID()), ...compiled };
  const heeded = heedSoldOut(proposal, ticket, menu, soldOut);
  return applyVoice(ticket, heeded, { menu, newId: randomUUID });
}
const namesOf = ({ lines }: Ticket) => lines.map(({ name, quantity }) => `${quantity} ${name}`);

test('a sold-out item that was said is a question with others of its category, never a line', () => {
  const ticket = hear('two greek bowls and a lemonade');
  expect(namesOf(ticket)).toEqual(['2 Greek Bowl']);
  const [asked] = ticket.questions.filter(({ kind }) => kind === 'which-item');
  expect(asked?.text).toBe('The lemonade is sold out. What else?');
  expect(asked?.itemIds).toHaveLength(2);
  for (const id of asked?.itemIds ?? []) {
    const other = menu.items.find((one) => one.id === id);
    expect(other?.categoryId).toBe(item('Lemonade').categoryId);
    expect(id).not.toBe(item('Lemonade').id);
  }
});

test('answering what else puts the other item on with the quantity that was said', () => {
  const asked = hear('three lemonades');
  const [question] = asked.questions;
  if (question?.kind !== 'which-item') throw new Error('nothing asked');
  const answerId = question.itemIds[0] ?? '';
  const answered = reduceTicket(
    asked,
    { kind: 'answer-question', questionId: question.questionId, answerId },
    { menu, newId: randomUUID },
  );
  const lines = answered.ok ? answered.value.lines : [];
  expect(lines).toMatchObject([{ itemId: answerId, quantity: 3 }]);
});

test('a category with nothing left asks for a person', () => {
  const { categoryId } = item('Lemonade');
  const all = menu.items.filter((one) => one.categoryId === categoryId);
  const soldOut = soldOutOf(all.map(({ id }) => ({ subject: { kind: 'item', itemId: id } })));
  const ticket = hear('a lemonade', freshTicket(), soldOut);
  expect(ticket.lines).toEqual([]);
  expect(ticket.questions).toMatchObject([{ kind: 'ask-a-person' }]);
});

test('a sold-out modifier is left off and told, and the item is proposed', () => {
  const chicken = menu.modifiers.find(
    ({ id, name }) => name === 'Add Chicken' && item('Summer Salad').modifierIds.includes(id),
  );
  const soldOut = soldOutOf([{ subject: { kind: 'modifier', modifierId: chicken?.id ?? '' } }]);
  const ticket = hear('a summer salad with chicken', freshTicket(), soldOut);
  expect(ticket.lines).toMatchObject([{ name: 'Summer Salad', modifiers: [] }]);
  const told = ticket.questions.find(({ kind }) => kind === 'ask-a-person');
  expect(told?.text).toContain('Add Chicken is sold out');
});

test('which of several was meant is asked among those that there are', () => {
  const sweet = item('Sweet Tea w. Lemon').id;
  const unsweet = item('Unsweet Tea w. Lemon').id;
  const candidate = (itemId: string) => ({ itemId, quantity: 1, modifierIds: [], choices: [] });
  const asked = {
    kind: 'which-item',
    text: 'Which tea?',
    itemIds: [sweet, unsweet],
    quantity: 1,
    candidates: [candidate(sweet), candidate(unsweet)],
    words: 'a tea',
  } as const;
  const soldOut = soldOutOf([{ subject: { kind: 'item', itemId: sweet } }]);
  const { questions } = heedSoldOut(
    { edits: [], questions: [asked] },
    freshTicket(),
    menu,
    soldOut,
  );
  expect(questions).toMatchObject([{ itemIds: [unsweet], candidates: [{ itemId: unsweet }] }]);
});

test('a line that was on the ticket before stays and is marked; more of it by voice is asked', () => {
  const before = hear('two lemonades', freshTicket(), soldOutOf([]));
  const [line] = before.lines;
  if (line === undefined) throw new Error('no line');
  expect(soldOutOfLine(line, noLemonade, menu)).toHaveLength(1);
  expect(soldOutOfLine({ ...line, isSoldAnyway: true }, noLemonade, menu)).toEqual([]);
  expect(bringsSoldOut([line], [line], noLemonade, menu)).toBe(false);
  expect(bringsSoldOut([line], [{ ...line, quantity: 3 }], noLemonade, menu)).toBe(true);
  expect(bringsSoldOut([line], [{ ...line, quantity: 1 }], noLemonade, menu)).toBe(false);
  const anyway = { ...line, isSoldAnyway: true } as const;
  expect(bringsSoldOut([anyway], [{ ...anyway, quantity: 3 }], noLemonade, menu)).toBe(true);
  expect(namesOf(hear('make that five lemonades', before))).toEqual(['2 Lemonade']);
});

const subjects: readonly SoldOutSubject[] = [
  LEMONADE,
  { kind: 'modifier', modifierId: 'm' },
  { kind: 'option', choiceId: 'c', optionId: 'o' },
];
const anyFact: fc.Arbitrary<SoldOutFact> = fc.record({
  subject: fc.constantFrom(...subjects),
  state: fc.oneof(
    fc.constant({ kind: 'on-sale' as const }),
    fc.integer({ min: 0, max: 9 }).map((untilMs) => ({ kind: 'sold-out' as const, untilMs })),
  ),
  atMs: fc.integer({ min: 0, max: 5 }),
  origin: fc.constantFrom('a', 'b', 'c'),
});

test('stations come to the same, in whatever order and however often facts come', () => {
  // One origin says one thing in one millisecond: the relay sees to that.
  const facts = fc.uniqueArray(anyFact, {
    selector: ({ subject, atMs, origin }) => `${keyOf(subject)} ${atMs} ${origin}`,
    maxLength: 20,
  });
  const shuffled = facts.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([all, mixed]) => {
      const book = (some: readonly SoldOutFact[]) => Object.fromEntries(withFacts(new Map(), some));
      expect(book(mixed)).toEqual(book(all));
    }),
  );
});

test('a thing is back at its time, not before', () => {
  const fact = { subject: LEMONADE, state: { kind: 'sold-out', untilMs: 1_000 } } as const;
  expect(markOf(fact, 999)).toEqual({ subject: LEMONADE, untilMs: 1_000 });
  expect(markOf(fact, 1_000)).toBeUndefined();
});

test('a time of day is the next one in the restaurant’s zone, also over a clock change', () => {
  const local = (ms: number, timeZone: string) =>
    new Date(ms).toLocaleString('sv-SE', { timeZone }).slice(0, 16);
  const zone = 'America/New_York';
  const noon = Date.UTC(2026, 10, 24, 17, 0);
  const at = (nowMs: number, hour: number, minute = 0) =>
    local(nextTimeOfDay(nowMs, { hour, minute }, zone), zone);
  expect(at(noon, 17, 30)).toBe('2026-11-24 17:30');
  expect(at(noon, 11, 59)).toBe('2026-11-25 11:59');
  expect(at(noon, 12)).toBe('2026-11-25 12:00');
  expect(local(nextMorning(noon, zone), zone)).toBe('2026-11-25 04:00');
  const lateBeforeSpring = Date.UTC(2026, 2, 8, 3, 0); // 22:00 before clocks go forward
  expect(local(nextMorning(lateBeforeSpring, zone), zone)).toBe('2026-03-08 04:00');
  const lateBeforeAutumn = Date.UTC(2026, 10, 1, 2, 0); // 22:00 before clocks go back
  expect(local(nextMorning(lateBeforeAutumn, zone), zone)).toBe('2026-11-01 04:00');
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
      fc.constantFrom('America/New_York', 'UTC', 'Asia/Kolkata', 'Not/AZone'),
      (nowMs, timeZone) => {
        const back = nextMorning(nowMs, timeZone);
        expect(back).toBeGreaterThan(nowMs);
        expect(back - nowMs).toBeLessThanOrEqual(25 * 3_600_000);
      },
    ),
  );
});
