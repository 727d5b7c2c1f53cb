/** Refusals that asking again at once would not change, in words for the cashier. */
import type { Translated } from '../../shared/people/translated.ts';
import type { ProblemCode } from '../../shared/wire/http.ts';

type Words = Readonly<Partial<Record<ProblemCode, Translated>>>;

const ORDER_WORDS: Words = {
  'bad-request': {
    en: 'The relay does not understand this order.',
    es: 'El relay no entiende este pedido.',
  },
  'too-large': {
    en: 'The order is larger than the relay takes.',
    es: 'El pedido es más grande de lo que acepta el relay.',
  },
  'wrong-tenant': {
    en: 'The order belongs to another restaurant.',
    es: 'El pedido es de otro restaurante.',
  },
  'wrong-lane': {
    en: 'The relay does not know this lane as one of the station.',
    es: 'El relay no conoce este carril como uno de la estación.',
  },
  'menu-unknown': {
    en: 'The order was made with a menu that the restaurant never had.',
    es: 'El pedido se hizo con un menú que el restaurante nunca tuvo.',
  },
  'item-unknown': {
    en: 'The restaurant’s menu does not sell a line of this order.',
    es: 'El menú del restaurante no vende una línea de este pedido.',
  },
  'totals-differ': {
    en: 'The prices are not those of the restaurant’s menu.',
    es: 'Los precios no son los del menú del restaurante.',
  },
  'order-differs': {
    en: 'The relay has another order under the same id.',
    es: 'El relay tiene otro pedido con el mismo id.',
  },
};

const EVENT_WORDS: Words = {
  'bad-request': { en: 'The relay does not understand it.', es: 'El relay no lo entiende.' },
  'too-large': {
    en: 'It is larger than the relay takes.',
    es: 'Es más grande de lo que acepta el relay.',
  },
  'order-unknown': { en: 'The relay does not have the order.', es: 'El relay no tiene el pedido.' },
  'event-differs': {
    en: 'The relay has something else under the same id.',
    es: 'El relay tiene otra cosa con el mismo id.',
  },
  'nothing-left': {
    en: 'For the relay nothing is left to give back or to pay.',
    es: 'Para el relay no queda nada que devolver ni que pagar.',
  },
  'totals-differ': {
    en: 'For the relay the amount is another.',
    es: 'Para el relay la cantidad es otra.',
  },
};

/** Undefined: not its fault (relay away, token, too many requests): it is sent again later. */
export function refusalWords(failure: string, what: 'order' | 'event'): Translated | undefined {
  const all = what === 'order' ? ORDER_WORDS : EVENT_WORDS;
  const words = Object.entries(all).find(([code]) => code === failure)?.[1];
  if (words === undefined) return undefined;
  const [en, es] =
    what === 'order'
      ? [
          'It is kept here: tell the kitchen yourself, and whoever runs the relay.',
          'Se guarda aquí: avisa tú a la cocina y a quien lleva el relay.',
        ]
      : [
          'It is kept here: tell whoever runs the relay.',
          'Se guarda aquí: avisa a quien lleva el relay.',
        ];
  return { en: `${words.en} ${en}`, es: `${words.es} ${es}` };
}
