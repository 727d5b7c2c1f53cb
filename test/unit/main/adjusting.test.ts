import { expect, test } from 'vitest';
import { createAdjusting } from '../../../src/main/tickets/adjusting.ts';
import type { AuditNote } from '../../../src/shared/day/audit-entry.ts';
import { personIdSchema } from '../../../src/shared/people/person.ts';
import type { Approve } from '../../../src/shared/people/approval.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import { soldOutOf } from '../../../src/shared/sold-out/sold-out.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { addItem, openTill, TILL_LANE } from '../../support/till.ts';

const ANA = {
  personId: personIdSchema.parse('0d8f2c52-7e0e-4d6e-9a49-0a9c3f1b6d12'),
  name: 'Ana',
};
const PIN = { pin: '1111' };
const CARD = { kind: 'card-simulator', tipCents: 0 } as const;
const TEN_PERCENT = { kind: 'percent', reason: 'friend', basisPoints: 1_000 } as const;

const approve: Approve = (_action, approval) =>
  Promise.resolve(approval?.pin === PIN.pin ? ok(ANA) : fail('needs-approval'));

async function open(soldOut: { list: string[] } = { list: [] }) {
  const till = await openTill(await tempFolder(), {
    soldOut: () => soldOutOf(soldOut.list.map((itemId) => ({ subject: { kind: 'item', itemId } }))),
  });
  const audit: AuditNote[] = [];
  const adjusting = createAdjusting({
    tickets: till.till,
    approve,
    record: (note) => {
      audit.push(note);
      return Promise.resolve(ok(undefined));
    },
  });
  const ticket = () => {
    const [lane] = till.till.list();
    if (lane === undefined) throw new Error('no lane');
    return lane.ticket;
  };
  return { ...till, adjusting, audit, ticket };
}

test('a discount needs somebody’s leave; ticket, order and audit trail name them', async () => {
  const { till, orders, adjusting, audit, ticket } = await open();
  await till.apply(TILL_LANE, addItem('103', 2));
  const asked = await adjusting.adjust(TILL_LANE, TEN_PERCENT, undefined);
  expect(asked).toEqual(fail('needs-approval'));
  expect(ticket().adjustments).toEqual([]);
  expect(audit).toEqual([]);

  expect((await adjusting.adjust(TILL_LANE, TEN_PERCENT, PIN)).ok).toBe(true);
  expect(ticket().adjustments).toMatchObject([{ ...TEN_PERCENT, approvedBy: ANA }]);
  const { discountCents } = ticket().totals;
  expect(audit).toMatchObject([
    { kind: 'discounted', reason: 'friend', approvedBy: ANA, amountCents: discountCents },
  ]);
  await till.commit(TILL_LANE, CARD);
  expect(orders.list()[0]?.order.adjustments).toMatchObject([{ approvedBy: ANA }]);
});

test('undo takes a discount off and redo puts it back, both without a PIN', async () => {
  const { till, adjusting, ticket } = await open();
  await till.apply(TILL_LANE, addItem('103'));
  const full = ticket().totals;
  await adjusting.adjust(TILL_LANE, TEN_PERCENT, PIN);
  const less = ticket().totals;
  await till.undo(TILL_LANE);
  expect(ticket().totals).toEqual(full);
  await till.redo(TILL_LANE);
  expect(ticket().totals).toEqual(less);
  const [discount] = ticket().adjustments;
  await adjusting.remove(TILL_LANE, discount?.adjustmentId ?? '');
  expect(ticket().totals).toEqual(full);
});

test('a price above the menu’s is refused, and nothing is recorded', async () => {
  const { till, adjusting, audit, ticket } = await open();
  await till.apply(TILL_LANE, addItem('103'));
  const lineId = ticket().lines[0]?.lineId;
  if (lineId === undefined) throw new Error('no line');
  const dear = { kind: 'line-price', reason: 'r', lineId, unitCents: 99_999 } as const;
  expect(await adjusting.adjust(TILL_LANE, dear, PIN)).toEqual(fail('too-dear'));
  expect(audit).toEqual([]);
});

