/**
 * SIMULATOR: no terminal, no bank, no money. It answers as a terminal would, so that the till can be tried and
 * people can practise, and it forgets all when the station stops. A real terminal is another file in this
 * folder that keeps the promises of `card-terminal.ts`.
 */
import type { Cents } from '../../shared/money.ts';
import type { CardAmount, CardAnswer, CardPayment, CardTerminal } from '../card-terminal.ts';

/**
 * These exact amounts, tip included, go wrong on purpose; every other is approved. "Another tip" makes any of
 * them out of any bill.
 */
export const AMOUNTS_THAT_FAIL = {
  declined: 111_11,
  away: 222_22,
  /** It charges and does not say so. */
  chargedInSilence: 333_33,
  /** It neither charges nor answers. */
  silent: 444_44,
} as const satisfies Record<string, Cents>;

/** A day of a busy counter; the oldest are forgotten first. */
const MAX_REMEMBERED = 5_000;

export class SimulatedTerminal implements CardTerminal {
  readonly #charged = new Map<string, Cents>();
  readonly #givenBack = new Map<string, Cents>();

  /** What the cards would have paid, without what went back. */
  get takenCents(): Cents {
    return sum(this.#charged) - sum(this.#givenBack);
  }

  charge(charge: CardAmount): Promise<CardAnswer> {
    return Promise.resolve(this.#book(this.#charged, charge));
  }

  cancel(payment: CardPayment): Promise<CardAnswer> {
    this.#charged.delete(keyOf(payment));
    return Promise.resolve('approved');
  }

  refund(refund: CardAmount): Promise<CardAnswer> {
    return Promise.resolve(this.#book(this.#givenBack, refund));
  }

  #book(book: Map<string, Cents>, { amountCents, ...payment }: CardAmount): CardAnswer {
    const { declined, away, silent, chargedInSilence } = AMOUNTS_THAT_FAIL;
    if (amountCents === away) return 'away';
    const key = keyOf(payment);
    const known = book.get(key);
    // Asked again after its silence, it says what it did.
    if (known === amountCents) return 'approved';
    if (amountCents === silent) return 'unknown';
    book.delete(key);
    if (amountCents === declined) return 'declined';
    book.set(key, amountCents);
    const [oldest] = book.keys();
    if (book.size > MAX_REMEMBERED && oldest !== undefined) book.delete(oldest);
    return amountCents === chargedInSilence ? 'unknown' : 'approved';
  }
}

function keyOf({ orderId, number }: CardPayment): string {
  return `${orderId} ${number}`;
}

function sum(book: ReadonlyMap<string, Cents>): Cents {
  return [...book.values()].reduce((cents, one) => cents + one, 0);
}
