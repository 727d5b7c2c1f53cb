import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lineOf, NO_LINE } from '../../../../src/main/day/audit-files.ts';
import { AuditTrail } from '../../../../src/main/day/audit-trail.ts';
import { personIdSchema } from '../../../../src/shared/people/person.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const SAM = {
  personId: personIdSchema.parse('0d8f2c52-7e0e-4d6e-9a49-0a9c3f1b6d11'),
  name: 'Sam',
};
const NOON = Date.UTC(2026, 10, 24, 12);
const DAY_MS = 86_400_000;

async function open(directory: string, clock = { wallMs: NOON }) {
  const saved: boolean[] = [];
  const trail = await AuditTrail.open({
    directory,
    stamp: () => SAM,
    timeZone: () => 'UTC',
    wallMs: () => clock.wallMs,
    onSaved: (isSaved) => saved.push(isSaved),
  });
  return { trail, clock, saved };
}

async function soleFile(folder: string): Promise<string> {
  const [name = ''] = await readdir(folder);
  return join(folder, name);
}

test('what was recorded is there after a restart, newest first, with who did it', async () => {
  const folder = await tempFolder();
  const { trail } = await open(folder);
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      trail.record({ kind: 'ticket-voided', reason: `reason ${index}`, amountCents: index }),
    ),
  );
  const { trail: again } = await open(folder);
  const { entries, isWhole } = await again.since(0);
  expect(isWhole).toBe(true);
  expect(entries.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: 20 }, (_, index) => 20 - index),
  );
  expect(entries[0]).toEqual({
    kind: 'ticket-voided',
    by: SAM,
    reason: 'reason 19',
    amountCents: 19,
    sequence: 20,
    atMs: NOON,
  });
});

test('a line that was changed, taken out or put in breaks the chain', async () => {
  const folder = await tempFolder();
  const { trail } = await open(folder);
  for (const about of ['one', 'two', 'three']) await trail.record({ kind: 'refunded', about });
  const path = await soleFile(folder);
  const text = await readFile(path, 'utf8');
  const lines = text.trimEnd().split('\n');
  const isWhole = async (changed: string) => {
    await writeFile(path, changed);
    return (await trail.since(0)).isWhole;
  };
  expect(await isWhole(text)).toBe(true);
  expect(await isWhole(text.replace('"two"', '"2"'))).toBe(false);
  expect(await isWhole(`${lines.toSpliced(1, 1).join('\n')}\n`)).toBe(false);
  expect(await isWhole(`${lines.slice(0, 2).join('\n')}\n`)).toBe(false);
  expect(await isWhole(`${[...lines, lines[2]].join('\n')}\n`)).toBe(false);
});

test('half a line of a kill goes, and the chain goes on', async () => {
  const folder = await tempFolder();
  const { trail } = await open(folder);
  await trail.record({ kind: 'drawer-opened' });
  await appendFile(await soleFile(folder), '{"previous":"ab');
  const { trail: again } = await open(folder);
  await again.record({ kind: 'signed-in' });
  const { entries, isWhole } = await again.since(0);
  expect(entries.map(({ kind }) => kind)).toEqual(['signed-in', 'drawer-opened']);
  expect(isWhole).toBe(true);
});

test.each(['', '{"previous":"ab'])(
  'a new day of which a kill left %j goes on with the chain of the day before',
  async (left) => {
    const folder = await tempFolder();
    const { trail, clock } = await open(folder);
    await trail.record({ kind: 'drawer-opened' });
    clock.wallMs += DAY_MS;
    await writeFile(join(folder, '00002-2026-11-25.jsonl'), left);
    const { trail: again } = await open(folder, clock);
    expect(await again.since(clock.wallMs)).toEqual({ entries: [], isWhole: true });
    clock.wallMs += DAY_MS;
    await again.record({ kind: 'signed-in' });
    const { entries, isWhole } = await again.since(0);
    expect(entries.map(({ sequence }) => sequence)).toEqual([2, 1]);
    expect(isWhole).toBe(true);
    const first = join(folder, '00001-2026-11-24.jsonl');
    await writeFile(first, `${lineOf(NO_LINE, { kind: 'signed-in', sequence: 1, atMs: NOON })}\n`);
    expect((await again.since(0)).isWhole).toBe(false);
  },
);

test('days have files of their own, and a clock that is set back loses nothing', async () => {
  const folder = await tempFolder();
  const { trail, clock } = await open(folder);
  for (const days of [0, 1, -400, 1]) {
    clock.wallMs = NOON + days * DAY_MS;
    await trail.record({ kind: 'signed-in', about: String(days) });
  }
  expect(await readdir(folder)).toEqual([
    '00001-2026-11-24.jsonl',
    '00002-2026-11-25.jsonl',
    '00003-2025-10-20.jsonl',
    '00004-2026-11-25.jsonl',
  ]);
  const all = await trail.since(0);
  expect(all.entries.map(({ about }) => about)).toEqual(['1', '-400', '1', '0']);
  expect(all.isWhole).toBe(true);
  const recent = await trail.since(NOON);
  expect(recent.entries.map(({ about }) => about)).toEqual(['1', '1', '0']);
  expect(recent.isWhole).toBe(true);
});

test('a disk that refuses is told once, and once more when it takes lines again', async () => {
  const folder = join(await tempFolder(), 'audit');
  const { trail, saved } = await open(folder);
  await writeFile(folder, 'a file where the folder should be');
  expect((await trail.record({ kind: 'signed-in' })).ok).toBe(false);
  expect((await trail.record({ kind: 'signed-in' })).ok).toBe(false);
  await rm(folder);
  expect((await trail.record({ kind: 'signed-out' })).ok).toBe(true);
  expect(saved).toEqual([false, true]);
  const { entries, isWhole } = await trail.since(0);
  expect(entries).toMatchObject([{ kind: 'signed-out', sequence: 1 }]);
  expect(isWhole).toBe(true);
});
