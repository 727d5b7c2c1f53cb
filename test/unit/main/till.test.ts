import { expect, test } from 'vitest';
import type { Orders } from '../../../src/main/orders/orders.ts';
import type { OrderPlace } from '../../../src/main/tickets/tickets-deps.ts';
import { laneIdSchema } from '../../../src/shared/ids.ts';
import type { Menu } from '../../../src/shared/menu/menu.ts';
import { demoMenu } from '../../support/demo-menu.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { addItem, openTill, TILL_LANE } from '../../support/till.ts';

const LEMONADE = addItem('103');
const CARD = { kind: 'card-simulator', tipCents: 0 } as const;
const COUNTER = laneIdSchema.parse('counter');
type Till = Awaited<ReturnType<typeof openTill>>;

const laneOf = ({ till }: Till, laneId = TILL_LANE) =>
  till.list().find((lane) => lane.laneId === laneId);
const quantities = (till: Till, laneId = TILL_LANE) =>
  laneOf(till, laneId)?.ticket.lines.map(({ name, quantity }) => `${quantity} ${name}`);

test('undo and redo go back and forth, a new change ends redo, and the next guest ends both', async () => {
  const till = await openTill(await tempFolder());
  await till.till.apply(TILL_LANE, LEMONADE);
  await till.till.apply(TILL_LANE, LEMONADE);
  expect((await till.till.undo(TILL_LANE)).ok).toBe(true);
  expect(quantities(till)).toEqual(['1 Lemonade']);
  expect(laneOf(till)).toMatchObject({ canUndo: true, canRedo: true });
  await till.till.redo(TILL_LANE);
  expect(quantities(till)).toEqual(['2 Lemonade']);
  expect(await till.till.redo(TILL_LANE)).toEqual({ ok: false, failure: 'nothing-to-redo' });
  await till.till.undo(TILL_LANE);
  await till.till.apply(TILL_LANE, addItem('502'));
  expect(laneOf(till)?.canRedo).toBe(false);
  await till.till.nextGuest(TILL_LANE);
  expect(await till.till.undo(TILL_LANE)).toEqual({ ok: false, failure: 'nothing-to-undo' });
});

test('a till without people voids with a reason; one with people asks for a PIN', async () => {
  let failure: 'no-manager' | 'needs-approval' = 'needs-approval';
  const approve = () => Promise.resolve({ ok: false, failure } as const);
  const till = await openTill(await tempFolder(), { approve });
  await till.till.apply(TILL_LANE, LEMONADE);
  const refused = await till.till.void(TILL_LANE, 'guest left', undefined);
  expect(refused).toEqual({ ok: false, failure: 'needs-approval' });
  expect(quantities(till)).toEqual(['1 Lemonade']);
  failure = 'no-manager';
  expect((await till.till.void(TILL_LANE, 'guest left', undefined)).ok).toBe(true);
  expect(quantities(till)).toEqual([]);
  expect(till.recorded).toMatchObject([{ kind: 'ticket-voided', reason: 'guest left' }]);
});

test('a full ticket that the next guest ends is in the audit trail and in the Z, once', async () => {
  const till = await openTill(await tempFolder());
  await till.till.apply(TILL_LANE, LEMONADE);
  const dropped = laneOf(till)?.ticket;
  await till.till.nextGuest(TILL_LANE);
  await till.till.nextGuest(TILL_LANE);
  const { ticketId } = dropped ?? {};
  const amountCents = dropped?.totals.totalCents;
  expect(till.recorded).toEqual([
    {
      kind: 'ticket-voided',
      remark: { code: 'next-guest' },
      about: '1 × Lemonade',
      subjectId: ticketId,
      amountCents,
    },
  ]);
  expect(till.voids).toEqual([{ ticketId, amountCents }]);
});

test('a clear is in the audit trail, also when undo brings the lines back; the Z waits for the end', async () => {
  const till = await openTill(await tempFolder());
  await till.till.apply(TILL_LANE, { kind: 'clear' });
  expect(till.recorded).toEqual([]);
  await till.till.apply(TILL_LANE, LEMONADE);
  const amountCents = laneOf(till)?.ticket.totals.totalCents;
  await till.till.apply(TILL_LANE, { kind: 'clear' });
  await till.till.undo(TILL_LANE);
  expect(quantities(till)).toEqual(['1 Lemonade']);
  expect(till.recorded).toMatchObject([
    { kind: 'ticket-voided', remark: { code: 'cleared' }, amountCents },
  ]);
  expect(till.voids).toEqual([]);
});

