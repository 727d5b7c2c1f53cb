/**
 * What goes to paper by itself and what a person asks for: the rules between orders and printers. A page of
 * an order is printed once by itself; what comes after it is a copy and says so.
 */
import type { OrderView } from '../shared/ipc/views.ts';
import type { Menu } from '../shared/menu/menu.ts';
import type { OrderEvent } from '../shared/order/order-event.ts';
import type { Tender } from '../shared/order/order.ts';
import { waysOf } from '../shared/order/refund.ts';
import type { Translated } from '../shared/people/translated.ts';
import type { PrinterName } from '../shared/printing/printing-setup.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import {
  cancellationPage,
  keyOf,
  orderPage,
  partKeyOf,
  partPage,
  refundPage,
  type Marks,
  type Paper,
  type Refund,
} from './order-pages.ts';
import type { Printing, PrintRequest, QueueFailure } from './printing/printing.ts';

/** An order goes to the relay within a second; one that is not there by now goes to paper. */
const KITCHEN_GRACE_MS = 8_000;
/** News of something older is nothing new: its drawer was opened and its guest has left. */
const NEW_MS = 60_000;
/** Nobody cooks what was ordered before. */
const COOKED_WITHIN_MS = 4 * 3_600_000;
/** Orders and events that were seen, to know a new one; the oldest are forgotten. */
const MAX_SEEN = 1_000;

type Delivery = OrderView['delivery'];
type Settled = Extract<OrderEvent, { kind: 'settled' }>;

export type OrderPrintingDeps = {
  readonly printing: Pick<Printing, 'queue' | 'kickDrawer' | 'setup' | 'stateOf'>;
  readonly restaurant: () => Menu['restaurant'];
  /** Printed at the foot of receipts, where the restaurant wants it. */
  readonly receiptNotice: () => Translated | undefined;
  readonly wallMs: () => number;
  /** Runs once after the delay; answers how to cancel. */
  readonly after: (delayMs: number, run: () => void) => () => void;
  /** Takes what nobody waits for. */
  readonly drop: (promise: Promise<unknown>) => void;
};

export class OrderPrinting {
  readonly #deps: OrderPrintingDeps;
  readonly #seen = new Set<string>();
  /** By the id of an order or event that the kitchen's screen may not get in time. */
  readonly #watched = new Map<string, () => void>();

  constructor(deps: OrderPrintingDeps) {
    this.#deps = deps;
  }

  /** Orders that an earlier run left undelivered. */
  takeUp(orders: readonly OrderView[]): void {
    for (const view of orders) {
      this.#see(view.order.orderId);
      for (const { event } of view.events) this.#see(event.eventId);
      this.#mindKitchen(view);
    }
  }

  /** An order was placed, something happened to it, or the relay has taken or refused either. */
  orderChanged(view: OrderView): void {
    const { order, events } = view;
    if (this.#isNew(order.orderId, order.placedAtMs)) this.#placed(view);
    for (const { event } of events) {
      if (this.#isNew(event.eventId, event.atMs)) this.#happened(view, event);
    }
    this.#mindKitchen(view);
  }

  /** What a person asks for: a copy once it was printed, the page itself before. */
  async print(
    view: OrderView,
    paper: Paper,
    partId?: string,
  ): Promise<Result<undefined, QueueFailure | 'nothing-to-make'>> {
    const key = partId === undefined ? keyOf(paper, view) : partKeyOf({ eventId: partId });
    const state = this.#deps.printing.stateOf(key);
    if (state === 'queued') return ok(undefined);
    const printer = paper === 'receipt' ? 'receipt' : 'kitchen';
    const marks = this.#marks(printer, { isCopy: state === 'printed' });
    if (marks === undefined) return fail('no-printer');
    const restaurant = this.#deps.restaurant();
    const page =
      partId === undefined
        ? orderPage(paper, view, restaurant, marks)
        : partPage(view, partId, restaurant, marks);
    return page === undefined ? fail('nothing-to-make') : this.#deps.printing.queue(page);
  }

  stop(): void {
    for (const cancel of this.#watched.values()) cancel();
    this.#watched.clear();
  }

  #placed(view: OrderView): void {
    this.#paid(view, view.order.tender);
    if (this.#deps.printing.setup.kitchenRule === 'always') this.#toKitchen(view);
  }

  #happened(view: OrderView, event: OrderEvent): void {
    if (event.kind === 'settled') this.#paid(view, event.tender, event);
    if (event.kind !== 'refunded') return;
    const { printing } = this.#deps;
    if (waysOf(event).some(({ by }) => by === 'cash')) this.#openDrawer();
    const marks = this.#marks('receipt');
    if (printing.setup.receiptRule !== 'never' && marks !== undefined) {
      this.#queue(refundPage(view, event, this.#deps.restaurant(), marks));
    }
    const isOnPaper = printing.stateOf(keyOf('kitchen-ticket', view)) !== 'unknown';
    if (event.isCancelled && (isOnPaper || printing.setup.kitchenRule === 'always')) {
      this.#cancelInKitchen(view, event);
    }
  }

  #paid(view: OrderView, tender: Tender, payment?: Settled): void {
    if (tender.kind === 'cash') this.#openDrawer();
    const marks = this.#marks('receipt');
    if (tender.kind === 'pay-later' || marks === undefined) return;
    if (this.#deps.printing.setup.receiptRule !== 'always') return;
    const restaurant = this.#deps.restaurant();
    this.#queue(
      payment?.part === undefined
        ? orderPage('receipt', view, restaurant, marks)
        : partPage(view, payment.eventId, restaurant, marks),
    );
  }

  #openDrawer(): void {
    const { printing, drop } = this.#deps;
    const { cashOpensDrawer, receipt } = printing.setup;
    if (cashOpensDrawer && receipt !== undefined) drop(printing.kickDrawer());
  }

