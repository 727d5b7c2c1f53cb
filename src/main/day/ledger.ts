/**
 * The ledger of the shift that is being written. What it acknowledged is on disk; what the disk refuses is
 * kept in memory, goes first the next time, and after a restart is found again in the orders themselves.
 */
import { entryKey, type LedgerEntry } from '../../shared/day/ledger.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { closingReport, readSegment, segmentNumbersIn, type Segment } from './ledger-files.ts';

/** How many files before the newest are read for what was booked: about a month of two shifts a day. */
const MAX_SEGMENTS_BACK = 60;

/**
 * `damaged`: lines of the open shift are none; `cannot-read`: the newest file; `closed-damaged`: a closed
 * shift's file is either; the next two at each turn of events.
 */
export type LedgerProblem =
  'damaged' | 'cannot-read' | 'closed-damaged' | 'cannot-save' | 'saved-again';

export type LedgerDeps = {
  readonly directory: string;
  readonly onProblem: (problem: LedgerProblem) => void;
};

/** The next shift's file is made with its first line. */
type OpenSegment = Pick<Segment, 'number' | 'entries'> & { readonly file?: Segment['file'] };

export class Ledger {
  readonly #deps: LedgerDeps;
  readonly #known = new Set<string>();
  #segment: OpenSegment;
  #isUnsaved = false;
  #unsaved: readonly LedgerEntry[] = [];

  private constructor(deps: LedgerDeps, segment: OpenSegment) {
    this.#deps = deps;
    this.#segment = segment;
  }

  /** `booked`: what is known to have happened; what of it is certainly in no file is booked now. */
  static async open(deps: LedgerDeps, booked: readonly LedgerEntry[]): Promise<Ledger> {
    const { directory, onProblem } = deps;
    const numbers = await segmentNumbersIn(directory);
    const newest = numbers.at(-1) ?? 1;
    const found = await readSegment(directory, newest);
    const isGoingOn = found !== undefined && closingReport(found) === undefined;
    const ledger = new Ledger(deps, isGoingOn ? found : emptySegment(newest + 1));
    if (found === undefined) onProblem('cannot-read');
    else if (found.damaged > 0) onProblem(isGoingOn ? 'damaged' : 'closed-damaged');
    // What the open shift has lost is booked into it again; what a closed one has lost is in its Z.
    if (found !== undefined && (isGoingOn || found.damaged === 0)) {
      await ledger.book(await ledger.#missingOf(booked, found, new Set(numbers)));
    }
    ledger.#know(booked);
    return ledger;
  }

  /** Of the shift's Z. */
  get number(): number {
    return this.#segment.number;
  }

  /** Since the last close. */
  get entries(): readonly LedgerEntry[] {
    return [...this.#segment.entries, ...this.#unsaved];
  }

  /** What was booked before is left out. */
  async book(entries: readonly LedgerEntry[]): Promise<Result<undefined, 'cannot-save'>> {
    const added = this.#unknownOf(entries);
    this.#know(added);
    this.#unsaved = [...this.#unsaved, ...added];
    return this.#write();
  }

  /** On disk or not done at all: what a person is told of must not come a second time. */
  async bookNow(entry: LedgerEntry): Promise<Result<undefined, 'cannot-save'>> {
    const before = await this.#write();
    if (!before.ok) return before;
    this.#unsaved = [entry];
    const saved = await this.#write();
    if (!saved.ok) this.#unsaved = [];
    return saved;
  }

  /** Begins the next shift's file once this one's last line is its close. */
  next(): void {
    this.#segment = emptySegment(this.#segment.number + 1);
  }

  async #write(): Promise<Result<undefined, 'cannot-save'>> {
    const waiting = this.#unsaved;
    if (waiting.length === 0) return ok(undefined);
    const saved = await this.#append(waiting.map((entry) => JSON.stringify(entry)));
    if (saved.ok) {
      const { entries } = this.#segment;
      this.#segment = { ...this.#segment, entries: [...entries, ...waiting] };
      this.#unsaved = this.#unsaved.slice(waiting.length);
    }
    if (this.#isUnsaved === saved.ok) {
      this.#deps.onProblem(saved.ok ? 'saved-again' : 'cannot-save');
    }
    this.#isUnsaved = !saved.ok;
    return saved;
  }

  async #append(lines: readonly string[]): Promise<Result<undefined, 'cannot-save'>> {
    const { number } = this.#segment;
    const file = this.#segment.file ?? (await readSegment(this.#deps.directory, number))?.file;
    if (file === undefined) return fail('cannot-save');
    this.#segment = { ...this.#segment, file };
    return file.append(lines);
  }

  /**
   * What is in no file, as far as the files tell: nothing while one of them is damaged, and nothing older
   * than the oldest that was read, for an order that is never settled stays about for longer.
   */
  async #missingOf(
    booked: readonly LedgerEntry[],
    newest: Segment,
    numbers: ReadonlySet<number>,
  ): Promise<readonly LedgerEntry[]> {
    const { directory, onProblem } = this.#deps;
    this.#know(newest.entries);
    let oldest = newest;
    while (oldest.number > 1) {
      const missing = this.#unknownOf(booked);
      if (missing.length === 0) return [];
      const number = oldest.number - 1;
      if (number < newest.number - MAX_SEGMENTS_BACK || !numbers.has(number)) {
        const readSinceMs = oldest.entries.at(-1)?.atMs ?? Infinity;
        return missing.filter(({ atMs }) => atMs > readSinceMs);
      }
      const segment = await readSegment(directory, number);
      if (segment === undefined || segment.damaged > 0) {
        onProblem('closed-damaged');
        return [];
      }
      this.#know(segment.entries);
      oldest = segment;
    }
    return this.#unknownOf(booked);
  }

  #know(entries: readonly LedgerEntry[]): void {
    for (const key of entries.map(entryKey)) if (key !== undefined) this.#known.add(key);
  }

  #unknownOf(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
    return entries.filter((entry) => {
      const key = entryKey(entry);
      return key === undefined || !this.#known.has(key);
    });
  }
}

function emptySegment(number: number): OpenSegment {
  return { number, entries: [] };
}
