/** Refusals that asking again at once would not change, in words for the cashier. */
import type { ProblemCode } from '../../shared/wire/http.ts';

type Words = Readonly<Partial<Record<ProblemCode, string>>>;

const ORDER_WORDS: Words = {
  'bad-request': 'The relay does not understand this order.',
  'too-large': 'The order is larger than the relay takes.',
  'wrong-tenant': 'The order belongs to another restaurant.',
  'wrong-lane': 'The relay does not know this lane as one of the station.',
  'menu-unknown': 'The order was made with a menu that the restaurant never had.',
  'item-unknown': 'The restaurant’s menu does not sell a line of this order.',
  'totals-differ': 'The prices are not those of the restaurant’s menu.',
  'order-differs': 'The relay has another order under the same id.',
};

const EVENT_WORDS: Words = {
  'bad-request': 'The relay does not understand it.',
  'too-large': 'It is larger than the relay takes.',
  'order-unknown': 'The relay does not have the order.',
  'event-differs': 'The relay has something else under the same id.',
  'nothing-left': 'For the relay nothing is left to give back or to pay.',
  'totals-differ': 'For the relay the amount is another.',
};

/** Undefined: not its fault (relay away, token, too many requests): it is sent again later. */
export function refusalWords(failure: string, what: 'order' | 'event'): string | undefined {
  const all = what === 'order' ? ORDER_WORDS : EVENT_WORDS;
  const words = Object.entries(all).find(([code]) => code === failure)?.[1];
  if (words === undefined) return undefined;
  return what === 'order'
    ? `${words} It is kept here: tell the kitchen yourself, and whoever runs the relay.`
    : `${words} It is kept here: tell whoever runs the relay.`;
}