test('a lane is drive-thru and a counter is takeout until someone says otherwise, for this ticket', async () => {
  const folder = await tempFolder();
  const till = await openTill(folder);
  await till.till.openLane(COUNTER);
  expect(till.till.list().map(({ orderType }) => orderType)).toEqual(['drive-thru', 'takeout']);
  await till.till.setOrderType(TILL_LANE, 'dine-in');
  expect(laneOf(await openTill(folder))?.orderType).toBe('dine-in');
  await till.till.nextGuest(TILL_LANE);
  expect(laneOf(till)?.orderType).toBe('drive-thru');
});

test('a held ticket is recalled at another lane, after a restart too, and never at two', async () => {
  const folder = await tempFolder();
  const before = await openTill(folder);
  await before.till.apply(TILL_LANE, LEMONADE);
  const session = before.till.sessionOf(TILL_LANE);
  expect(await before.till.hold(TILL_LANE, 'Ann')).toEqual({ ok: true, value: undefined });
  expect(before.till.sessionOf(TILL_LANE)).not.toBe(session);
  expect(await before.till.hold(TILL_LANE, 'Ann')).toMatchObject({ failure: 'nothing-to-hold' });

  const after = await openTill(folder);
  await after.till.openLane(COUNTER);
  const [held] = after.till.held();
  expect(held).toMatchObject({ label: 'Ann', itemCount: 1 });
  if (held === undefined) return;
  const both = [TILL_LANE, COUNTER].map((lane) => after.till.recall(lane, held.ticketId));
  expect((await Promise.all(both)).filter(({ ok }) => ok)).toHaveLength(1);
  expect(after.till.held()).toEqual([]);
  expect(quantities(after)).toEqual(['1 Lemonade']);
  expect(laneOf(after)?.ticket.sessionId).not.toBe(session);
  expect((await openTill(folder)).till.held()).toEqual([]);
});

test('nothing is recalled onto an open ticket', async () => {
  const till = await openTill(await tempFolder());
  await till.till.apply(TILL_LANE, LEMONADE);
  await till.till.hold(TILL_LANE, 'Ann');
  await till.till.apply(TILL_LANE, LEMONADE);
  const ticketId = till.till.held()[0]?.ticketId;
  if (ticketId === undefined) throw new Error('nothing is held');
  expect(await till.till.recall(TILL_LANE, ticketId)).toMatchObject({ failure: 'ticket-open' });
  expect(till.till.held()).toHaveLength(1);
});

test('a commit is an order on disk with a number of the day, and an empty ticket in a new session', async () => {
  const folder = await tempFolder();
  const till = await openTill(folder);
  const session = till.till.sessionOf(TILL_LANE);
  expect(await till.till.commit(TILL_LANE, CARD)).toMatchObject({ failure: 'nothing-to-commit' });
  for (const number of ['B-001', 'B-002']) {
    await till.till.apply(TILL_LANE, LEMONADE);
    const committed = await till.till.commit(TILL_LANE, CARD);
    expect(committed).toMatchObject({ value: { order: { orderNumber: number } } });
  }
  expect(till.till.sessionOf(TILL_LANE)).not.toBe(session);
  expect(quantities(till)).toEqual([]);
  const after = await openTill(folder);
  expect(after.orders.list().map(({ order }) => order.orderNumber)).toEqual(['B-002', 'B-001']);
  expect(after.orders.nextNumber(Date.UTC(2026, 0, 2, 12))).toBe('B-003');
});

test('an order that midnight overtakes while it is written has a number of its own day', async () => {
  const midnightMs = Date.UTC(2026, 0, 3, 5); // in New York
  let nowMs = midnightMs - 60_000;
  const till = await openTill(await tempFolder(), {
    wallMs: () => nowMs,
    between: (orders) => ({
      has: (id) => orders.has(id),
      nextNumber: (placedAtMs) => {
        nowMs += 40_000;
        return orders.nextNumber(placedAtMs);
      },
      place: (order, change) => orders.place(order, change),
    }),
  });
  const sell = async () => {
    await till.till.apply(TILL_LANE, LEMONADE);
    const sold = await till.till.commit(TILL_LANE, CARD);
    return sold.ok ? sold.value.order.orderNumber : sold.failure;
  };
  expect([await sell(), await sell(), await sell()]).toEqual(['B-001', 'B-002', 'B-001']);
});

