import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newId } from '../../../../src/main/new-id.ts';
import { People, type PeopleProblem } from '../../../../src/main/people/people.ts';
import type { AuditNote } from '../../../../src/shared/day/audit-entry.ts';
import type { Role } from '../../../../src/shared/people/person.ts';
import { fail, ok } from '../../../../src/shared/result.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const MANAGER = { pin: '1357' };

async function open(directory: string) {
  const clock = { nowMs: 0 };
  const notes: AuditNote[] = [];
  const problems: PeopleProblem[] = [];
  const people = await People.open({
    directory,
    newId,
    nowMs: () => clock.nowMs,
    wallMs: () => Date.UTC(2026, 0, 2),
    record: (note) => {
      notes.push(note);
      return Promise.resolve(ok(undefined));
    },
    idleLockMinutes: () => 0,
    onPeople: () => undefined,
    onProblem: (problem) => problems.push(problem),
  });
  return { people, clock, notes, problems };
}

async function staffed(directory: string) {
  const station = await open(directory);
  await station.people.setUpManager('Maria', MANAGER.pin);
  const add = (name: string, role: Role, pin: string) =>
    station.people.add({ name, role, language: 'en', pin }, MANAGER);
  expect(await add('Lee', 'lead', '2468')).toEqual(ok(undefined));
  expect(await add('Sam', 'crew', '112233')).toEqual(ok(undefined));
  return { ...station, add };
}

async function idOf(people: People, name: string) {
  const list = await people.list(MANAGER);
  const found = list.ok ? list.value.find((person) => person.name === name) : undefined;
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found.personId;
}

test('a till without people asks for a first manager, and takes one only once', async () => {
  const { people } = await open(await tempFolder());
  expect(people.view()).toEqual({ hasManager: false, idleLockMinutes: 0 });
  expect(await people.approve('refund', MANAGER)).toEqual(fail('no-manager'));
  expect(await people.setUpManager('Maria', MANAGER.pin)).toEqual(ok(undefined));
  expect(await people.setUpManager('Eve', '0000')).toEqual(fail('manager-exists'));
  expect(await people.approve('refund', MANAGER)).toMatchObject(ok({ name: 'Maria' }));
});

test('who is signed in may do what the role allows; for more, somebody who may enters a PIN', async () => {
  const { people } = await staffed(await tempFolder());
  expect(await people.signIn('112233')).toMatchObject(ok({ name: 'Sam', role: 'crew' }));
  expect(await people.approve('void-ticket', undefined)).toEqual(fail('needs-approval'));
  expect(await people.approve('void-ticket', { pin: '112233' })).toEqual(fail('wrong-pin'));
  expect(await people.approve('void-ticket', { pin: '2468' })).toMatchObject(ok({ name: 'Lee' }));
  expect(people.stamp()?.name).toBe('Sam');
  expect(await people.signIn('2468')).toMatchObject(ok({ name: 'Lee' }));
  expect(await people.approve('void-ticket', undefined)).toMatchObject(ok({ name: 'Lee' }));
  expect(await people.approve('refund', undefined)).toEqual(fail('needs-approval'));
  await people.signOut('asked');
  expect(people.stamp()).toBeUndefined();
});

test('the fifth wrong PIN locks for 30 s, the tenth for a minute, and the right one waits, too', async () => {
  const { people, clock, notes } = await staffed(await tempFolder());
  const guess = async (count: number) => {
    const answers = await Promise.all(
      Array.from({ length: count }, (_, index) => people.signIn(`900${index}`)),
    );
    return answers.map((answer) => (answer.ok ? 'in' : answer.failure));
  };
  expect(await guess(6)).toEqual([
    ...Array<string>(4).fill('wrong-pin'),
    'pin-locked',
    'pin-locked',
  ]);
  expect(await people.signIn(MANAGER.pin)).toEqual(fail('pin-locked'));
  expect(people.view().pinLockedForMs).toBe(30_000);
  clock.nowMs = 30_000;
  expect(await people.signIn('112233')).toMatchObject(ok({ name: 'Sam' }));
  expect(await guess(5)).toContain('pin-locked');
  expect(people.view().pinLockedForMs).toBe(60_000);
  clock.nowMs = 90_000;
  expect(await people.signIn(MANAGER.pin)).toMatchObject(ok({ name: 'Maria' }));
  expect(await guess(4)).not.toContain('pin-locked');
  expect(notes.filter(({ kind }) => kind === 'pin-locked')).toHaveLength(2);
});

