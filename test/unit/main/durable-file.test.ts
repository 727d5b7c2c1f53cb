import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  appendDurably,
  readTextIfThere,
  setAside,
  writeDurably,
} from '../../../src/main/durable-file.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('a written file is whole, of the owner alone, and leaves nothing beside it', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'deep', 'file.json');
  expect(await writeDurably(path, 'one')).toEqual({ ok: true, value: undefined });
  expect(await writeDurably(path, 'two')).toEqual({ ok: true, value: undefined });
  expect(await readFile(path, 'utf8')).toBe('two');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(folder, 'deep'))).toEqual(['file.json']);
});

test('a write that fails keeps the old content', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'file.json');
  await writeFile(path, 'old');
  await mkdir(`${path}.writing`);
  expect(await writeDurably(path, 'new')).toEqual({ ok: false, failure: 'cannot-save' });
  expect(await readFile(path, 'utf8')).toBe('old');
});

test('lines are added one after the other', async () => {
  const path = join(await tempFolder(), 'lines.jsonl');
  await appendDurably(path, '1');
  await appendDurably(path, '2');
  expect(await readFile(path, 'utf8')).toBe('1\n2\n');
});

test('a file that is not there is no failure, a folder in its place is one', async () => {
  const folder = await tempFolder();
  expect(await readTextIfThere(join(folder, 'none'))).toEqual({ ok: true, value: undefined });
  expect(await readTextIfThere(folder)).toEqual({ ok: false, failure: 'cannot-read' });
});

test('what is set aside keeps its content under a name with the time', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'settings.json');
  await writeFile(path, '{broken');
  const aside = await setAside(path, Date.UTC(2026, 10, 24, 8, 15, 33, 123));
  expect(aside).toBe(`${path}.corrupt-2026-11-24T08-15-33-123Z`);
  expect(await readFile(aside ?? '', 'utf8')).toBe('{broken');
  expect(await setAside(path, 0)).toBeUndefined();
});
