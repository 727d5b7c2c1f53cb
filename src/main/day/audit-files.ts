/**
 * The audit trail's files: `00007-2026-11-24.jsonl`, a number that counts up and the restaurant's day. A
 * new one begins with each change of the day, so that a clock that is set back mixes nothing up. Each line
 * carries the SHA-256 of the line before it, over all files: a line that was changed or taken out shows.
 */
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import { auditEntrySchema, type AuditEntry } from '../../shared/day/audit-entry.ts';
import { parseJson } from '../parse-json.ts';

const lineSchema = z.strictObject({ previous: z.string(), entry: auditEntrySchema });

/** What stands before the first line. */
export const NO_LINE = '0'.repeat(64);

export type AuditFile = { readonly name: string; readonly number: number; readonly day: string };

export function lineOf(previous: string, entry: AuditEntry): string {
  return JSON.stringify({ previous, entry });
}

export function hashOf(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}

export function fileNameOf(number: number, day: string): string {
  return `${String(number).padStart(5, '0')}-${day}.jsonl`;
}

/** Oldest first. */
export async function auditFilesIn(directory: string): Promise<readonly AuditFile[]> {
  // What can't be listed can't be written either, and that is told.
  const names = await readdir(directory).catch(() => []);
  const files = names.flatMap((name) => {
    const match = /^(\d{5,})-(\d{4}-\d{2}-\d{2})\.jsonl$/.exec(name);
    const [, number, day] = match ?? [];
    return number === undefined || day === undefined ? [] : [{ name, number: Number(number), day }];
  });
  return files.sort((a, b) => a.number - b.number);
}

export type ReadLines = {
  readonly entries: readonly AuditEntry[];
  /** Of its last line. */
  readonly hash: string;
  /** Whether each line is one and follows the one before; `previous` is taken from the first. */
  readonly isWhole: boolean;
  readonly firstPrevious: string | undefined;
};

export function readLines(lines: readonly string[]): ReadLines {
  const entries: AuditEntry[] = [];
  let hash = NO_LINE;
  let isWhole = true;
  let firstPrevious: string | undefined;
  for (const [index, line] of lines.entries()) {
    const parsed = lineSchema.safeParse(parseJson(line));
    if (parsed.success) {
      if (index === 0) firstPrevious = parsed.data.previous;
      else isWhole &&= parsed.data.previous === hash;
      entries.push(parsed.data.entry);
    } else isWhole = false;
    hash = hashOf(line);
  }
  return { entries, hash, isWhole, firstPrevious };
}
