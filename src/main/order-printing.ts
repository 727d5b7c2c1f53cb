/**
 * What goes to paper by itself and what a person asks for: the rules between orders and printers. A receipt
 * and a kitchen ticket of an order are printed once each; what comes after them is a copy and says so.
 */
import type { OrderView } from '../shared/ipc/views.ts';
import type { Menu } from '../shared/menu/menu.ts';
import type { OrderId } from '../shared/order/order.ts';
import type { PrinterName } from '../shared/printing/printing-setup.ts';
import type { PrintDocument } from '../shared/receipt/print-document.ts';
import { guestReceipt } from '../shared/receipt/guest-receipt.ts';
import { kitchenTicket } from '../shared/receipt/kitchen-ticket.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Printing, QueueFailure } from './printing/printing.ts';

/** An order goes to the relay within a second; one that is not there by now goes to paper. */
const KITCHEN_GRACE_MS = 8_000;
/** News of an older order is no new order: its drawer was opened and its guest has left. */
const NEW_ORDER_MS = 60_000;
/** Nobody cooks what was ordered before. */
const COOKED_WITHIN_MS = 4 * 3_600_000;
/** Orders that were seen, to know a new one; the oldest are forgotten. */
const MAX_SEEN = 500;

export type Paper = 'receipt' | 'kitchen-ticket';

export type OrderPrintingDeps = {
  readonly printing: Pick<Printing, 'queue' | 'kickDrawer' | 'setup' | 'stateOf'>;
  readonly restaurant: () => Menu['restaurant'];
  readonly wallMs: () => number;
  /** Runs once after the delay; answers how to cancel. */
  readonly after: (delayMs: number, run: () => void) => () => void;
  /** Takes what nobody waits for. */
  readonly drop: (promise: Promise<unknown>) => void;
};

const keyOf = (paper: Paper, orderId: OrderId) => `${paper} ${orderId}`;

export class OrderPrinting {
  readonly #deps: OrderPrintingDeps;
  readonly #seen = new Set<OrderId>();
  /** Orders that the kitchen's screen may not get in time. */
  readonly #watched = new Map<OrderId, () => void>();

  constructor(deps: OrderPrintingDeps) {
    this.#deps = deps;
  }

  /** Orders that an earlier run left undelivered. */
  takeUp(orders: readonly OrderView[]): void {
    for (const view of orders) {
      this.#see(view.order.orderId);
      this.#mindKitchen(view);
    }
  }

  /** An order was placed, or the relay has taken or refused it. */
  orderChanged(view: OrderView): void {
    const { orderId, placedAtMs } = view.order;
    const isNew = !this.#seen.has(orderId) && this.#deps.wallMs() - placedAtMs < NEW_ORDER_MS;
    this.#see(orderId);
    if (isNew) this.#placed(view);
    this.#mindKitchen(view);
  }

  /** What a person asks for: a copy once it was printed, the page itself before. */
  async print(
    view: OrderView,
    paper: Paper,
  ): Promise<Result<undefined, QueueFailure | 'nothing-to-make'>> {
    const { printing } = this.#deps;
    const key = keyOf(paper, view.order.orderId);
    const state = printing.stateOf(key);
    if (state === 'queued') return ok(undefined);
    return this.#queue(view, paper, { isCopy: state === 'printed' });
  }

  stop(): void {
    for (const cancel of this.#watched.values()) cancel();
    this.#watched.clear();
  }

  #placed(view: OrderView): void {
    const { printing, drop } = this.#deps;
    const { setup } = printing;
    const { kind } = view.order.tender;
    if (kind === 'cash' && setup.cashOpensDrawer && setup.receipt !== undefined) {
      drop(printing.kickDrawer());
    }
    if (setup.receiptRule === 'always' && kind !== 'pay-later' && setup.receipt !== undefined) {
      this.#byItself(view, 'receipt');
    }
    if (setup.kitchenRule === 'always' && setup.kitchen !== undefined) {
      this.#byItself(view, 'kitchen-ticket');
    }
  }

  #mindKitchen(view: OrderView): void {
    const { printing, wallMs, after } = this.#deps;
    const { orderId, placedAtMs } = view.order;
    const { kitchen, kitchenRule } = printing.setup;
    const isWatched = this.#watched.has(orderId);
    if (view.delivery !== 'waiting') {
      this.#watched.get(orderId)?.();
      this.#watched.delete(orderId);
    }
    if (kitchen === undefined || kitchenRule !== 'kitchen-away') return;
    if (view.delivery === 'delivered' || wallMs() - placedAtMs > COOKED_WITHIN_MS) return;
    if (view.delivery === 'refused') this.#byItself(view, 'kitchen-ticket');
    else if (!isWatched) {
      const cancel = after(KITCHEN_GRACE_MS, () => {
        this.#watched.delete(orderId);
        this.#byItself(view, 'kitchen-ticket', { isInPlaceOfScreen: true });
      });
      this.#watched.set(orderId, cancel);
    }
  }

  #byItself(view: OrderView, paper: Paper, marks?: { readonly isInPlaceOfScreen: boolean }): void {
    this.#deps.drop(this.#queue(view, paper, { isCopy: false, ...marks }));
  }

  #queue(
    { order }: OrderView,
    paper: Paper,
    marks: { readonly isCopy: boolean; readonly isInPlaceOfScreen?: boolean },
  ): Promise<Result<undefined, QueueFailure | 'nothing-to-make'>> {
    const printer: PrinterName = paper === 'receipt' ? 'receipt' : 'kitchen';
    const language = this.#deps.printing.setup[printer]?.language;
    if (language === undefined) return Promise.resolve(fail('no-printer'));
    const restaurant = this.#deps.restaurant();
    const { isCopy, isInPlaceOfScreen = false } = marks;
    const { timeZone } = restaurant;
    const document: PrintDocument | undefined =
      paper === 'receipt'
        ? guestReceipt(order, [], { restaurant, language, isCopy })
        : kitchenTicket(order, [], { timeZone, language, isCopy, isInPlaceOfScreen });
    if (document === undefined) return Promise.resolve(fail('nothing-to-make'));
    return this.#deps.printing.queue({
      printer,
      content: { kind: paper, orderNumber: order.orderNumber },
      document,
      takenAtMs: order.placedAtMs,
      ...(!isCopy && { key: keyOf(paper, order.orderId) }),
    });
  }

  #see(orderId: OrderId): void {
    this.#seen.add(orderId);
    const [oldest] = this.#seen;
    if (this.#seen.size > MAX_SEEN && oldest !== undefined) this.#seen.delete(oldest);
  }
}
