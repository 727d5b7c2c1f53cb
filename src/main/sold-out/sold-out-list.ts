/**
 * What is sold out at this station now. A change made here counts at once and is on disk before it is
 * acknowledged; it goes to the relay as often as need be, and what the relay says of it then counts
 * everywhere. What has a time comes back by itself, also when the app was closed meanwhile.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { backoffDelayMs, type BackoffPolicy } from '../../shared/backoff.ts';
import type { PersonStamp } from '../../shared/people/person.ts';
import type { Result } from '../../shared/result.ts';
import {
  keyOf,
  markOf,
  soldOutOf,
  withFacts,
  type SoldOut,
  type SoldOutBook,
  type SoldOutFact,
  type SoldOutMark,
  type SoldOutState,
  type SoldOutSubject,
} from '../../shared/sold-out/sold-out.ts';
import type { SoldOutAnswer, SoldOutRequest } from '../../shared/wire/sold-out.ts';
import { setAside, writeDurably } from '../durable-file.ts';
import { readSoldOutFile, type PendingFact, type SoldOutFile } from './sold-out-file.ts';

/** A clock that was set, or a computer that slept, is noticed within so long. */
const LOOK_AGAIN_MS = 10_000;
/** The relay will not say otherwise, however often it is asked. */
const FINAL: ReadonlySet<string> = new Set([
  'item-unknown',
  'bad-request',
  'bad-answer',
  'too-large',
]);

type Saved = Result<undefined, 'cannot-save'>;

export type SoldOutListDeps = {
  readonly path: string;
  readonly send: (request: SoldOutRequest) => Promise<Result<SoldOutAnswer, string>>;
  /** A new UUID at each call. */
  readonly newId: () => string;
  readonly wallMs: () => number;
  readonly random: () => number;
  readonly backoff: BackoffPolicy;
  readonly onChange: (marks: readonly SoldOutMark[]) => void;
  readonly onCorrupt: (keptAs: string | undefined) => void;
};

export class SoldOutList {
  readonly #deps: SoldOutListDeps;
  readonly #pending = new Map<string, PendingFact>();
  readonly #leaving = new AbortController();
  #book: SoldOutBook;
  #now: SoldOut = new Map();
  #shown = '[]';
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<Saved> = Promise.resolve({ ok: true, value: undefined });
  #waking = new AbortController();
  #delivering: Promise<void> | undefined;

  private constructor(deps: SoldOutListDeps, { facts, pending }: SoldOutFile) {
    this.#deps = deps;
    this.#book = withFacts(new Map(), facts);
    for (const one of pending) this.#pending.set(keyOf(one.subject), one);
    this.#look();
  }

  /** A file that can't be read is set aside and told: the list starts empty. */
  static async open(deps: SoldOutListDeps): Promise<SoldOutList> {
    const file = await readSoldOutFile(deps.path);
    if (!file.ok) deps.onCorrupt(await setAside(deps.path, deps.wallMs()));
    return new SoldOutList(deps, file.ok ? file.value : { format: 1, facts: [], pending: [] });
  }

  now(): SoldOut {
    return this.#now;
  }

  marks(): readonly SoldOutMark[] {
    return [...this.#now.values()];
  }

  /** Counts at once; ok means that it is on disk. */
  async set(subject: SoldOutSubject, state: SoldOutState, by?: PersonStamp): Promise<Saved> {
    const { newId, wallMs } = this.#deps;
    this.#pending.set(keyOf(subject), {
      factId: newId(),
      subject,
      state,
      madeAtMs: wallMs(),
      ...(by !== undefined && { by }),
    });
    this.#look();
    const saved = await this.#save();
    this.deliver();
    return saved;
  }

  /** What the relay says of the restaurant's stations, this one's own words among them. */
  async take(facts: readonly SoldOutFact[]): Promise<void> {
    this.#book = withFacts(this.#book, facts);
    this.#look();
    await this.#save();
  }

  /** Sends what was said here, now: after a change, when the relay is back, after enrolment. */
  deliver(): void {
    if (this.#leaving.signal.aborted) return;
    this.#waking.abort();
    this.#delivering ??= this.#deliverAll().finally(() => {
      this.#delivering = undefined;
    });
  }

  async stop(): Promise<void> {
    this.#leaving.abort();
    this.#waking.abort();
    clearTimeout(this.#timer);
    await this.#delivering;
    await this.#saving;
  }

  async #deliverAll(): Promise<void> {
    let attempt = 0;
    for (let next = this.#firstPending(); next !== undefined; next = this.#firstPending()) {
      this.#waking = new AbortController();
      const isSettled = await this.#deliverOne(next);
      if (this.#isLeaving()) return;
      attempt = isSettled ? 0 : attempt + 1;
      if (attempt === 0) continue;
      const delayMs = backoffDelayMs(this.#deps.backoff, attempt, this.#deps.random());
      await wait(delayMs, undefined, { signal: this.#waking.signal }).catch(() => undefined);
      if (this.#isLeaving()) return;
    }
  }

  async #deliverOne(said: PendingFact): Promise<boolean> {
    const sent = await this.#deps.send({ ...said, sentAtMs: this.#deps.wallMs() });
    if (this.#isLeaving()) return false;
    if (!sent.ok && !FINAL.has(sent.failure)) return false;
    const key = keyOf(said.subject);
    if (this.#pending.get(key)?.factId === said.factId) this.#pending.delete(key);
    await this.take(sent.ok ? [sent.value.fact] : []);
    return true;
  }

  #firstPending(): PendingFact | undefined {
    const [first] = this.#pending.values();
    return first;
  }

  /** Works out what is sold out now and when to look again; tells when that is something else. */
  #look(): void {
    const nowMs = this.#deps.wallMs();
    const said = new Map<string, PendingFact | SoldOutFact>([...this.#book, ...this.#pending]);
    const marks = [...said.values()].flatMap((one) => markOf(one, nowMs) ?? []);
    this.#now = soldOutOf(marks);
    clearTimeout(this.#timer);
    const returns = marks.flatMap(({ untilMs }) => untilMs ?? []);
    if (returns.length > 0 && !this.#isLeaving()) {
      const delayMs = Math.min(LOOK_AGAIN_MS, Math.max(1, Math.min(...returns) - nowMs));
      this.#timer = setTimeout(() => this.#look(), delayMs).unref();
    }
    const shown = JSON.stringify(marks);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#deps.onChange(marks);
  }

  #save(): Promise<Saved> {
    const content = (): SoldOutFile => ({
      format: 1,
      facts: [...this.#book.values()],
      pending: [...this.#pending.values()],
    });
    this.#saving = this.#saving.then(() =>
      writeDurably(this.#deps.path, JSON.stringify(content())),
    );
    return this.#saving;
  }

  #isLeaving(): boolean {
    return this.#leaving.signal.aborted;
  }
}
