/** Refusals of an order that asking again would not change, in words for the cashier. */
import type { ProblemCode } from '../../shared/wire/http.ts';

const WORDS: Readonly<Partial<Record<ProblemCode, string>>> = {
  'bad-request': 'The relay does not understand this order.',
  'too-large': 'The order is larger than the relay takes.',
  'wrong-tenant': 'The order belongs to another restaurant.',
  'wrong-lane': 'The relay does not know this lane as one of the station.',
  'menu-unknown': 'The order was made with a menu that the restaurant never had.',
  'item-unknown': 'The restaurant’s menu does not sell a line of this order.',
  'totals-differ': 'The prices are not those of the restaurant’s menu.',
  'order-differs': 'The relay has another order under the same id.',
};

/** Undefined: not the order's fault (relay away, token, too many requests): it is sent again later. */
export function refusalWords(failure: string): string | undefined {
  const words = Object.entries(WORDS).find(([code]) => code === failure)?.[1];
  return (
    words && `${words} It is kept here: tell the kitchen yourself, and whoever runs the relay.`
  );
}
