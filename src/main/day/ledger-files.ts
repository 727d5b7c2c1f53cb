/** The ledger on disk: `00012.jsonl` for each shift, numbered like its Z; the newest one is being written. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DayReport } from '../../shared/day/day-report.ts';
import { ledgerEntrySchema, type LedgerEntry } from '../../shared/day/ledger.ts';
import { LineFile } from '../line-file.ts';
import { parseJson } from '../parse-json.ts';

export type Segment = {
  readonly number: number;
  readonly entries: readonly LedgerEntry[];
  /** Lines that are none: damage on the disk. */
  readonly damaged: number;
  readonly file: LineFile;
};

/** Oldest first. */
export async function segmentNumbersIn(directory: string): Promise<readonly number[]> {
  // What can't be listed can't be written either, and that is told.
  const names = await readdir(directory).catch(() => []);
  return names
    .filter((name) => /^\d{5,}\.jsonl$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b);
}

/** Undefined when the disk does not give it. */
export async function readSegment(directory: string, number: number): Promise<Segment | undefined> {
  const name = `${String(number).padStart(5, '0')}.jsonl`;
  const found = await LineFile.open(join(directory, name));
  if (!found.ok) return undefined;
  const { file, lines } = found.value;
  const entries = lines.flatMap((line) => {
    const parsed = ledgerEntrySchema.safeParse(parseJson(line));
    return parsed.success ? [parsed.data] : [];
  });
  return { number, entries, damaged: lines.length - entries.length, file };
}

/** The Z that closed a shift; undefined while it is open. */
export function closingReport({ entries }: Pick<Segment, 'entries'>): DayReport | undefined {
  const last = entries.at(-1);
  return last?.kind === 'shift-closed' ? last.report : undefined;
}
