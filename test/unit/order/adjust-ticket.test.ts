import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { laneIdSchema, utteranceIdSchema } from '../../../src/shared/ids.ts';
import { adjustTicket, removeAdjustment } from '../../../src/shared/order/adjust-ticket.ts';
import type { WantedAdjustment } from '../../../src/shared/order/adjustment.ts';
import { applyVoice } from '../../../src/shared/order/apply-voice.ts';
import { checkOrder, commitTicket } from '../../../src/shared/order/commit-ticket.ts';
import { orderIdSchema, orderSchema } from '../../../src/shared/order/order.ts';
import { reduceTicket } from '../../../src/shared/order/reduce-ticket.ts';
import type { TicketCommand } from '../../../src/shared/order/ticket-command.ts';
import type { Ticket } from '../../../src/shared/order/ticket.ts';
import { adjustmentCents } from '../../../src/shared/order/totals.ts';
import { personIdSchema } from '../../../src/shared/people/person.ts';
import { DEMO_MENU as menu, freshTicket } from '../../support/demo-order.ts';

const approvedBy = { personId: personIdSchema.parse(randomUUID()), name: 'Ana' };
const add = (itemId: string, quantity = 1): TicketCommand => ({
  kind: 'add-item',
  selection: { itemId, quantity, modifierIds: [], choices: [] },
});
const after = (ticket: Ticket, ...commands: TicketCommand[]): Ticket =>
  commands.reduce((now, command) => {
    const next = reduceTicket(now, command, { menu, newId: randomUUID });
    if (!next.ok) throw new Error(next.failure.code);
    return next.value;
  }, ticket);
const adjusted = (ticket: Ticket, wanted: WantedAdjustment): Ticket => {
  const next = adjustTicket(ticket, wanted, { menu, adjustmentId: randomUUID(), approvedBy });
  if (!next.ok) throw new Error(next.failure);
  return next.value;
};
const firstLine = (ticket: Ticket) => {
  const [line] = ticket.lines;
  if (line === undefined) throw new Error('no line');
  return line;
};
const withComp = () => {
  const ticket = after(freshTicket(), add('103', 2));
  return adjusted(ticket, { kind: 'comp', reason: 'spilled', lineId: firstLine(ticket).lineId });
};

test('an item that is added does not join a line that was allowed to cost nothing', () => {
  const more = after(withComp(), add('103'));
  expect(more.lines.map(({ quantity }) => quantity)).toEqual([2, 1]);
  expect(more.totals.subtotalCents - more.totals.discountCents).toBe(
    firstLine(more).unitPriceCents,
  );
});

test('more units of an allowed line are a line of their own, fewer are not', () => {
  const ticket = withComp();
  const { lineId } = firstLine(ticket);
  const more = after(ticket, { kind: 'set-quantity', lineId, quantity: 5 });
  expect(more.lines.map(({ quantity }) => quantity)).toEqual([2, 3]);
  const fewer = after(ticket, { kind: 'set-quantity', lineId, quantity: 1 });
  expect(fewer.lines.map(({ quantity }) => quantity)).toEqual([1]);
  expect(fewer.totals.totalCents).toBe(0);
});

test('a line that was made dearer after it was allowed pays the menu’s price again', () => {
  const ticket = after(freshTicket(), add('502'));
  const { lineId } = firstLine(ticket);
  const comped = adjusted(ticket, { kind: 'comp', reason: 'late', lineId });
  const paid = menu.items
    .find(({ id }) => id === '502')
    ?.modifierIds.find((id) => menu.modifiers.some((one) => one.id === id && one.priceCents > 0));
  if (paid === undefined) throw new Error('no modifier with a price');
  const dearer = after(comped, { kind: 'set-modifiers', lineId, modifierIds: [paid] });
  expect(dearer.adjustments).toEqual([]);
  expect(dearer.totals.discountCents).toBe(0);
});

test('a line has one adjustment of its own, and a changed price is never above the menu’s', () => {
  const ticket = withComp();
  const { lineId, unitPriceCents } = firstLine(ticket);
  const wanted = { kind: 'line-price', reason: 'old sign', lineId } as const;
  const priced = adjusted(ticket, { ...wanted, unitCents: 100 });
  expect(priced.adjustments).toMatchObject([{ kind: 'line-price', approvedBy }]);
  const made = { menu, adjustmentId: randomUUID(), approvedBy };
  const dear = { ...wanted, unitCents: unitPriceCents + 1 };
  expect(adjustTicket(ticket, dear, made)).toEqual({ ok: false, failure: 'too-dear' });
});

test('an empty ticket takes no discount, and what is not there can not be taken off', () => {
  const empty = freshTicket();
  const wanted = { kind: 'percent', reason: 'friend', basisPoints: 1_000 } as const;
  const made = { menu, adjustmentId: randomUUID(), approvedBy };
  expect(adjustTicket(empty, wanted, made)).toEqual({ ok: false, failure: 'nothing-to-adjust' });
  expect(removeAdjustment(withComp(), randomUUID(), menu)).toEqual({
    ok: false,
    failure: 'unknown-adjustment',
  });
});

