import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Day, entriesOf, type BookedOrder } from '../../../../src/main/day/day.ts';
import { Ledger, type LedgerProblem } from '../../../../src/main/day/ledger.ts';
import { newId } from '../../../../src/main/new-id.ts';
import type { AuditNote } from '../../../../src/shared/day/audit-entry.ts';
import { ticketIdSchema } from '../../../../src/shared/ids.ts';
import type { Approve } from '../../../../src/shared/people/approval.ts';
import { personIdSchema } from '../../../../src/shared/people/person.ts';
import { fail, ok } from '../../../../src/shared/result.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { orderOf } from '../../day/make-orders.ts';

const BOSS = {
  personId: personIdSchema.parse('0d8f2c52-7e0e-4d6e-9a49-0a9c3f1b6d11'),
  name: 'Boss',
};
const MIDNIGHT = Date.UTC(2026, 10, 25);
const approveAll: Approve = () => Promise.resolve(ok(BOSS));

function sale(unitCents: number, tipCents = 0): BookedOrder {
  const order = orderOf(
    {
      lines: [{ quantity: 1, unitCents, off: 'none' }],
      percent: undefined,
      amount: undefined,
      tender: (totalCents) => ({ kind: 'cash', tenderedCents: totalCents + tipCents, tipCents }),
      orderType: 'takeout',
      person: undefined,
      taxBasisPoints: 0,
    },
    newId,
  );
  return { order, events: [] };
}

async function open(directory: string, known: readonly BookedOrder[] = [], approve = approveAll) {
  const problems: LedgerProblem[] = [];
  const notes: AuditNote[] = [];
  const clock = { wallMs: MIDNIGHT - 60_000 };
  const ledger = await Ledger.open(
    { directory, onProblem: (problem) => problems.push(problem) },
    known.flatMap(entriesOf),
  );
  const day = new Day({
    directory,
    ledger,
    newId,
    wallMs: () => clock.wallMs,
    approve,
    stamp: () => undefined,
    record: (note) => {
      notes.push(note);
      return Promise.resolve(ok(undefined));
    },
    onShift: () => undefined,
  });
  return { day, problems, notes, clock };
}

async function sellShift({ day, clock }: Awaited<ReturnType<typeof open>>, sold: BookedOrder) {
  await day.openShift(0);
  await day.book(sold);
  clock.wallMs += 3_600_000;
  await day.closeShift(0, undefined);
}

async function damage(path: string) {
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('"sold"', '"s~ld"'));
}

async function reportOf({ day }: Awaited<ReturnType<typeof open>>) {
  const report = await day.report(undefined);
  if (!report.ok) throw new Error(report.failure);
  return report.value;
}

async function close({ day }: Awaited<ReturnType<typeof open>>, countedCents: number) {
  const closed = await day.closeShift(countedCents, undefined);
  if (!closed.ok) throw new Error(closed.failure);
  return closed.value;
}

test('a shift over midnight, with a clock that is set back a year, has the figures of its orders', async () => {
  const folder = await tempFolder();
  const station = await open(folder);
  expect(await station.day.openShift(10_000)).toEqual(ok(undefined));
  await station.day.book(sale(500, 100));
  station.clock.wallMs = MIDNIGHT + 60_000;
  await station.day.book(sale(700));
  station.clock.wallMs = MIDNIGHT - 365 * 86_400_000;
  await station.day.book(sale(900));
  await station.day.moveCash({ direction: 'out', amountCents: 2_000, reason: 'bank' }, undefined);
  const z = await close(station, 10_190);
  expect(z).toMatchObject({
    kind: 'z',
    number: 1,
    orders: { count: 3, totalCents: 2_100 },
    tips: { count: 1, cents: 100 },
    cash: { floatCents: 10_000, expectedCents: 10_200, countedCents: 10_190, overCents: -10 },
  });
  expect(station.notes.map(({ kind }) => kind)).toEqual([
    'shift-opened',
    'cash-moved',
    'shift-closed',
  ]);
});

