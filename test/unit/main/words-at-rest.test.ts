import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DayFiles } from '../../../src/main/tickets/day-files.ts';
import { createWordsSeal, parseSealed, sealedJson } from '../../../src/main/words-at-rest.ts';
import { OPEN_WORDS } from '../../support/open-words.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const keyed = (fill: number) => {
  const seal = createWordsSeal();
  seal.useKey(new Uint8Array(32).fill(fill));
  return seal;
};

test('quotes are sealed wherever they are, and everything else stays readable', () => {
  const seal = keyed(1);
  fc.assert(
    fc.property(fc.string({ minLength: 8 }), (words) => {
      const line = { name: 'Greek Bowl', origin: { by: 'voice', words }, list: [{ text: words }] };
      const json = sealedJson(line, seal);
      expect(json).toContain('Greek Bowl');
      expect(json).not.toContain(JSON.stringify(words));
      expect(parseSealed(json, seal, undefined)).toEqual(line);
    }),
  );
});

test('with another key or none the words are lost and the rest is not', () => {
  const json = sealedJson({ name: 'Greek Bowl', words: 'two greek bowls' }, keyed(1));
  for (const other of [keyed(2), createWordsSeal()]) {
    expect(parseSealed(json, other, '')).toEqual({ name: 'Greek Bowl', words: '' });
    expect(parseSealed(json, other, undefined)).toEqual({ name: 'Greek Bowl' });
  }
});

test('without a key nothing is written open, and what an older version wrote is still read', () => {
  expect(sealedJson({ words: 'two greek bowls' }, createWordsSeal())).toBe('{"words":""}');
  expect(parseSealed('{"words":"two greek bowls"}', keyed(1), '')).toEqual({
    words: 'two greek bowls',
  });
});

test('a sweep leaves so many days, today included', async () => {
  const directory = join(await tempFolder(), 'days');
  await mkdir(directory);
  for (const day of ['2026-11-20', '2026-11-22', '2026-11-23', '2026-11-24']) {
    await writeFile(join(directory, `${day}.jsonl`), `{"day":"${day}"}\n`);
  }
  const wallMs = () => Date.UTC(2026, 10, 24, 1);
  const files = new DayFiles({ directory, wallMs, words: OPEN_WORDS });
  await files.sweep(2);
  expect(await readdir(directory)).toEqual(['2026-11-23.jsonl', '2026-11-24.jsonl']);
  await files.sweep(1);
  expect(await files.read()).toEqual([{ day: '2026-11-24' }]);
});

test('erasing a record leaves its neighbours, also those that nobody can read', async () => {
  const directory = await tempFolder();
  const wallMs = () => Date.UTC(2026, 10, 24);
  const files = new DayFiles({ directory, wallMs, words: keyed(1) });
  await files.append({ id: 1, text: 'one' });
  await files.append({ id: 2, text: 'two' });
  const path = join(directory, '2026-11-24.jsonl');
  await writeFile(path, '\n{"torn":', { flag: 'a' });
  const erasing = files.erase((line) => JSON.stringify(line).includes('"id":1'));
  const appending = files.append({ id: 3, text: 'three' });
  expect([await erasing, await appending]).toEqual([{ ok: true }, { ok: true }]);
  expect(await files.read()).toMatchObject([
    { id: 2, text: 'two' },
    { id: 3, text: 'three' },
  ]);
  expect(await readFile(path, 'utf8')).toContain('{"torn":');
});