test('one’s own PIN in between does not clear the wrong ones of a guesser', async () => {
  const { people } = await staffed(await tempFolder());
  for (const pin of ['9001', '9002', '9003', '9004']) await people.approve('refund', { pin });
  expect(await people.signIn('112233')).toMatchObject(ok({ name: 'Sam' }));
  expect(await people.approve('refund', { pin: '9005' })).toEqual(fail('pin-locked'));
});

test('a PIN names one person, also of those who left', async () => {
  const { people, add } = await staffed(await tempFolder());
  expect(await add('Kim', 'crew', '2468')).toEqual(fail('pin-taken'));
  await people.change(await idOf(people, 'Lee'), { isActive: false }, MANAGER);
  expect(await people.signIn('2468')).toEqual(fail('wrong-pin'));
  expect(await add('Kim', 'crew', '2468')).toEqual(fail('pin-taken'));
});

test('the last manager stays; with a second one the first may go, and is signed out', async () => {
  const { people, add } = await staffed(await tempFolder());
  await people.signIn(MANAGER.pin);
  const maria = await idOf(people, 'Maria');
  expect(await people.change(maria, { role: 'crew' }, MANAGER)).toEqual(fail('last-manager'));
  expect(await people.change(maria, { isActive: false }, MANAGER)).toEqual(fail('last-manager'));
  await add('Noor', 'manager', '8642');
  expect(await people.change(maria, { isActive: false }, MANAGER)).toEqual(ok(undefined));
  expect(people.signedIn()).toBeUndefined();
});

test('people and their new PINs are there after a restart, signed out, in a file of the owner’s alone', async () => {
  const folder = await tempFolder();
  const before = await staffed(folder);
  const sam = await idOf(before.people, 'Sam');
  await before.people.change(sam, { pin: '777777', name: 'Samuel' }, MANAGER);
  await before.people.signIn('777777');
  expect(before.notes.at(-2)).toMatchObject({
    kind: 'people-changed',
    about: 'Samuel',
    remark: { code: 'person', role: 'crew', changes: ['name', 'pin'] },
    approvedBy: { name: 'Maria' },
  });
  const { people } = await open(folder);
  expect(people.signedIn()).toBeUndefined();
  expect(await people.signIn('112233')).toEqual(fail('wrong-pin'));
  expect(await people.signIn('777777')).toMatchObject(ok({ name: 'Samuel', personId: sam }));
  expect((await stat(join(folder, 'people.json'))).mode & 0o777).toBe(0o600);
});

test('no PIN is in the file, in what is recorded, or in what the screen is told', async () => {
  const folder = await tempFolder();
  const { people, notes } = await staffed(folder);
  await people.signIn('112233');
  await people.signIn('909090');
  const told = JSON.stringify([people.view(), await people.list(MANAGER), notes]);
  const file = await readFile(join(folder, 'people.json'), 'utf8');
  const { people: stored } = JSON.parse(file) as { people: { pin: { saltHex: string } }[] };
  expect(new Set(stored.map(({ pin }) => pin.saltHex)).size).toBe(3);
  for (const pin of [MANAGER.pin, '112233', '909090']) {
    expect(told).not.toContain(`"${pin}"`);
    expect(file).not.toContain(`"${pin}"`);
  }
});

test('a file that is damaged is set aside and told, and the till starts without people', async () => {
  const folder = await tempFolder();
  await staffed(folder);
  await writeFile(join(folder, 'people.json'), '{"format":1,"people":[{"name":"Maria"');
  const { people, problems, notes } = await open(folder);
  expect(people.view().hasManager).toBe(false);
  expect(problems).toMatchObject([{ kind: 'corrupt' }]);
  expect(notes).toMatchObject([{ kind: 'people-file-lost' }]);
  expect((await readdir(folder)).some((name) => name.includes('.corrupt-'))).toBe(true);
});

test('a restart gives no new tries: the count and the lock stand, and a manager clears both', async () => {
  const folder = await tempFolder();
  const { people } = await staffed(folder);
  for (const pin of ['9001', '9002', '9003', '9004']) await people.signIn(pin);
  const second = await open(folder);
  expect(await second.people.signIn('9005')).toEqual(fail('pin-locked'));
  const third = await open(folder);
  expect(third.people.view().pinLockedForMs).toBe(30_000);
  expect(await third.people.signIn(MANAGER.pin)).toEqual(fail('pin-locked'));
  third.clock.nowMs = 30_000;
  expect(await third.people.signIn(MANAGER.pin)).toMatchObject({ ok: true });
  const fourth = await open(folder);
  expect(await fourth.people.signIn('9006')).toEqual(fail('wrong-pin'));
});
