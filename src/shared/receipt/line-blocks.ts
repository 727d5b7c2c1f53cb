/** The lines of an order on paper, for guests with prices and for the kitchen without. */
import type { Cents } from '../money.ts';
import { extrasOf } from '../order/line-extras.ts';
import type { Order } from '../order/order.ts';
import { row, type Look, type PrintBlock } from './print-document.ts';
import type { ReceiptWords } from './receipt-words.ts';

type OrderLine = Order['lines'][number];

/** ` 2 x `: as wide for one dozen as for one. */
export function countLead(quantity: number): string {
  return `${String(quantity).padStart(2)} x `;
}

const BELOW = '     ';
const DEEPER = '  ';

/** `   * `: below the line's name, and deeper below a combo's component. */
export function starLead(depth: number): string {
  return `   ${DEEPER.repeat(depth)}* `;
}

/** A line that costs something beside its item says how much a piece. */
export function guestLine(
  line: OrderLine,
  listedCents: Cents,
  words: ReceiptWords,
  money: (cents: Cents) => string,
): readonly PrintBlock[] {
  return [
    row({ lead: countLead(line.quantity), text: line.name, amount: money(listedCents) }),
    ...extrasOf(line).map(({ depth, name, priceCents }) =>
      row({
        lead: BELOW + DEEPER.repeat(depth),
        text: priceCents === 0 ? name : `${name} (+${money(priceCents)})`,
      }),
    ),
    ...noteOf(line).map((note) => row({ lead: BELOW, text: `${words.note}: ${note}` })),
  ];
}

/** What to make, readable from a metre away; an allergy is white on black. */
export function kitchenLine(
  line: OrderLine,
  quantity: number,
  words: ReceiptWords,
): readonly PrintBlock[] {
  return [
    row({ lead: countLead(quantity), text: line.name, look: 'tall' }),
    ...extrasOf(line).map(({ depth, name }) =>
      row({ lead: starLead(depth), text: name, look: 'strong' }),
    ),
    ...noteOf(line).map((note) => kitchenNote(note, words)),
  ];
}

function kitchenNote(note: string, words: ReceiptWords): PrintBlock {
  const [mark, look]: [string, Look] = isAllergy(note)
    ? [words.allergy, 'alert']
    : [words.note.toUpperCase(), 'tall'];
  return row({ lead: ' >> ', text: `${mark}: ${note}`, look });
}

/** Words of either language that staff and guests use for what may make a guest ill. */
const ALLERGY = /al+[eé]rg|intoleran|c(o)?el[ií]ac|anaphyla|anafil|epi-?pen/iu;

export function isAllergy(note: string): boolean {
  return ALLERGY.test(note);
}

function noteOf({ note }: OrderLine): readonly string[] {
  return note === undefined ? [] : [note];
}
