import { expect, test, vi } from 'vitest';
import { openMenuShelf } from '../../../src/main/menu/menu-shelf.ts';
import { clockNotice } from '../../../src/main/notice-words.ts';
import { watchClock, type ClockOff } from '../../../src/main/relay-client/clock-watch.ts';
import type { Menu } from '../../../src/shared/menu/menu.ts';
import { menuGaps } from '../../../src/shared/menu/menu-gaps.ts';
import { ticketCommandSchema } from '../../../src/shared/order/ticket-command.ts';
import { demoMenu } from '../../support/demo-menu.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { addItem, openTill, TILL_LANE } from '../../support/till.ts';

const MENU = demoMenu();
const LEMONADE = addItem('103');
const CARD = { kind: 'card-simulator', tipCents: 0 } as const;
const DAY_MS = 86_400_000;

test('a half menu of the relay does not replace the last good one', async () => {
  expect(menuGaps(MENU)).toEqual([]);
  const half: Menu = { ...MENU, version: 'half', categories: [], choices: [] };
  const shelf = await openMenuShelf({
    directory: await tempFolder(),
    demoMenu: MENU,
    fetchMenu: () =>
      Promise.resolve({ ok: true, value: { kind: 'answer', answer: half, etag: undefined } }),
    onMenu: () => expect.unreachable(),
    onCorrupt: () => undefined,
    wallMs: () => 0,
  });
  expect(await shelf.refresh()).toEqual({ ok: false, failure: 'half-menu' });
  expect(shelf.current().menu.version).toBe(MENU.version);
});

test('an item that leaves the menu stays on the ticket, and is not paid for', async () => {
  let inUse = MENU;
  const { till } = await openTill(await tempFolder(), { menu: () => inUse });
  await till.apply(TILL_LANE, LEMONADE);
  await till.apply(TILL_LANE, addItem('502'));
  const items = MENU.items.filter(({ id }) => id !== '103');
  inUse = { ...MENU, version: 'without', items };
  await till.menuChanged();
  const names = till.list()[0]?.ticket.lines.map(({ name }) => name);
  expect(names).toEqual(['Lemonade', 'Chicken Fajita Keto Bowl']);
  await till.apply(TILL_LANE, { kind: 'confirm-all' });
  expect(await till.commit(TILL_LANE, CARD)).toMatchObject({ failure: 'unconfirmed-lines' });
});

test('a changed price keeps the old one beside it until somebody says yes', async () => {
  let inUse = MENU;
  const { till } = await openTill(await tempFolder(), { menu: () => inUse });
  await till.apply(TILL_LANE, LEMONADE);
  const line = () => till.list()[0]?.ticket.lines[0];
  const before = line()?.unitPriceCents;
  const dearer = (by: number) =>
    MENU.items.map((item) => ({ ...item, priceCents: item.priceCents + by }));
  for (const by of [50, 75]) {
    inUse = { ...MENU, version: `dearer-${by}`, items: dearer(by) };
    await till.menuChanged();
    expect(line()).toMatchObject({ status: 'suggested', wasUnitCents: before });
  }
  inUse = { ...MENU, version: 'as-before' };
  await till.menuChanged();
  expect(line()).not.toHaveProperty('wasUnitCents');
  await till.apply(TILL_LANE, { kind: 'confirm-all' });
  expect((await till.commit(TILL_LANE, CARD)).ok).toBe(true);
});

test.each([-1, 0, 1.5, 100, 18_000, Number.NaN])('a quantity of %s never comes in', (quantity) => {
  const command = { ...LEMONADE, selection: { ...LEMONADE.selection, quantity } };
  expect(ticketCommandSchema.safeParse(command).success).toBe(false);
});

test('a clock that jumps a day back and forth makes no number twice and loses no held ticket', async () => {
  const folder = await tempFolder();
  const send = () => Promise.resolve({ ok: true, value: undefined } as const);
  let nowMs = Date.UTC(2026, 0, 2, 12);
  const wallMs = () => nowMs;
  const numbers: string[] = [];
  const sell = async ({ till }: Awaited<ReturnType<typeof openTill>>) => {
    await till.apply(TILL_LANE, LEMONADE);
    const sold = await till.commit(TILL_LANE, CARD);
    if (!sold.ok) throw new Error(sold.failure);
    const day = new Date(sold.value.order.placedAtMs).toISOString().slice(0, 10);
    numbers.push(`${day} ${sold.value.order.orderNumber}`);
  };
  for (const jumpMs of [0, DAY_MS, -2 * DAY_MS, 4 * DAY_MS, -3 * DAY_MS, DAY_MS]) {
    nowMs += jumpMs;
    const station = await openTill(folder, { wallMs, send });
    await sell(station);
    await sell(station);
    await station.till.apply(TILL_LANE, LEMONADE);
    await station.till.hold(TILL_LANE, 'Ann');
    await vi.waitFor(() => {
      expect(station.orders.list().every(({ delivery }) => delivery === 'delivered')).toBe(true);
    });
    await station.orders.stop();
  }
  expect(new Set(numbers).size).toBe(numbers.length);
  expect((await openTill(folder, { wallMs })).till.held()).toHaveLength(6);
});

test('a clock that differs from the relay’s by more than two minutes is told, and when it is right again', async () => {
  const told: (ClockOff | undefined)[] = [];
  const relayMs = Date.UTC(2026, 0, 2, 12);
  let nowMs = relayMs;
  const answer = () => {
    const headers = { date: new Date(relayMs).toUTCString() };
    return Promise.resolve(new Response('', { headers }));
  };
  const watched = watchClock(
    answer,
    () => nowMs,
    (off) => told.push(off),
  );
  const off = [0, 119_000, 3 * 3_600_000, -600_000, 1_000, 0];
  for (const aheadMs of off) {
    nowMs = relayMs + aheadMs;
    await watched('http://relay', { redirect: 'error', signal: AbortSignal.timeout(1_000) });
  }
  expect(told).toEqual([{ aheadMs: 10_800_000 }, { aheadMs: -600_000 }, undefined]);
  expect(clockNotice(told[0])).toMatchObject({
    text: { en: expect.stringContaining('3 hours ahead of the relay’s') as unknown },
  });
});
