/** What people do with an order after it was placed: money back, a bill paid, a guest's grade. */
import type { RecordAudit } from '../../shared/day/audit-entry.ts';
import type { OrderView } from '../../shared/ipc/views.ts';
import type { Cents } from '../../shared/money.ts';
import { changeDue, checkEvent } from '../../shared/order/check-event.ts';
import type { OrderEvent } from '../../shared/order/order-event.ts';
import type { OrderId, Tender } from '../../shared/order/order.ts';
import {
  balanceOf,
  isUnpaid,
  refundCents,
  sharesBack,
  waysOf,
  type WayBack,
} from '../../shared/order/refund.ts';
import { partOf, settlementsOf, type WantedPart } from '../../shared/order/split-bill.ts';
import type { Approval, ApprovalFailure, Approve } from '../../shared/people/approval.ts';
import type { PersonStamp } from '../../shared/people/person.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { CardPayment, Cards, ChargeFailure, RefundFailure } from '../card-terminal.ts';
import type { Orders } from './orders.ts';

export type OrderDeskDeps = {
  readonly orders: Pick<Orders, 'get' | 'addEvent'>;
  readonly cards: Cards;
  readonly approve: Approve;
  /** Who is signed in. */
  readonly stamp: () => PersonStamp | undefined;
  readonly record: RecordAudit;
  /** A new UUID at each call. */
  readonly newId: () => string;
  readonly wallMs: () => number;
};

type Refund = Extract<OrderEvent, { kind: 'refunded' }>;
export type RefundRequest = Pick<Refund, 'orderId' | 'lines' | 'isCancelled' | 'reason'> & {
  /** Of a bill that was paid in several ways: how as much as can be goes back. */
  readonly firstBy?: WayBack | undefined;
  readonly approval?: Approval | undefined;
};
type Missing = 'unknown-order' | 'cannot-save';
type SettleFailure = 'nothing-to-pay' | 'tender-too-small' | ChargeFailure;

export class OrderDesk {
  readonly #deps: OrderDeskDeps;

  constructor(deps: OrderDeskDeps) {
    this.#deps = deps;
  }

  /** What is not paid comes off the bill; what was paid goes back the way it came, unless a person says otherwise. */
  async refund({
    approval,
    firstBy,
    ...asked
  }: RefundRequest): Promise<
    Result<OrderView, Missing | 'nothing-left' | RefundFailure | ApprovalFailure>
  > {
    const { orders, approve } = this.#deps;
    const order = orders.get(asked.orderId);
    if (order === undefined) return fail('unknown-order');
    const earlier = order.events.map(({ event }) => event);
    // A PIN is asked for only when it would help.
    if (!refundCents(order.order, earlier, asked.lines).ok) return fail('nothing-left');
    const approved = await approve('refund', approval);
    if (!approved.ok) return approved;
    const refunded = await orders.addEvent<'nothing-left' | RefundFailure>(
      asked.orderId,
      async (placed, before) => {
        const amount = refundCents(placed, before, asked.lines);
        if (!amount.ok) return amount;
        const event: Refund = {
          kind: 'refunded',
          ...this.#made(asked.orderId),
          lines: asked.lines,
          amountCents: amount.value,
          ...sharesBack(placed, before, { amountCents: amount.value, firstBy }),
          isCancelled: asked.isCancelled,
          reason: asked.reason,
          approvedBy: approved.value,
        };
        if (!checkEvent(placed, before, event).ok) return fail('nothing-left');
        const back = await this.#giveBack(event, before);
        return back.ok ? ok({ event }) : back;
      },
    );
    if (refunded.ok) await this.#record(refunded.value);
    return refunded;
  }

  /**
   * A `pay-later` order is paid, all that is due or one part of it: the view's `changeCents` is what goes back
   * to the guest. A part is on disk before it is acknowledged, so a crash costs none that was paid; a card that
   * paid before a crash is asked as the same payment of the bill, and pays once.
   */
  async settle(
    orderId: OrderId,
    tender: Tender,
    wanted?: WantedPart,
  ): Promise<Result<OrderView, Missing | SettleFailure>> {
    const { orders, cards } = this.#deps;
    const asked: { payment?: CardPayment } = {};
    const settled = await orders.addEvent<SettleFailure | 'cannot-save'>(
      orderId,
      async (order, earlier) => {
        if (!isUnpaid(order, earlier)) return fail('nothing-to-pay');
        const takenBy = this.#deps.stamp();
        const by = takenBy === undefined ? {} : { takenBy };
        const part = wanted === undefined ? ok(undefined) : partOf(order, earlier, wanted);
        if (!part.ok) return part;
        const event: OrderEvent = {
          kind: 'settled',
          ...this.#made(orderId),
          tender,
          ...(part.value !== undefined && { part: part.value }),
          ...by,
        };
        if (!checkEvent(order, earlier, event).ok) return fail('tender-too-small');
        asked.payment = { orderId, number: settlementsOf(earlier).length + 1 };
        const dueCents = part.value?.amountCents ?? balanceOf(order, earlier).dueCents;
        const charged = await this.#charge(tender, { ...asked.payment, dueCents });
        return charged.ok ? ok({ event, changeCents: changeDue(order, earlier, event) }) : charged;
      },
    );
    const { payment } = asked;
    if (!settled.ok || payment === undefined) return settled;
    await (tender.kind === 'card-simulator' ? cards.booked(payment) : cards.letGo(payment));
    return settled;
  }

  /** One tap after the commit, 1 to 5; another tap corrects it: the last one counts. */
  async rate(
    orderId: OrderId,
    score: number,
  ): Promise<Result<OrderView, Missing | 'nothing-left'>> {
    return this.#deps.orders.addEvent<'nothing-left'>(orderId, (order, earlier) => {
      const event: OrderEvent = { kind: 'rated', ...this.#made(orderId), score };
      return checkEvent(order, earlier, event).ok ? ok({ event }) : fail('nothing-left');
    });
  }

  #charge(
    tender: Tender,
    { dueCents, ...payment }: CardPayment & { readonly dueCents: Cents },
  ): Promise<Result<undefined, ChargeFailure | 'cannot-save'>> {
    if (tender.kind !== 'card-simulator') return Promise.resolve(ok(undefined));
    return this.#deps.cards.charge({ ...payment, amountCents: dueCents + tender.tipCents });
  }

  /** What came by card goes back to the card, before the refund is on disk: a terminal that says no keeps it open. */
  #giveBack(
    refund: Refund,
    earlier: readonly OrderEvent[],
  ): Promise<Result<undefined, RefundFailure>> {
    const share = waysOf(refund).find(({ by }) => by === 'card-simulator');
    if (share === undefined || share.amountCents === 0) return Promise.resolve(ok(undefined));
    const number = earlier.filter(({ kind }) => kind === 'refunded').length + 1;
    const { orderId } = refund;
    return this.#deps.cards.refund({ orderId, number, amountCents: share.amountCents });
  }

  async #record({ order, events }: OrderView): Promise<void> {
    const event = events.at(-1)?.event;
    if (event?.kind !== 'refunded') return;
    await this.#deps.record({
      kind: 'refunded',
      approvedBy: event.approvedBy,
      reason: event.reason,
      about: order.orderNumber,
      subjectId: order.orderId,
      amountCents: event.amountCents,
    });
  }

  #made(orderId: OrderId) {
    return { eventId: this.#deps.newId(), orderId, atMs: this.#deps.wallMs() };
  }
}