test('a kill loses nothing: the shift goes on, and orders that were not booked are booked once', async () => {
  const folder = await tempFolder();
  const orders = [sale(100), sale(200), sale(300)] as const;
  const before = await open(folder);
  await before.day.openShift(5_000);
  await before.day.book(orders[0]);
  await before.day.book(orders[1]);
  await before.day.book(orders[1]);
  await appendFile(join(folder, '00001.jsonl'), '{"kind":"sold","order');
  const after = await open(folder, orders);
  expect(after.day.view()).toMatchObject({ state: 'open', number: 1 });
  expect(await reportOf(after)).toMatchObject({
    orders: { count: 3, totalCents: 600 },
    cash: { expectedCents: 5_600 },
  });
  expect(after.problems).toEqual([]);
});

test('what is sold without a shift counts into the next one, and its cash is in the float', async () => {
  const folder = await tempFolder();
  const station = await open(folder);
  await station.day.book(sale(400));
  expect(station.day.view()).toEqual({ state: 'closed', orderCount: 1 });
  await station.day.openShift(10_400);
  await station.day.book(sale(600));
  expect(await close(station, 11_000)).toMatchObject({
    orders: { count: 2, totalCents: 1_000 },
    beforeOpening: { count: 1, cents: 400, cashCents: 400 },
    cash: { floatCents: 10_400, salesCents: 600, expectedCents: 11_000, overCents: 0 },
  });
  expect(station.day.view()).toEqual({ state: 'closed', orderCount: 0 });
});

test('orders of a shift that was closed are in no other one, also after a restart', async () => {
  const folder = await tempFolder();
  const station = await open(folder);
  const morning = sale(400);
  await station.day.openShift(0);
  await station.day.book(morning);
  const first = await close(station, 400);
  await station.day.book(morning);
  const after = await open(folder, [morning]);
  expect(after.day.view()).toEqual({ state: 'closed', orderCount: 0 });
  await after.day.openShift(400);
  const evening = sale(1_000);
  await after.day.book(evening);
  const second = await close(after, 1_400);
  expect(second).toMatchObject({ number: 2, orders: { count: 1, totalCents: 1_000 } });
  const again = await open(folder, [morning, evening]);
  expect(await again.day.closedReports(undefined)).toEqual(ok([second, first]));
  expect(again.day.view()).toEqual({ state: 'closed', orderCount: 0 });
});

test('a void is in the report once, and a shift is opened once and closed once', async () => {
  const station = await open(await tempFolder());
  expect(await station.day.closeShift(0, undefined)).toEqual(fail('no-shift'));
  const move = { direction: 'in', amountCents: 1, reason: 'change' } as const;
  expect(await station.day.moveCash(move, undefined)).toEqual(fail('no-shift'));
  const opened = await Promise.all([station.day.openShift(1), station.day.openShift(2)]);
  expect(opened).toEqual([ok(undefined), fail('shift-open')]);
  const ticketId = ticketIdSchema.parse(newId());
  await station.day.bookVoid(ticketId, 1_234);
  await station.day.bookVoid(ticketId, 1_234);
  expect((await reportOf(station)).voids).toEqual({ count: 1, cents: 1_234 });
  const closed = await Promise.all([
    station.day.closeShift(1, undefined),
    station.day.closeShift(1, undefined),
  ]);
  expect(closed.map((one) => one.ok)).toEqual([true, false]);
});

test('who may not see the report is not told what should be in the drawer', async () => {
  const refuse: Approve = () => Promise.resolve(fail('needs-approval'));
  const { day } = await open(await tempFolder(), [], refuse);
  await day.openShift(5_000);
  const answers = [
    await day.report(undefined),
    await day.closeShift(5_000, undefined),
    await day.closedReports(undefined),
  ];
  expect(answers).toEqual(Array(3).fill(fail('needs-approval')));
  expect(JSON.stringify(day.view())).not.toContain('5000');
});

