/**
 * The order spool: every committed order, and whatever happens to it later, is on disk before it is
 * acknowledged, is sent to the relay as often as need be, and is kept whatever the relay says. Numbers count
 * up within a day.
 */
import type { BackoffPolicy } from '../../shared/backoff.ts';
import type { OrderCounts, OrderView } from '../../shared/ipc/views.ts';
import type { Cents } from '../../shared/money.ts';
import type { OrderEvent } from '../../shared/order/order-event.ts';
import { dayAt, formatOrderNumber, parseOrderNumber } from '../../shared/order/order-number.ts';
import type { Order, OrderId } from '../../shared/order/order.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { KITCHEN_SHIFT_MS } from '../../shared/wire/kitchen.ts';
import type { Log } from '../log.ts';
import { Deliveries, type Attempt } from './deliveries.ts';
import { isMeant, type OrderQuery } from './find-orders.ts';
import {
  countsOf,
  eventsOf,
  isDone,
  isWaiting,
  loadOrderFiles,
  saveOrderFile,
  viewOf,
  type OrderFile,
} from './order-file.ts';
import { refusalWords } from './refusal-words.ts';
import { isAway } from './relay-away.ts';

/** The screen lists this many of the newest orders. */
const LIST_LENGTH = 100;
const MAX_FOUND = 50;
const DAY_MS = 24 * 60 * 60_000;

export type OrdersDeps = {
  readonly directory: string;
  /** The relay's answer; undefined failure codes of `refusalWords` mean: try again later. */
  readonly send: (order: Order) => Promise<Result<unknown, string>>;
  readonly sendEvent: (event: OrderEvent) => Promise<Result<unknown, string>>;
  /** The station's prefix of order numbers at this moment. */
  readonly prefix: () => string;
  readonly timeZone: () => string;
  readonly wallMs: () => number;
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly backoff: BackoffPolicy;
  /** Every change of every order; `isListed`: it is one of those that the screen lists. */
  readonly onOrder: (view: OrderView, isListed: boolean) => void;
  readonly onCounts: (counts: OrderCounts) => void;
  readonly onCorrupt: (keptAs: string | undefined) => void;
  readonly log: Pick<Log, 'error'>;
};

type MaybeLater<Value> = Value | Promise<Value>;
type ChangeFailure = 'unknown-order' | 'cannot-save';

export class Orders {
  readonly #deps: OrdersDeps;
  readonly #files = new Map<OrderId, OrderFile>();
  /** The newest, oldest first. */
  readonly #listed: OrderId[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #deliveries: Deliveries<OrderId>;
  /** One change of an order after the other. */
  readonly #turns = new Map<OrderId, Promise<unknown>>();
  readonly #counts = { waiting: 0, refused: 0, unpaid: 0 };
  #isLeaving = false;

  private constructor(deps: OrdersDeps, files: readonly OrderFile[]) {
    this.#deps = deps;
    for (const file of files) this.#remember(file);
    this.#deliveries = new Deliveries(
      { ...deps, attempt: (orderId) => this.#attempt(orderId) },
      files.filter(isWaiting).map(({ order }) => order.orderId),
    );
  }

  static async open(deps: OrdersDeps): Promise<Orders> {
    const wallMs = deps.wallMs();
    const yesterday = dayAt(wallMs - DAY_MS, deps.timeZone());
    return new Orders(deps, await loadOrderFiles(deps.directory, yesterday, { ...deps, wallMs }));
  }

  has(orderId: OrderId): boolean {
    return this.#files.has(orderId);
  }

