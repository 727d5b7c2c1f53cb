/**
 * The ledger of the shift that is being written. What it acknowledged is on disk; what the disk refuses is
 * kept in memory, goes first the next time, and after a restart is found again in the orders themselves.
 */
import { entryKey, type LedgerEntry } from '../../shared/day/ledger.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { closingReport, readSegment, segmentNumbersIn, type Segment } from './ledger-files.ts';

/** How far back an order that is still about can have been booked. */
const MAX_SEGMENTS_BACK = 60;

/** `damaged`: lines are none; `cannot-read`: the open shift's file; the next two at each turn of events. */
export type LedgerProblem = 'damaged' | 'cannot-read' | 'cannot-save' | 'saved-again';

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

  /** `booked`: what is known to have happened; what of it is in no file is booked now. */
  static async open(deps: LedgerDeps, booked: readonly LedgerEntry[]): Promise<Ledger> {
    const { directory, onProblem } = deps;
    const numbers = await segmentNumbersIn(directory);
    const newest = numbers.at(-1) ?? 1;
    const found = await readSegment(directory, newest);
    if (found === undefined) onProblem('cannot-read');
    else if (found.damaged > 0) onProblem('damaged');
    const isGoingOn = found !== undefined && closingReport(found) === undefined;
    const ledger = new Ledger(deps, isGoingOn ? found : emptySegment(newest + 1));
    ledger.#know(found?.entries ?? []);
    for (const number of numbers.slice(-1 - MAX_SEGMENTS_BACK, -1).reverse()) {
      if (ledger.#unknownOf(booked).length === 0) break;
      ledger.#know((await readSegment(directory, number))?.entries ?? []);
    }
    await ledger.book(booked);
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
