/** The audit trail: what was recorded is on disk when the promise resolves, in the order it was told. */
import { join } from 'node:path';
import type { AuditEntry, AuditNote, RecordAudit } from '../../shared/day/audit-entry.ts';
import type { PersonStamp } from '../../shared/people/person.ts';
import { dayAt } from '../../shared/order/order-number.ts';
import { fail, type Result } from '../../shared/result.ts';
import { LineFile } from '../line-file.ts';
import {
  auditFilesIn,
  fileNameOf,
  hashOf,
  lineOf,
  NO_LINE,
  readLines,
  type AuditFile,
} from './audit-files.ts';

export type AuditTrailDeps = {
  readonly directory: string;
  /** Who is signed in now. */
  readonly stamp: () => PersonStamp | undefined;
  readonly timeZone: () => string;
  readonly wallMs: () => number;
  /** The disk refuses lines, or takes them again; told once at each turn of events. */
  readonly onSaved: (isSaved: boolean) => void;
};

type Head = {
  readonly sequence: number;
  readonly hash: string;
  readonly file: number;
  readonly day: string;
};

export class AuditTrail {
  readonly #deps: AuditTrailDeps;
  #head: Head;
  #open: { readonly number: number; readonly file: LineFile } | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #isUnsaved = false;

  private constructor(deps: AuditTrailDeps, head: Head) {
    this.#deps = deps;
    this.#head = head;
  }

  static async open(deps: AuditTrailDeps): Promise<AuditTrail> {
    const files = await auditFilesIn(deps.directory);
    const last = files.at(-1);
    if (last === undefined) {
      return new AuditTrail(deps, { sequence: 0, hash: NO_LINE, file: 0, day: '' });
    }
    const newestLine = await newestLineOf(deps.directory, files);
    return new AuditTrail(deps, { ...newestLine, file: last.number, day: last.day });
  }

  /** A bound function, to be handed to who needs the port. */
  readonly record: RecordAudit = (note) => {
    const by = note.by ?? this.#deps.stamp();
    const told = { ...note, ...(by !== undefined && { by }) };
    const written = this.#turn.then(() => this.#write(told, this.#deps.wallMs()));
    this.#turn = written.catch(() => undefined);
    return written;
  };

  /**
   * What was recorded since, newest first, and whether the chain of all that was read is whole. A clock
   * that was set back is no gap: the files are in the order they were written. Nor is a file without a line.
   */
  async since(
    fromMs: number,
  ): Promise<{ readonly entries: readonly AuditEntry[]; readonly isWhole: boolean }> {
    await this.#turn;
    const { directory, timeZone } = this.#deps;
    const fromDay = dayAt(fromMs, timeZone());
    const files = (await auditFilesIn(directory)).filter(({ day }) => day >= fromDay);
    const entries: AuditEntry[] = [];
    let isWhole = true;
    let after: { readonly number: number; readonly hash: string | undefined } | undefined;
    for (const { name, number } of files) {
      const found = await LineFile.open(join(directory, name));
      const read = readLines(found.ok ? found.value.lines : []);
      isWhole &&= found.ok && read.isWhole;
      const before = after?.number === number - 1 ? after.hash : undefined;
      const isEmpty = found.ok && found.value.lines.length === 0;
      if (!isEmpty && before !== undefined) isWhole &&= read.firstPrevious === before;
      entries.push(...read.entries.filter(({ atMs }) => atMs >= fromMs));
      after = { number, hash: isEmpty ? before : read.hash };
    }
    const last = after?.number === this.#head.file ? after.hash : undefined;
    if (last !== undefined) isWhole &&= last === this.#head.hash;
    return { entries: entries.reverse(), isWhole };
  }

  /** Resolves when no write is under way. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  async #write(note: AuditNote, atMs: number): Promise<Result<undefined, 'cannot-save'>> {
    const { directory, timeZone } = this.#deps;
    const day = dayAt(atMs, timeZone());
    const file = day === this.#head.day ? this.#head.file : this.#head.file + 1;
    const sequence = this.#head.sequence + 1;
    const line = lineOf(this.#head.hash, { ...note, sequence, atMs });
    const saved = await this.#append(file, join(directory, fileNameOf(file, day)), line);
    if (saved.ok) this.#head = { sequence, hash: hashOf(line), file, day };
    if (this.#isUnsaved === saved.ok) this.#deps.onSaved(saved.ok);
    this.#isUnsaved = !saved.ok;
    return saved;
  }

  /** A file that refused a line is not opened anew: only what was acknowledged in it counts. */
  async #append(
    number: number,
    path: string,
    line: string,
  ): Promise<Result<undefined, 'cannot-save'>> {
    if (this.#open?.number !== number) {
      const found = await LineFile.open(path);
      if (!found.ok) return fail('cannot-save');
      this.#open = { number, file: found.value.file };
    }
    return this.#open.file.append([line]);
  }
}

/** A kill or a full disk can leave the last files without a whole one. */
async function newestLineOf(
  directory: string,
  files: readonly AuditFile[],
): Promise<Pick<Head, 'sequence' | 'hash'>> {
  for (const { name } of files.toReversed()) {
    const found = await LineFile.open(join(directory, name));
    if (!found.ok || found.value.lines.length === 0) continue;
    const { entries, hash } = readLines(found.value.lines);
    return { sequence: entries.at(-1)?.sequence ?? 0, hash };
  }
  return { sequence: 0, hash: NO_LINE };
}