  /** Every one of the days that are not closed, oldest first. */
  all(): readonly OrderView[] {
    return [...this.#files.values()].map(viewOf);
  }

  get(orderId: OrderId): OrderView | undefined {
    const file = this.#files.get(orderId);
    return file && viewOf(file);
  }

  /** Today's, newest first. Orders of other days with something left to do come with them. */
  list(): readonly OrderView[] {
    const today = this.#today();
    return this.#listed
      .flatMap((orderId) => this.#files.get(orderId) ?? [])
      .filter((file) => file.day === today || !isDone(file))
      .reverse()
      .map(viewOf);
  }

  get counts(): OrderCounts {
    return { ...this.#counts };
  }

  /** Orders of which something is still to be sent: they themselves, or what happened to them. */
  get pending(): number {
    return this.#deliveries.size;
  }

  /** What a kitchen may still have to make: the newest, and whatever the relay does not have. */
  forKitchen(): readonly OrderView[] {
    const sinceMs = this.#deps.wallMs() - KITCHEN_SHIFT_MS;
    return [...this.#files.values()]
      .filter(({ order, delivery }) => order.placedAtMs > sinceMs || delivery === 'waiting')
      .map(viewOf);
  }

  /** Newest first, of every day at hand. */
  find({ text, only }: OrderQuery): {
    readonly orders: readonly OrderView[];
    readonly hasMore: boolean;
  } {
    const found: OrderView[] = [];
    for (const file of [...this.#files.values()].reverse()) {
      if (only !== 'all' && countsOf(file)[only] === 0) continue;
      if (!isMeant(file.order, text, this.#deps.timeZone())) continue;
      if (found.length === MAX_FOUND) return { orders: found, hasMore: true };
      found.push(viewOf(file));
    }
    return { orders: found, hasMore: false };
  }

  /** A number that this station has not given on the day of the order. One that is not used leaves a gap. */
  nextNumber(placedAtMs: number): string {
    const prefix = this.#deps.prefix();
    const key = `${dayAt(placedAtMs, this.#deps.timeZone())} ${prefix}`;
    const count = (this.#numbers.get(key) ?? 0) + 1;
    this.#numbers.set(key, count);
    return formatOrderNumber(prefix, count);
  }

  /** Ok means that the order is on disk and will be delivered. The same order again changes nothing. */
  async place(order: Order, changeCents: Cents): Promise<Result<OrderView, 'cannot-save'>> {
    const known = this.#files.get(order.orderId);
    if (known !== undefined) return ok(viewOf(known));
    const day = dayAt(order.placedAtMs, this.#deps.timeZone());
    if (!this.#isOfKnownDay(day)) this.#forgetOldDays();
    const file: OrderFile = {
      format: 1,
      day,
      order,
      changeCents,
      delivery: 'waiting',
      events: [],
    };
    const saved = await saveOrderFile(this.#deps.directory, file);
    if (!saved.ok) return saved;
    this.#put(file);
    this.#deliveries.add(order.orderId);
    return ok(viewOf(file));
  }

  /**
   * What happens to an order now. `decide` sees all that happened before, and nothing else happens to the order
   * until it is done; ok means that it is on disk and will
   * be delivered after its order.
   */
  async addEvent<Failure>(
    orderId: OrderId,
    decide: (
      order: Order,
      earlier: readonly OrderEvent[],
    ) => MaybeLater<Result<{ readonly event: OrderEvent; readonly changeCents?: Cents }, Failure>>,
  ): Promise<Result<OrderView, Failure | ChangeFailure>> {
    const changed = await this.#change<Failure>(orderId, async (file) => {
      const decided = await decide(file.order, eventsOf(file));
      if (!decided.ok) return decided;
      const now = this.#files.get(orderId) ?? file; // it may be offered again meanwhile
      const { event, changeCents = now.changeCents } = decided.value;
      const events = [...now.events, { event, delivery: 'waiting' as const }];
      return ok({ ...now, changeCents, events });
    });
    if (changed.ok) this.#deliveries.add(orderId);
    return changed.ok ? ok(viewOf(changed.value)) : changed;
  }

  /** Offers once more what the relay refused: its cause may be mended. In memory alone: the disk knows enough. */
  offerAgain(orderId: OrderId): Result<undefined, 'unknown-order'> {
    const file = this.#files.get(orderId);
    if (file === undefined) return fail('unknown-order');
    if (countsOf(file).refused === 0) return ok(undefined);
    const events = file.events.map(({ event, delivery }) => ({
      event,
      delivery: delivery === 'refused' ? ('waiting' as const) : delivery,
    }));
    this.#put({ ...(file.delivery === 'refused' ? unsent(file) : file), events });
    this.#deliveries.add(orderId);
    return ok(undefined);
  }

  /** At the start, and when the restaurant has another menu. */
  offerRefusedAgain(): void {
    for (const orderId of this.#files.keys()) this.offerAgain(orderId);
  }

  /** Sends what waits, now: at the start, after enrolment, when the relay is back. */
  deliver(): void {
    this.#deliveries.wake();
  }

  async stop(): Promise<void> {
    this.#isLeaving = true;
    await this.#deliveries.stop();
    await Promise.all(this.#turns.values());
  }

  /** The order first, then what happened to it, one after the other. */
  async #attempt(orderId: OrderId): Promise<Attempt> {
    for (let file = this.#files.get(orderId); file && isWaiting(file);) {
      const next = file.events.find(({ delivery }) => delivery === 'waiting')?.event;
      const isOrder = file.delivery === 'waiting' || next === undefined;
      const sent = await (isOrder
        ? this.#deps.send(file.order)
        : this.#sendEvent(file.order, next));
      if (this.#isLeaving) return 'away';
      const outcome = outcomeOf(sent, isOrder ? 'order' : 'event');
      if (typeof outcome === 'string') return outcome;
      const settled = await this.#change(orderId, (now) =>
        ok(withOutcome(now, isOrder ? undefined : next, outcome)),
      );
      if (!settled.ok) return 'again';
      file = settled.value;
    }
    return 'done';
  }

  /** A relay that has lost the order (its store was put back from a copy) gets it once more, then the event. */
  async #sendEvent(order: Order, event: OrderEvent): Promise<Result<unknown, string>> {
    const sent = await this.#deps.sendEvent(event);
    if (sent.ok || sent.failure !== 'order-unknown') return sent;
    const again = await this.#deps.send(order);
    if (again.ok) return this.#deps.sendEvent(event);
    return isAway(again.failure) ? again : sent;
  }

  async #change<Failure>(
    orderId: OrderId,
    change: (file: OrderFile) => MaybeLater<Result<OrderFile, Failure>>,
  ): Promise<Result<OrderFile, Failure | ChangeFailure>> {
    const before = this.#turns.get(orderId);
    const turn = (async (): Promise<Result<OrderFile, Failure | ChangeFailure>> => {
      await before;
      const file = this.#files.get(orderId);
      if (file === undefined) return fail('unknown-order');
      const changed = await change(file);
      if (!changed.ok) return changed;
      const saved = await saveOrderFile(this.#deps.directory, changed.value);
      if (!saved.ok) return saved;
      this.#put(changed.value);
      return changed;
    })();
    const last = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#turns.set(orderId, last);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(orderId) === last) this.#turns.delete(orderId);
    }
  }

  #put(file: OrderFile): void {
    this.#remember(file);
    this.#deps.onOrder(viewOf(file), this.#listed.includes(file.order.orderId));
    this.#deps.onCounts(this.counts);
  }

  #remember(file: OrderFile): void {
    const { orderId, orderNumber } = file.order;
    const before = this.#files.get(orderId);
    if (before === undefined) this.#listed.push(orderId);
    if (this.#listed.length > LIST_LENGTH) this.#listed.shift();
    this.#files.set(orderId, file);
    this.#count(file, 1);
    if (before !== undefined) this.#count(before, -1);
    const { prefix, count } = parseOrderNumber(orderNumber);
    const key = `${file.day} ${prefix}`;
    this.#numbers.set(key, Math.max(this.#numbers.get(key) ?? 0, count));
  }

  #count(file: OrderFile, sign: 1 | -1): void {
    const { waiting, refused, unpaid } = countsOf(file);
    this.#counts.waiting += sign * waiting;
    this.#counts.refused += sign * refused;
    this.#counts.unpaid += sign * unpaid;
  }

  #isOfKnownDay(day: string): boolean {
    const newest = this.#listed.at(-1);
    return newest === undefined || this.#files.get(newest)?.day === day;
  }

  /** A station that runs for weeks keeps no more in memory than one that was started today. */
  #forgetOldDays(): void {
    const yesterday = dayAt(this.#deps.wallMs() - DAY_MS, this.#deps.timeZone());
    for (const [orderId, file] of this.#files) {
      if (file.day < yesterday && isDone(file)) this.#files.delete(orderId);
    }
  }

  #today(): string {
    return dayAt(this.#deps.wallMs(), this.#deps.timeZone());
  }
}

type Outcome = Pick<OrderFile, 'delivery' | 'refusal'>;

/** What the relay decided; an `Attempt` when it decided nothing. */
function outcomeOf(sent: Result<unknown, string>, what: 'order' | 'event'): Outcome | Attempt {
  if (sent.ok) return { delivery: 'delivered' };
  const refusal = refusalWords(sent.failure, what);
  if (refusal !== undefined) return { delivery: 'refused', refusal };
  return isAway(sent.failure) ? 'away' : 'again';
}

/** With the relay's word on the order, or on an event of it. */
function withOutcome(file: OrderFile, about: OrderEvent | undefined, outcome: Outcome): OrderFile {
  if (about === undefined) return { ...unsent(file), ...outcome };
  const events = file.events.map((one) =>
    one.event.eventId === about.eventId ? { event: one.event, ...outcome } : one,
  );
  return { ...file, events };
}

function unsent({ format, day, order, changeCents, events }: OrderFile): OrderFile {
  return { format, day, order, changeCents, events, delivery: 'waiting' };
}
