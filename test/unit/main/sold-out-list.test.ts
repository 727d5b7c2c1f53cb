import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newId } from '../../../src/main/new-id.ts';
import { SoldOutList, type SoldOutListDeps } from '../../../src/main/sold-out/sold-out-list.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import type { SoldOutMark, SoldOutSubject } from '../../../src/shared/sold-out/sold-out.ts';
import type { SoldOutRequest } from '../../../src/shared/wire/sold-out.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const LEMONADE: SoldOutSubject = { kind: 'item', itemId: '103' };
const SOLD_OUT = { kind: 'sold-out' } as const;
const ON_SALE = { kind: 'on-sale' } as const;
const HERE = 'station-here';

async function open(directory: string, change: Partial<SoldOutListDeps> = {}) {
  const sent: SoldOutRequest[] = [];
  const told: (readonly SoldOutMark[])[] = [];
  const corrupt: unknown[] = [];
  const list = await SoldOutList.open({
    path: join(directory, 'sold-out.json'),
    send: (request) => {
      sent.push(request);
      return Promise.resolve(fail('relay-away'));
    },
    newId,
    wallMs: () => 1_000,
    random: () => 0.5,
    backoff: { baseMs: 4, capMs: 8 },
    onChange: (marks) => told.push(marks),
    onCorrupt: (keptAs) => corrupt.push(keptAs),
    ...change,
  });
  onTestFinished(() => list.stop());
  return { list, sent, told, corrupt };
}

const relaySays = (atMs: number, origin = HERE) =>
  ((request: SoldOutRequest) => {
    const { subject, state } = request;
    return Promise.resolve(ok({ fact: { subject, state, atMs, origin } }));
  }) satisfies SoldOutListDeps['send'];

const settled = async (isSettled: () => boolean) => {
  for (let tries = 0; tries < 400 && !isSettled(); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(isSettled()).toBe(true);
};

test('what is marked without a relay counts at once and is there after a restart', async () => {
  const folder = await tempFolder();
  const before = await open(folder);
  expect(await before.list.set(LEMONADE, SOLD_OUT)).toEqual(ok(undefined));
  expect(before.told.at(-1)).toEqual([{ subject: LEMONADE }]);
  await before.list.stop();
  const after = await open(folder);
  expect(after.list.marks()).toEqual([{ subject: LEMONADE }]);
  await after.list.set(LEMONADE, ON_SALE);
  expect(after.list.marks()).toEqual([]);
});

test('it is sent until the relay has it, with the same id, and then no more', async () => {
  const requests: SoldOutRequest[] = [];
  const { list } = await open(await tempFolder(), {
    send: (request) => {
      requests.push(request);
      return requests.length < 4 ? Promise.resolve(fail('relay-away')) : relaySays(50)(request);
    },
  });
  await list.set(LEMONADE, SOLD_OUT);
  await settled(() => requests.length === 4);
  expect(new Set(requests.map(({ factId }) => factId)).size).toBe(1);
  list.deliver();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(requests).toHaveLength(4);
  expect(list.marks()).toEqual([{ subject: LEMONADE }]);
});

test('what the relay refuses for good is not asked again and does not count', async () => {
  const { list } = await open(await tempFolder(), {
    send: () => Promise.resolve(fail('item-unknown')),
  });
  await list.set(LEMONADE, SOLD_OUT);
  await settled(() => list.marks().length === 0);
});

test('a later word of another station counts; one that lost does not come back', async () => {
  const folder = await tempFolder();
  const { list } = await open(folder, { send: relaySays(50) });
  await list.set(LEMONADE, SOLD_OUT);
  const other = { subject: LEMONADE, state: ON_SALE, origin: 'other' };
  await list.take([{ ...other, atMs: 60 }]);
  await settled(() => list.marks().length === 0);
  await list.take([{ ...other, state: SOLD_OUT, atMs: 40 }]);
  expect(list.marks()).toEqual([]);
  await list.stop();
  expect((await open(folder)).list.marks()).toEqual([]);
});

test('what was said here counts over the others until the relay has settled it', async () => {
  const { list } = await open(await tempFolder());
  await list.set(LEMONADE, SOLD_OUT);
  await list.take([{ subject: LEMONADE, state: ON_SALE, origin: 'other', atMs: 9_000 }]);
  expect(list.marks()).toEqual([{ subject: LEMONADE }]);
});

test('it comes back by itself at its time, also while the app was closed', async () => {
  const folder = await tempFolder();
  let nowMs = 1_000;
  const wallMs = () => nowMs;
  const before = await open(folder, { wallMs });
  await before.list.set(LEMONADE, { kind: 'sold-out', untilMs: 1_050 });
  expect(before.list.marks()).toEqual([{ subject: LEMONADE, untilMs: 1_050 }]);
  nowMs = 1_050;
  await settled(() => before.told.at(-1)?.length === 0);
  expect(before.list.now().size).toBe(0);
  await before.list.set(LEMONADE, { kind: 'sold-out', untilMs: 2_000 });
  await before.list.stop();
  nowMs = 3_000;
  expect((await open(folder, { wallMs })).list.marks()).toEqual([]);
});

test('a file that can not be read is set aside and told', async () => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'sold-out.json'), '{"format":1,');
  const { list, corrupt } = await open(folder);
  expect(corrupt).toHaveLength(1);
  expect(await list.set(LEMONADE, SOLD_OUT)).toEqual(ok(undefined));
});
