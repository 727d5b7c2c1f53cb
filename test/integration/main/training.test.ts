/** Training at a whole station with a real relay: nothing of it is sold, and the real counter is as it was. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { StationSnapshot } from '../../../src/shared/ipc/views.ts';
import { printingSetupSchema } from '../../../src/shared/printing/printing-setup.ts';
import { kitchenOrderSchema } from '../../../src/shared/wire/kitchen.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { RelayHarness } from '../relay/relay-harness.ts';
import type { Station as RelayStation } from '../relay/station-client.ts';
import { LANE, TestStation, WAIT } from './test-station.ts';

const NO_UPSTREAM = 'http://127.0.0.1:9';
const APPROVED = { approval: { pin: '4711' } };
const CASH = { kind: 'cash', tenderedCents: 10_000, tipCents: 0 } as const;
/** ESC p: what opens a drawer. */
const KICK = '\u001bp';

let relay: RelayHarness;
let other: RelayStation;
let station: TestStation | undefined;

beforeEach(async () => {
  relay = await RelayHarness.open();
  await relay.start(NO_UPSTREAM);
  other = await relay.station();
});

afterEach(async () => {
  await station?.stop();
  station = undefined;
  await relay.close();
});

async function openShop(folder: string): Promise<TestStation> {
  const config = { relayUrl: relay.base, enrolCode: await relay.code() };
  station = await TestStation.start(folder, config);
  await station.until(
    ({ menuSource, connection }) => menuSource === 'restaurant' && connection.state === 'online',
  );
  await station.handlers.setUpManager({ name: 'Ana', pin: '4711' });
  return station;
}

async function add({ handlers }: TestStation, quantity: number): Promise<void> {
  const selection = { itemId: '502', quantity, modifierIds: [], choices: [] };
  const command = { kind: 'add-item', selection } as const;
  expect(await handlers.applyTicketCommand({ laneId: LANE, command })).toMatchObject({ ok: true });
}

const quantities = ({ tickets }: StationSnapshot) =>
  tickets.flatMap(({ ticket }) => ticket.lines.map(({ quantity }) => quantity));

async function kitchen() {
  const body: unknown = await (await other.get('/v1/kitchen/orders')).json();
  return z.object({ orders: z.array(kitchenOrderSchema) }).parse(body).orders;
}

async function soldAt({ handlers }: TestStation): Promise<number> {
  const report = await handlers.getReport(APPROVED);
  if (!report.ok) throw new Error(report.failure);
  return report.value.orders.count;
}

test('what is practised reaches no kitchen, no book, no report and no number, also over a restart', async () => {
  const folder = await tempFolder();
  const shop = await openShop(folder);
  await add(shop, 3);
  expect(await shop.handlers.startTraining({})).toMatchObject({ failure: 'needs-approval' });
  expect(await shop.handlers.startTraining(APPROVED)).toMatchObject({ ok: true });
  expect(shop.pushed).toContain('onCounter');
  const begun = await shop.snapshot();
  expect(begun.training).toMatchObject({ state: 'on', startedBy: { name: 'Ana' } });
  expect(quantities(begun)).toEqual([]);
  expect(begun.lanes.map(({ muted }) => muted)).toEqual([true]);
  expect(await shop.handlers.setMuted({ laneId: LANE, muted: false })).toMatchObject({ ok: false });

  await add(shop, 1);
  const sold = await shop.handlers.commitTicket({ laneId: LANE, tender: CASH });
  expect(sold).toMatchObject({ ok: true, value: { order: { orderNumber: 'TRN-001' } } });
  expect(await soldAt(shop)).toBe(1);
  await add(shop, 2);
  await shop.stop();

  const config = { relayUrl: relay.base };
  const again = await TestStation.start(folder, config);
  station = again;
  const after = await again.until(({ connection }) => connection.state === 'online');
  expect(after.training.state).toBe('on');
  expect(quantities(after)).toEqual([2]);
  expect(after.orders.map(({ order }) => order.orderNumber)).toEqual(['TRN-001']);
  expect(after.lanes.map(({ muted }) => muted)).toEqual([true]);

  expect(await again.handlers.endTraining(undefined)).toMatchObject({ ok: true });
  const real = await again.snapshot();
  expect(real.training).toEqual({ state: 'off' });
  expect(real.orders).toEqual([]);
  expect(quantities(real)).toEqual([3]);
  expect(real.lanes.map(({ muted }) => muted)).toEqual([false]);
  expect(await soldAt(again)).toBe(0);
  expect(existsSync(join(folder, 'training'))).toBe(false);

  const paid = await again.handlers.commitTicket({ laneId: LANE, tender: CASH });
  if (!paid.ok) throw new Error(paid.failure);
  expect(paid.value.order.orderNumber).toMatch(/-001$/);
  await vi.waitFor(async () => expect(await kitchen()).toHaveLength(1), WAIT);
  const trail = await again.handlers.readAudit({ sinceMs: 0, ...APPROVED });
  if (!trail.ok) throw new Error(trail.failure);
  const kinds = trail.value.entries.map(({ kind }) => kind);
  expect(kinds).toContain('training-started');
  expect(trail.value.entries.find(({ kind }) => kind === 'training-ended')).toMatchObject({
    remark: { code: 'orders', count: 1 },
    amountCents: 1_512,
  });
});

test('paper says that it is training, the drawer stays shut, and nothing is sold out for the others', async () => {
  const folder = await tempFolder();
  const shop = await openShop(folder);
  const path = join(folder, 'receipts.prn');
  await writeFile(path, '');
  const printer = { device: { kind: 'file', path }, columns: 42, language: 'en' };
  const setup = printingSetupSchema.parse({
    receipt: printer,
    kitchen: printer,
    receiptRule: 'always',
    kitchenRule: 'always',
    cashOpensDrawer: true,
  });
  await shop.handlers.setPrinters({ setup, ...APPROVED });
  const subject = { kind: 'item', itemId: '502' } as const;
  const state = { kind: 'sold-out' } as const;
  await shop.handlers.setSoldOut({ subject, state });
  await shop.handlers.setSoldOut({ subject, state: { kind: 'on-sale' } });
  const trail = await shop.handlers.readAudit({ sinceMs: 0, ...APPROVED });
  if (!trail.ok) throw new Error(trail.failure);
  expect(trail.value.entries.slice(0, 2)).toMatchObject([
    { kind: 'back-on-sale', about: 'Greek Bowl' },
    { kind: 'sold-out-marked', about: 'Greek Bowl' },
  ]);
  await shop.handlers.startTraining(APPROVED);
  await add(shop, 1);
  const sold = await shop.handlers.commitTicket({ laneId: LANE, tender: CASH });
  if (!sold.ok) throw new Error(sold.failure);
  const printed = () => readFile(path, 'latin1');
  await vi.waitFor(async () => expect(await printed()).toContain('TRN-001'), WAIT);
  expect((await printed()).match(/\*\*\* TRAINING \*\*\*/g)).toHaveLength(2);
  expect(await printed()).not.toContain(KICK);
  const { orderId } = sold.value.order;
  expect(await shop.handlers.printOrder({ orderId, paper: 'kitchen-ticket' })).toMatchObject({
    failure: 'no-printer',
  });
  expect(await shop.handlers.openDrawer(APPROVED)).toMatchObject({ failure: 'in-training' });
  expect(await shop.handlers.setSoldOut({ subject, state })).toMatchObject({
    failure: 'in-training',
  });
});
