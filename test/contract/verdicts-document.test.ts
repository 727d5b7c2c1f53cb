import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { VERDICTS } from '../../src/shared/buildpanel/verdict.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const lines = readFileSync(join(PROJECT, 'docs/verdicts.md'), 'utf8').split('\n');
const rows = lines.filter((line) => /^\| (?!What|Verdict|--)/.test(line));

it('the table of verdicts has a row for each, the best first', () => {
  const named = rows.flatMap((row) => /^\| `([A-Z_]+)` +\|/.exec(row)?.[1] ?? []);
  expect(named).toEqual([...VERDICTS]);
});

it('each row names tests that there are', () => {
  expect(rows.length).toBeGreaterThan(VERDICTS.length);
  for (const row of rows) {
    const proofs = [...row.matchAll(/`(test\/[\w./-]+)` "([^"]+)"/g)];
    expect(proofs.length, row).toBeGreaterThan(0);
    for (const [, file = '', title = ''] of proofs)
      expect(readFileSync(join(PROJECT, file), 'utf8'), title).toContain(title);
  }
});