test('a discount that is taken off leaves the ticket as it was', () => {
  const ticket = after(freshTicket(), add('103', 2));
  const off = adjusted(ticket, { kind: 'percent', reason: 'friend', basisPoints: 1_000 });
  const [one] = off.adjustments;
  expect(removeAdjustment(off, one?.adjustmentId ?? '', menu)).toEqual({ ok: true, value: ticket });
});

test.each([
  { kind: 'percent', reason: 'friend', basisPoints: 10_000 },
  { kind: 'amount', reason: 'friend', amountCents: 1_000_000 },
] as const)('a $kind covers no more than was there when it was allowed', (wanted) => {
  const ticket = after(freshTicket(), add('103', 2));
  const { subtotalCents } = ticket.totals;
  const off = adjusted(ticket, wanted);
  expect(off.adjustments).toMatchObject([{ maxCents: subtotalCents }]);
  expect(after(off, add('502', 10)).totals.discountCents).toBe(subtotalCents);
  const { lineId } = firstLine(off);
  const fewer = after(off, { kind: 'set-quantity', lineId, quantity: 1 });
  expect(fewer.totals.discountCents).toBe(subtotalCents / 2);
});

test('a line that voice would change takes no adjustment until it is confirmed', () => {
  const ticket = after(freshTicket(), add('103', 5));
  const { lineId, itemId } = firstLine(ticket);
  const selection = { itemId, quantity: 1, modifierIds: [], choices: [] };
  const heard = applyVoice(
    ticket,
    {
      utteranceId: utteranceIdSchema.parse(randomUUID()),
      edits: [{ kind: 'change', lineId, selection, words: 'just one', confidence: 1 }],
      questions: [],
    },
    { menu, newId: randomUUID },
  );
  expect(firstLine(heard)).toMatchObject({ quantity: 1, correction: { before: { quantity: 5 } } });
  const made = { menu, adjustmentId: randomUUID(), approvedBy };
  const comp = { kind: 'comp', reason: 'late', lineId } as const;
  const price = { kind: 'line-price', reason: 'late', lineId, unitCents: 1 } as const;
  for (const wanted of [comp, price]) {
    expect(adjustTicket(heard, wanted, made)).toEqual({ ok: false, failure: 'not-confirmed' });
  }
  const confirmed = after(heard, { kind: 'confirm-line', lineId });
  expect(adjusted(confirmed, comp).totals.totalCents).toBe(0);
});

test('voice changes no line that has a price of its own: a person is asked', () => {
  const ticket = withComp();
  const { lineId, itemId } = firstLine(ticket);
  const selection = { itemId, quantity: 5, modifierIds: [], choices: [] };
  const said = { words: 'make that five', confidence: 1 };
  const proposal = {
    utteranceId: utteranceIdSchema.parse(randomUUID()),
    edits: [
      { kind: 'change', lineId, selection, ...said },
      { kind: 'remove', lineId, ...said },
    ],
    questions: [],
  } as const;
  const heard = applyVoice(ticket, proposal, { menu, newId: randomUUID });
  expect(heard.lines).toEqual(ticket.lines);
  expect(heard.adjustments).toEqual(ticket.adjustments);
  expect(heard.questions.map(({ kind }) => kind)).toEqual(['ask-a-person', 'ask-a-person']);
});

test('the rows of the adjustments add up to the discount', () => {
  const wanted = fc.oneof(
    fc.integer({ min: 1, max: 10_000 }).map((basisPoints) => ({
      kind: 'percent' as const,
      reason: 'r',
      basisPoints,
    })),
    fc.integer({ min: 1, max: 5_000 }).map((amountCents) => ({
      kind: 'amount' as const,
      reason: 'r',
      amountCents,
    })),
    fc.integer({ min: 0, max: 1 }).map((at) => ({ kind: 'comp' as const, reason: 'r', at })),
  );
  fc.assert(
    fc.property(fc.array(wanted, { maxLength: 8 }), (all) => {
      let ticket = after(freshTicket(), add('103', 3), add('502'));
      for (const one of all) {
        const lineId = ticket.lines['at' in one ? one.at : 0]?.lineId;
        if (lineId === undefined) continue;
        ticket = adjusted(ticket, 'at' in one ? { kind: 'comp', reason: 'r', lineId } : one);
      }
      const rows = adjustmentCents(ticket.lines, ticket.adjustments);
      expect(rows.reduce((sum, { offCents }) => sum + offCents, 0)).toBe(
        ticket.totals.discountCents,
      );
    }),
    { numRuns: 100 },
  );
});

test('an order whose adjustment is of a line that it does not have is refused', () => {
  const committed = commitTicket(withComp(), {
    orderId: orderIdSchema.parse(randomUUID()),
    orderNumber: 'A-001',
    laneId: laneIdSchema.parse('lane-1'),
    orderType: 'takeout',
    tender: { kind: 'pay-later' },
    placedAtMs: 0,
    menu,
  });
  if (!committed.ok) throw new Error(committed.failure);
  const { order } = committed.value;
  expect(checkOrder(order, menu)).toEqual({ ok: true, value: undefined });
  const stray = { ...order.adjustments[0], lineId: randomUUID() };
  const other = orderSchema.parse({ ...order, adjustments: [...order.adjustments, stray] });
  expect(checkOrder(other, menu)).toEqual({ ok: false, failure: 'totals-differ' });
});
