/** What is only ever added to, one JSON line a record and one file a day: `<directory>/2026-11-24.jsonl`. */
import { join } from 'node:path';
import { appendDurably, namesIn, readTextIfThere } from '../durable-file.ts';
import type { Saved } from './open-lane.ts';

/** The record with `at`, the time of writing, before it. Resolves when it is on disk. */
export function appendToDay(directory: string, wallMs: number, record: object): Promise<Saved> {
  const at = new Date(wallMs).toISOString();
  const path = join(directory, `${at.slice(0, 10)}.jsonl`);
  // A line that a full disk or a kill has torn never swallows the next one: an empty line stands between.
  return appendDurably(path, `\n${JSON.stringify({ at, ...record })}`);
}

/** Every line of the newest `days` files, oldest first. What can't be read is left out. */
export async function readDays(directory: string, days: number): Promise<readonly unknown[]> {
  const names = (await namesIn(directory, '.jsonl')).slice(-days);
  const texts = await Promise.all(names.map((name) => readTextIfThere(join(directory, name))));
  return texts.flatMap((text) => (text.ok ? (text.value ?? '') : '').split('\n').flatMap(parsed));
}

function parsed(line: string): unknown[] {
  try {
    return line === '' ? [] : [JSON.parse(line)];
  } catch {
    return []; // torn by a kill: its writer was told that it is not kept, and comes again
  }
}
