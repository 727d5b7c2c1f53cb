/**
 * The order spool: every committed order is on disk before it is acknowledged, is sent to the relay in
 * order and as often as need be, and is kept whatever the relay says. Numbers count up within a day.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { backoffDelayMs, type BackoffPolicy } from '../../shared/backoff.ts';
import type { OrderView } from '../../shared/ipc/views.ts';
import type { Cents } from '../../shared/money.ts';
import { dayAt, formatOrderNumber, parseOrderNumber } from '../../shared/order/order-number.ts';
import type { Order, OrderId } from '../../shared/order/order.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { loadOrderFiles, saveOrderFile, viewOf, type OrderFile } from './order-file.ts';
import { refusalWords } from './refusal-words.ts';

/** The screen lists this many of today's orders. */
const LIST_LENGTH = 100;

export type OrdersDeps = {
  readonly directory: string;
  /** The relay's answer; undefined failure codes of `refusalWords` mean: try again later. */
  readonly send: (order: Order) => Promise<Result<unknown, string>>;
  /** The station's prefix of order numbers at this moment. */
  readonly prefix: () => string;
  readonly timeZone: () => string;
  readonly wallMs: () => number;
  readonly random: () => number;
  readonly backoff: BackoffPolicy;
  readonly onOrder: (view: OrderView) => void;
  readonly onCorrupt: (keptAs: string | undefined) => void;
};

export class Orders {
  readonly #deps: OrdersDeps;
  readonly #files = new Map<OrderId, OrderFile>();
  readonly #counts = new Map<string, number>();
  readonly #leaving = new AbortController();
  #waking = new AbortController();
  #delivering: Promise<void> | undefined;

  private constructor(deps: OrdersDeps, files: readonly OrderFile[]) {
    this.#deps = deps;
    for (const file of files) this.#remember(file);
  }

  static async open(deps: OrdersDeps): Promise<Orders> {
    const wallMs = deps.wallMs();
    const today = dayAt(wallMs, deps.timeZone());
    const files = await loadOrderFiles(deps.directory, today, { ...deps, wallMs });
    return new Orders(deps, files);
  }

  has(orderId: OrderId): boolean {
    return this.#files.has(orderId);
  }

  /** Today's, newest first. Orders of other days that were not delivered come with them. */
  list(): readonly OrderView[] {
    const today = this.#today();
    const shown = [...this.#files.values()].filter(
      ({ day, delivery }) => day === today || delivery !== 'delivered',
    );
    return shown.slice(-LIST_LENGTH).reverse().map(viewOf);
  }

  /** A number that this station has not given today. One that is not used leaves a gap. */
  nextNumber(): string {
    const prefix = this.#deps.prefix();
    const key = `${this.#today()} ${prefix}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return formatOrderNumber(prefix, count);
  }

  /** Ok means that the order is on disk and will be delivered. The same order again changes nothing. */
  async place(order: Order, changeCents: Cents): Promise<Result<OrderView, 'cannot-save'>> {
    const known = this.#files.get(order.orderId);
    if (known !== undefined) return ok(viewOf(known));
    const day = dayAt(order.placedAtMs, this.#deps.timeZone());
    const file: OrderFile = { format: 1, day, order, changeCents, delivery: 'waiting' };
    const saved = await saveOrderFile(this.#deps.directory, file);
    if (!saved.ok) return saved;
    this.#remember(file);
    this.#deps.onOrder(viewOf(file));
    this.deliver();
    return ok(viewOf(file));
  }

  /** Sends what waits, now: at the start, after enrolment, when the relay is back. */
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
    await this.#delivering;
  }

  async #deliverAll(): Promise<void> {
    let attempt = 0;
    for (let next = this.#firstWaiting(); next !== undefined; next = this.#firstWaiting()) {
      this.#waking = new AbortController();
      const isSettled = await this.#deliverOne(next);
      if (this.#leaving.signal.aborted) return;
      attempt = isSettled ? 0 : attempt + 1;
      if (attempt === 0) continue;
      const delayMs = backoffDelayMs(this.#deps.backoff, attempt, this.#deps.random());
      await wait(delayMs, undefined, { signal: this.#waking.signal }).catch(() => undefined);
      if (this.#isLeaving()) return;
    }
  }

  /** True when the relay has decided and the decision is on disk. */
  async #deliverOne(file: OrderFile): Promise<boolean> {
    const sent = await this.#deps.send(file.order);
    if (this.#isLeaving()) return false;
    if (sent.ok) return (await this.#settle({ ...file, delivery: 'delivered' })).ok;
    const refusal = refusalWords(sent.failure);
    if (refusal === undefined) return false;
    return (await this.#settle({ ...file, delivery: 'refused', refusal })).ok;
  }

  async #settle(file: OrderFile): Promise<Result<undefined, 'cannot-save'>> {
    const saved = await saveOrderFile(this.#deps.directory, file);
    if (!saved.ok) return fail('cannot-save');
    this.#files.set(file.order.orderId, file);
    this.#deps.onOrder(viewOf(file));
    return saved;
  }

  #firstWaiting(): OrderFile | undefined {
    for (const file of this.#files.values()) if (file.delivery === 'waiting') return file;
    return undefined;
  }

  #remember(file: OrderFile): void {
    this.#files.set(file.order.orderId, file);
    const { prefix, count } = parseOrderNumber(file.order.orderNumber);
    const key = `${file.day} ${prefix}`;
    this.#counts.set(key, Math.max(this.#counts.get(key) ?? 0, count));
  }

  #isLeaving(): boolean {
    return this.#leaving.signal.aborted;
  }

  #today(): string {
    return dayAt(this.#deps.wallMs(), this.#deps.timeZone());
  }
}
