/**
 * Which order is sent to the relay next. A few at a time, so that one the relay can't answer holds up no
 * other; one at a time while nothing gets through, so that a relay that comes back is not run over. What was
 * ordered just now goes before what has waited; what failed goes to the end. Everything stays in the queue
 * until it is done: it holds ids alone.
 */
import { backoffDelayMs, type BackoffPolicy } from '../../shared/backoff.ts';
import { bugFields, drop, type Log } from '../log.ts';

const AT_ONCE = 4;
/** As many failures one after the other are taken for a relay that is not itself. */
const FAILURES_TO_CLOSE = 8;

/** `again`: this one failed by itself; `away`: nothing would get through now. */
export type Attempt = 'done' | 'again' | 'away';

export type DeliveriesDeps<Id> = {
  readonly attempt: (id: Id) => Promise<Attempt>;
  readonly backoff: BackoffPolicy;
  readonly random: () => number;
  /** Monotonic. */
  readonly nowMs: () => number;
  readonly log: Pick<Log, 'error'>;
};

type Waiting = { readonly tries: number; readonly notBeforeMs: number };
const NEW: Waiting = { tries: 0, notBeforeMs: 0 };

export class Deliveries<Id> {
  readonly #deps: DeliveriesDeps<Id>;
  readonly #fresh = new Set<Id>();
  readonly #waiting = new Map<Id, Waiting>();
  readonly #underWay = new Map<Id, Promise<void>>();
  /** More came for them while they were under way. */
  readonly #onceMore = new Set<Id>();
  #failuresInRow = 0;
  #closedUntilMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(deps: DeliveriesDeps<Id>, waiting: Iterable<Id>) {
    this.#deps = deps;
    for (const id of waiting) this.#waiting.set(id, NEW);
  }

  /** Of how many something is still to be sent. */
  get size(): number {
    return this.#fresh.size + this.#waiting.size + this.#underWay.size;
  }

  /** Something new is to be sent for `id`. */
  add(id: Id): void {
    if (this.#underWay.has(id)) this.#onceMore.add(id);
    else if (!this.#waiting.has(id)) this.#fresh.add(id);
    this.#pump();
  }

  /** Nobody waits any longer: at the start, when the relay is back. */
  wake(): void {
    this.#closedUntilMs = 0;
    for (const [id, { tries }] of this.#waiting) this.#waiting.set(id, { tries, notBeforeMs: 0 });
    this.#pump();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await Promise.all(this.#underWay.values());
  }

  #pump(): void {
    clearTimeout(this.#timer);
    const isTrying = this.#failuresInRow > 0;
    while (!this.#isStopped && this.#underWay.size < (isTrying ? 1 : AT_ONCE)) {
      const nowMs = this.#deps.nowMs();
      const next = nowMs < this.#closedUntilMs ? undefined : this.#take(nowMs);
      if (next === undefined) {
        this.#waitFrom(nowMs);
        return;
      }
      const sent = this.#send(next.id, next.tries).finally(() => {
        this.#underWay.delete(next.id);
        if (this.#onceMore.delete(next.id) && !this.#waiting.has(next.id)) this.#fresh.add(next.id);
        this.#pump();
      });
      this.#underWay.set(next.id, sent);
      drop(sent, this.#deps.log);
    }
  }

  #take(nowMs: number): { readonly id: Id; readonly tries: number } | undefined {
    for (const id of this.#fresh) {
      this.#fresh.delete(id);
      return { id, tries: 0 };
    }
    for (const [id, { tries, notBeforeMs }] of this.#waiting) {
      if (notBeforeMs > nowMs) continue;
      this.#waiting.delete(id);
      return { id, tries };
    }
    return undefined;
  }

  async #send(id: Id, tries: number): Promise<void> {
    const attempt = await this.#deps.attempt(id).catch((bug: unknown) => {
      this.#deps.log.error(bugFields(bug), 'an order could not be sent');
      return 'again' as const;
    });
    if (attempt === 'done') {
      this.#failuresInRow = 0;
      return;
    }
    const { backoff, random, nowMs } = this.#deps;
    const isOwn = attempt === 'again';
    const delayMs = (failures: number) => backoffDelayMs(backoff, failures, random());
    this.#waiting.set(id, {
      tries: isOwn ? tries + 1 : tries,
      notBeforeMs: isOwn ? nowMs() + delayMs(tries + 1) : 0,
    });
    this.#failuresInRow += 1;
    const inRow = this.#failuresInRow - (isOwn ? FAILURES_TO_CLOSE : 0);
    if (inRow > 0) this.#closedUntilMs = nowMs() + delayMs(inRow);
  }

  /** Comes back when the gate opens or the first of the failed is due. */
  #waitFrom(nowMs: number): void {
    if (this.#waiting.size + this.#fresh.size === 0) return;
    const isClosed = nowMs < this.#closedUntilMs;
    const dues = isClosed ? [] : [...this.#waiting.values()].map((one) => one.notBeforeMs);
    const dueMs = dues.reduce((first, due) => Math.min(first, due), Infinity);
    const delayMs = (isClosed ? this.#closedUntilMs : dueMs) - nowMs;
    this.#timer = setTimeout(() => this.#pump(), delayMs);
  }
}