  /** The kitchen's paper stands in for its screen. */
  #mindKitchen(view: OrderView): void {
    const { order } = view;
    this.#watch(order.orderId, view.delivery, order.placedAtMs, (isInPlaceOfScreen) =>
      this.#toKitchen(view, { isInPlaceOfScreen }),
    );
    for (const { event, delivery } of view.events) {
      if (event.kind !== 'refunded' || !event.isCancelled) continue;
      this.#watch(event.eventId, delivery, event.atMs, () => this.#cancelInKitchen(view, event));
    }
  }

  /** Runs `print` once the relay has refused, or has not taken it in time. */
  #watch(
    id: string,
    delivery: Delivery,
    sinceMs: number,
    print: (isInPlaceOfScreen: boolean) => void,
  ): void {
    const { printing, wallMs, after } = this.#deps;
    if (delivery !== 'waiting') {
      this.#watched.get(id)?.();
      this.#watched.delete(id);
    }
    if (printing.setup.kitchenRule !== 'kitchen-away' || delivery === 'delivered') return;
    if (this.#watched.has(id) || wallMs() - sinceMs > COOKED_WITHIN_MS) return;
    if (delivery === 'refused') {
      print(false);
      return;
    }
    const cancel = after(KITCHEN_GRACE_MS, () => {
      this.#watched.delete(id);
      print(true);
    });
    this.#watched.set(id, cancel);
  }

  #toKitchen(view: OrderView, change: Partial<Marks> = {}): void {
    const marks = this.#marks('kitchen', change);
    if (marks === undefined) return;
    this.#queue(orderPage('kitchen-ticket', view, this.#deps.restaurant(), marks));
  }

  #cancelInKitchen(view: OrderView, refund: Refund): void {
    const marks = this.#marks('kitchen');
    if (marks === undefined) return;
    this.#queue(cancellationPage(view, refund, this.#deps.restaurant(), marks));
  }

  /** Undefined without that printer. */
  #marks(printer: PrinterName, change: Partial<Marks> = {}): Marks | undefined {
    const language = this.#deps.printing.setup[printer]?.language;
    const notice = language && this.#deps.receiptNotice()?.[language];
    return language && { language, isCopy: false, isInPlaceOfScreen: false, notice, ...change };
  }

  #queue(page: PrintRequest | undefined): void {
    if (page !== undefined) this.#deps.drop(this.#deps.printing.queue(page));
  }

  #isNew(id: string, atMs: number): boolean {
    const isNew = !this.#seen.has(id) && this.#deps.wallMs() - atMs < NEW_MS;
    this.#see(id);
    return isNew;
  }

  #see(id: string): void {
    this.#seen.add(id);
    const [oldest] = this.#seen;
    if (this.#seen.size > MAX_SEEN && oldest !== undefined) this.#seen.delete(oldest);
  }
}