test('a disk that refuses stops no order: what it did not take is booked once it does', async () => {
  const folder = join(await tempFolder(), 'ledger');
  const station = await open(folder);
  await writeFile(folder, 'a file where the folder should be');
  expect(await station.day.openShift(100)).toEqual(fail('cannot-save'));
  expect((await station.day.book(sale(250))).ok).toBe(false);
  expect((await reportOf(station)).orders.count).toBe(1);
  await rm(folder);
  expect((await station.day.book(sale(350))).ok).toBe(true);
  expect(station.problems).toEqual(['cannot-save', 'saved-again']);
  const after = await open(folder);
  expect(await reportOf(after)).toMatchObject({ orders: { count: 2, totalCents: 600 } });
});

test('damaged lines are told, and the orders among them are booked again', async () => {
  const folder = await tempFolder();
  const orders = [sale(100), sale(200)] as const;
  const before = await open(folder);
  for (const one of orders) await before.day.book(one);
  const path = join(folder, '00001.jsonl');
  await damage(path);
  const after = await open(folder, orders);
  expect(after.problems).toEqual(['damaged']);
  expect((await reportOf(after)).orders).toMatchObject({ count: 2, totalCents: 300 });
});

test('an order that stays unpaid for 61 shifts is not sold again, and what a kill left out is', async () => {
  const folder = await tempFolder();
  const unpaid = sale(400);
  const before = await open(folder);
  await sellShift(before, unpaid);
  for (let shift = 0; shift < 61; shift += 1) await sellShift(before, sale(100));
  const { order } = sale(700);
  const killed = { order: { ...order, placedAtMs: before.clock.wallMs }, events: [] };
  const after = await open(folder, [unpaid, killed]);
  await after.day.book(unpaid);
  expect(after.problems).toEqual([]);
  expect((await reportOf(after)).orders).toMatchObject({ count: 1, totalCents: 700 });
});

test.each([1, 2])(
  'damage in shift %i of two that are closed is told, and books no order again',
  async (number) => {
    const folder = await tempFolder();
    const orders = [sale(100), sale(200)] as const;
    const before = await open(folder);
    for (const one of orders) await sellShift(before, one);
    await damage(join(folder, `0000${number}.jsonl`));
    const after = await open(folder, orders);
    for (const one of orders) await after.day.book(one);
    expect(after.problems).toEqual(['closed-damaged']);
    expect((await reportOf(after)).orders.count).toBe(0);
  },
);

test.each([
  ['00001.jsonl', 'closed-damaged'],
  ['00002.jsonl', 'cannot-read'],
])(
  'when the disk does not give %s, that is told, and no order is booked again',
  async (name, problem) => {
    const folder = await tempFolder();
    const orders = [sale(100), sale(200)] as const;
    const before = await open(folder);
    for (const one of orders) await sellShift(before, one);
    await rm(join(folder, name));
    await mkdir(join(folder, name));
    const after = await open(folder, orders);
    await after.day.book(sale(300));
    expect(after.problems).toEqual([problem]);
    expect((await reportOf(after)).orders).toMatchObject({ count: 1, totalCents: 300 });
  },
);

test('whatever is lost from the end of the file, the orders bring the sums back', async () => {
  const orders = Array.from({ length: 12 }, (_, index) => sale(100 + index));
  await fc.assert(
    fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), async (part) => {
      const folder = await tempFolder();
      const before = await open(folder);
      for (const one of orders.slice(0, 9)) await before.day.book(one);
      const path = join(folder, '00001.jsonl');
      const bytes = await readFile(path);
      await writeFile(path, bytes.subarray(0, Math.floor(bytes.length * part)));
      const after = await open(folder, orders);
      const { orders: figures } = await reportOf(after);
      const total = orders.reduce((sum, { order }) => sum + order.totals.totalCents, 0);
      expect(figures).toMatchObject({ count: 12, totalCents: total });
    }),
    { numRuns: 15 },
  );
});
