import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Order } from '../../../src/shared/order/order.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { addItem, openTill, TILL_LANE } from '../../support/till.ts';

const CARD = { kind: 'card-simulator', tipCents: 0 } as const;

async function sell({ till }: Awaited<ReturnType<typeof openTill>>): Promise<Order> {
  await till.apply(TILL_LANE, addItem('103'));
  const committed = await till.commit(TILL_LANE, CARD);
  if (!committed.ok) throw new Error(committed.failure);
  return committed.value.order;
}

test('orders wait while the relay is away and go out once each when it is back', async () => {
  const got: string[] = [];
  let isAway = true;
  const send = ({ orderNumber }: Order): Promise<Result<undefined, string>> => {
    if (isAway) return Promise.resolve(fail('relay-away'));
    got.push(orderNumber);
    return Promise.resolve(ok(undefined));
  };
  const station = await openTill(await tempFolder(), { send });
  for (let count = 0; count < 3; count += 1) await sell(station);
  expect(station.orders.list().map(({ delivery }) => delivery)).toEqual(Array(3).fill('waiting'));
  isAway = false;
  await vi.waitFor(() => expect(station.orders.counts.waiting).toBe(0));
  expect(got.sort()).toEqual(['B-001', 'B-002', 'B-003']);
  await station.orders.stop();
});

test('an order that the relay refuses is kept with the reason, and the next one goes out', async () => {
  const folder = await tempFolder();
  const send = ({ orderNumber }: Order) =>
    Promise.resolve(orderNumber === 'B-001' ? fail('totals-differ') : ok(undefined));
  const station = await openTill(folder, { send });
  await sell(station);
  await sell(station);
  await vi.waitFor(() => expect(station.orders.list()[0]?.delivery).toBe('delivered'));
  await station.orders.stop();
  const after = await openTill(folder, { wallMs: () => Date.UTC(2026, 0, 3, 12) });
  expect(after.orders.list()).toMatchObject([
    { order: { orderNumber: 'B-001' }, delivery: 'refused' },
  ]);
  expect(after.orders.list()[0]?.refusal?.en).toContain('kept here');
});

test('what waited at a kill goes out after the start, and numbers begin again on the next day', async () => {
  const folder = await tempFolder();
  const before = await openTill(folder);
  const order = await sell(before);
  await before.orders.stop();
  const got: Order[] = [];
  const after = await openTill(folder, {
    send: (sent) => {
      got.push(sent);
      return Promise.resolve(ok(undefined));
    },
    wallMs: () => Date.UTC(2026, 0, 3, 12),
  });
  after.orders.deliver();
  await vi.waitFor(() => expect(got).toEqual([order]));
  expect((await sell(after)).orderNumber).toBe('B-001');
  await after.orders.stop();
  await openTill(folder, { wallMs: () => Date.UTC(2026, 0, 4, 12) });
  expect(
    (await readdir(join(folder, 'orders'))).filter((name) => name.startsWith('closed')),
  ).toContain('closed-2026-01-02');
});

test('an order file that can not be read is set aside and told, and the others go on', async () => {
  const folder = await tempFolder();
  const before = await openTill(folder);
  await sell(before);
  await sell(before);
  await before.orders.stop();
  const day = join(folder, 'orders', 'open', '2026-01-02');
  const [first = ''] = (await readdir(day)).sort();
  await writeFile(join(day, first), '{"format":1,');
  const after = await openTill(folder);
  expect(after.corrupt).toHaveLength(1);
  expect(after.orders.list()).toHaveLength(1);
});
