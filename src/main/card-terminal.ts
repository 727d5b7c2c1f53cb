/**
 * The card terminal as a till asks it, whatever its make (docs/adr/0024). Both promises are about the end, not
 * about the asking: however often, and with whatever amounts, a payment was asked for, the last `approved` says
 * what the card has paid. So a till that was killed may ask again.
 */
import type { Cents } from '../shared/money.ts';
import type { OrderId } from '../shared/order/order.ts';
import type { Result } from '../shared/result.ts';

/** A payment of an order: 0 at the commit, then 1, 2, … of a bill that is paid later; refunds count apart. */
export type CardPayment = { readonly orderId: OrderId; readonly number: number };
export type CardAmount = CardPayment & { readonly amountCents: Cents };

/**
 * `declined`: the card pays nothing for this payment. `away`: nobody was reached, what was so before is so still.
 * `unknown`: it was asked and has not said.
 */
export type CardAnswer = 'approved' | 'declined' | 'away' | 'unknown';

export type CardTerminal = {
  /** `approved`: the card has paid exactly this for the payment. */
  readonly charge: (charge: CardAmount) => Promise<CardAnswer>;
  /** `approved`: the card has paid nothing for the payment. */
  readonly cancel: (payment: CardPayment) => Promise<CardAnswer>;
  /** `approved`: exactly this has gone back in this refund of the order. */
  readonly refund: (refund: CardAmount) => Promise<CardAnswer>;
};

export type ChargeFailure = 'card-declined' | 'card-away' | 'card-unknown';
export type RefundFailure = 'refund-declined' | 'refund-away' | 'refund-unknown';

/** What tickets and the order desk need: the terminal, and a memory of what was asked of it. */
export type Cards = {
  /** Ok: the card has paid. Then `booked`, once the payment is on disk, or `letGo`. */
  readonly charge: (
    charge: CardAmount,
  ) => Promise<Result<undefined, ChargeFailure | 'cannot-save'>>;
  readonly booked: (payment: CardPayment) => Promise<void>;
  /** It was paid another way, or not at all: whatever the card paid for it goes back, by itself. */
  readonly letGo: (payment: CardPayment) => Promise<void>;
  readonly refund: (refund: CardAmount) => Promise<Result<undefined, RefundFailure>>;
};
