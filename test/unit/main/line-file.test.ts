import { appendFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LineFile } from '../../../src/main/line-file.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function open(path: string) {
  const found = await LineFile.open(path);
  if (!found.ok) throw new Error(found.failure);
  return found.value;
}

test('lines are there for the next to open, in a file of the owner’s alone', async () => {
  const path = join(await tempFolder(), 'deep', 'lines');
  const { file, lines } = await open(path);
  expect(lines).toEqual([]);
  expect((await file.append(['one', 'two'])).ok).toBe(true);
  expect((await file.append(['três €'])).ok).toBe(true);
  expect((await open(path)).lines).toEqual(['one', 'two', 'três €']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('what a kill or a full disk left of a line is cut off before the next', async () => {
  const path = join(await tempFolder(), 'lines');
  const { file } = await open(path);
  await file.append(['é1']);
  await appendFile(path, 'half a li');
  expect((await open(path)).lines).toEqual(['é1']);
  await file.append(['2']);
  await appendFile(path, 'whole, but never acknowledged\n');
  await file.append(['3']);
  expect(await readFile(path, 'utf8')).toBe('é1\n2\n3\n');
});

test('a place that can’t be written is told, and nothing is thrown', async () => {
  const folder = await tempFolder();
  const { file } = await open(join(folder, 'lines'));
  await file.append(['1']);
  const inside = await LineFile.open(join(folder, 'lines', 'inside'));
  expect(inside.ok).toBe(false);
  expect((await LineFile.open(folder)).ok).toBe(false);
});