test('cash gives change, and too little is refused', async () => {
  const till = await openTill(await tempFolder());
  await till.till.apply(TILL_LANE, LEMONADE);
  const total = laneOf(till)?.ticket.totals.totalCents ?? 0;
  const pay = (tenderedCents: number) =>
    till.till.commit(TILL_LANE, { kind: 'cash', tenderedCents, tipCents: 0 });
  expect(await pay(total - 1)).toEqual({ ok: false, failure: 'tender-too-small' });
  expect(await pay(total + 25)).toMatchObject({ value: { changeCents: 25 } });
});

test('two taps on pay are one order', async () => {
  const till = await openTill(await tempFolder());
  await till.till.apply(TILL_LANE, LEMONADE);
  const both = await Promise.all([1, 2].map(() => till.till.commit(TILL_LANE, CARD)));
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(till.orders.list()).toHaveLength(1);
});

/** A kill: what was begun goes no further, and nothing after it happens. */
const never = () => new Promise<never>(() => undefined);
const KILLS: [string, (orders: Orders, reached: () => void) => OrderPlace, number][] = [
  [
    'before the order is written',
    (orders, reached) => ({
      has: (id) => orders.has(id),
      nextNumber: (placedAtMs) => orders.nextNumber(placedAtMs),
      place: () => {
        reached();
        return never();
      },
    }),
    0,
  ],
  [
    'after the order is written',
    (orders, reached) => ({
      has: (id) => orders.has(id),
      nextNumber: (placedAtMs) => orders.nextNumber(placedAtMs),
      place: async (order, change) => {
        await orders.place(order, change);
        reached();
        return never();
      },
    }),
    1,
  ],
];

test.each(KILLS)('killed %s, the ticket becomes one order', async (_when, kill, orderCount) => {
  const folder = await tempFolder();
  let reached: () => void = () => undefined;
  const killed = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const before = await openTill(folder, { between: (orders) => kill(orders, reached) });
  await before.till.apply(TILL_LANE, LEMONADE);
  void before.till.commit(TILL_LANE, CARD);
  await killed;

  const after = await openTill(folder);
  expect(after.orders.list()).toHaveLength(orderCount);
  expect(quantities(after)).toEqual(orderCount === 1 ? [] : ['1 Lemonade']);
  const again = await after.till.commit(TILL_LANE, CARD);
  expect(again.ok).toBe(orderCount === 0);
  expect((await openTill(folder)).orders.list()).toHaveLength(1);
});

test('a price that changes under an open ticket waits for a yes before it can be paid', async () => {
  const menu = demoMenu();
  const dearer: Menu = {
    ...menu,
    version: 'dearer',
    items: menu.items.map((item) => ({ ...item, priceCents: item.priceCents + 100 })),
  };
  let inUse = menu;
  const till = await openTill(await tempFolder(), { menu: () => inUse });
  await till.till.apply(TILL_LANE, LEMONADE);
  const before = laneOf(till)?.ticket.totals.subtotalCents ?? 0;
  inUse = dearer;
  await till.till.menuChanged();
  expect(laneOf(till)?.ticket.totals.subtotalCents).toBe(before + 100);
  expect(await till.till.commit(TILL_LANE, CARD)).toMatchObject({ failure: 'unconfirmed-lines' });
  await till.till.apply(TILL_LANE, { kind: 'confirm-all' });
  expect(await till.till.commit(TILL_LANE, CARD)).toMatchObject({
    value: { order: { menuVersion: 'dearer' } },
  });
});

test('a lane that is no longer served leaves its ticket on hold', async () => {
  const folder = await tempFolder();
  const till = await openTill(folder);
  await till.till.openLane(COUNTER);
  await till.till.apply(COUNTER, LEMONADE);
  const after = await openTill(folder);
  await after.till.retireLane(COUNTER, 'Counter');
  expect(after.till.held()).toMatchObject([{ label: 'Counter', itemCount: 1 }]);
  expect(after.till.list().map(({ laneId }) => laneId)).toEqual([TILL_LANE]);
});