test('a discount outlives a restart and a hold', async () => {
  const { till, adjusting, ticket } = await open();
  await till.apply(TILL_LANE, addItem('103'));
  await adjusting.adjust(TILL_LANE, TEN_PERCENT, PIN);
  const less = ticket().totals;
  await till.hold(TILL_LANE, 'Ann');
  const [held] = till.held();
  if (held === undefined) throw new Error('nothing is held');
  expect(held.totalCents).toBe(less.totalCents);
  await till.recall(TILL_LANE, held.ticketId);
  expect(ticket().totals).toEqual(less);
});

test('what is sold out comes on a ticket only with leave, which the audit trail names', async () => {
  const { till, adjusting, audit, ticket } = await open({ list: ['103'] });
  expect(await till.apply(TILL_LANE, addItem('103'))).toEqual(fail('sold-out'));
  const { selection } = addItem('103');
  const what = { kind: 'item', selection } as const;
  expect(await adjusting.sellAnyway(TILL_LANE, what, undefined)).toEqual(fail('needs-approval'));
  expect((await adjusting.sellAnyway(TILL_LANE, what, PIN)).ok).toBe(true);
  expect(ticket().lines).toMatchObject([{ name: 'Lemonade', isSoldAnyway: true }]);
  expect(audit).toMatchObject([{ kind: 'sold-out-sold', about: 'Lemonade', approvedBy: ANA }]);
  expect((await till.commit(TILL_LANE, CARD)).ok).toBe(true);
});

test('what was sold anyway is no leave for more of it', async () => {
  const { till, adjusting, ticket } = await open({ list: ['103'] });
  const { selection } = addItem('103', 2);
  await adjusting.sellAnyway(TILL_LANE, { kind: 'item', selection }, PIN);
  const lineId = ticket().lines[0]?.lineId;
  if (lineId === undefined) throw new Error('no line');
  const quantityOf = (quantity: number) =>
    till.apply(TILL_LANE, { kind: 'set-quantity', lineId, quantity });
  expect(await quantityOf(5)).toEqual(fail('sold-out'));
  expect(await till.apply(TILL_LANE, addItem('103'))).toEqual(fail('sold-out'));
  expect((await quantityOf(1)).ok).toBe(true);
  expect(ticket().lines).toMatchObject([{ quantity: 1, isSoldAnyway: true }]);
});

test('more of a line ends the leave it had, for when it is sold out again', async () => {
  const soldOut = { list: ['103'] };
  const { till, adjusting, ticket } = await open(soldOut);
  const { selection } = addItem('103');
  await adjusting.sellAnyway(TILL_LANE, { kind: 'item', selection }, PIN);
  soldOut.list = [];
  await till.apply(TILL_LANE, addItem('103'));
  expect(ticket().lines[0]?.isSoldAnyway).toBeUndefined();
  soldOut.list = ['103'];
  expect(await till.commit(TILL_LANE, CARD)).toEqual(fail('sold-out'));
});

test('a line that is sold out meanwhile stays, and is settled before anyone pays', async () => {
  const soldOut = { list: [] as string[] };
  const { till, adjusting, ticket } = await open(soldOut);
  await till.apply(TILL_LANE, addItem('103'));
  soldOut.list.push('103');
  expect(ticket().lines).toHaveLength(1);
  expect(await till.apply(TILL_LANE, addItem('103'))).toEqual(fail('sold-out'));
  expect(await till.commit(TILL_LANE, CARD)).toEqual(fail('sold-out'));
  const lineId = ticket().lines[0]?.lineId;
  if (lineId === undefined) throw new Error('no line');
  await adjusting.sellAnyway(TILL_LANE, { kind: 'line', lineId }, PIN);
  expect((await till.commit(TILL_LANE, CARD)).ok).toBe(true);
});
