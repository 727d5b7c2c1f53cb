/** The guest's paper: what was bought, what it cost, how it was paid; and what was given back. */
import type { Cents } from '../money.ts';
import { formatCents } from '../money.ts';
import type { OrderEvent } from '../order/order-event.ts';
import type { Order, Tender } from '../order/order.ts';
import { balanceOf, waysOf } from '../order/refund.ts';
import { paymentsOf, settlementsOf, taxShares } from '../order/split-bill.ts';
import { adjustmentCents, lineCents } from '../order/totals.ts';
import type { Adjustment } from '../order/adjustment.ts';
import type { Language } from '../people/person.ts';
import { countLead, guestLine } from './line-blocks.ts';
import {
  centered,
  GAP,
  paragraph,
  row,
  RULE,
  type PrintBlock,
  type PrintDocument,
} from './print-document.ts';
import { RECEIPT_WORDS, type ReceiptWords } from './receipt-words.ts';
import { dateAndTime } from './restaurant-time.ts';

export type ReceiptSetting = {
  readonly restaurant: {
    readonly name: string;
    readonly timeZone: string;
    readonly currency: string;
  };
  readonly language: Language;
  /** Printed before: the paper says so. */
  readonly isCopy: boolean;
  /** What the restaurant tells its guests about their voices, in the paper's language. */
  readonly notice?: string | undefined;
};

type Refund = Extract<OrderEvent, { kind: 'refunded' }>;
type Settled = Extract<OrderEvent, { kind: 'settled' }>;
export type PartPayment = Pick<Settled, 'tender' | 'eventId'> & {
  readonly part: NonNullable<Settled['part']>;
};

type Paper = { readonly words: ReceiptWords; readonly money: (cents: Cents) => string };

function paperOf({ restaurant, language }: ReceiptSetting): Paper {
  const words = RECEIPT_WORDS[language];
  return { words, money: (cents) => formatCents(cents, restaurant.currency, words.locale) };
}

/** As the order stands after `events`: paid later, or partly given back. */
export function guestReceipt(
  order: Order,
  events: readonly OrderEvent[],
  setting: ReceiptSetting,
): PrintDocument {
  const paper = paperOf(setting);
  const { words, money } = paper;
  return {
    blocks: [
      ...head(order, setting, words),
      RULE,
      ...order.lines.flatMap((line) => guestLine(line, lineCents(line), words, money)),
      RULE,
      ...sums(order, paper),
      ...payment(order, events, paper),
      GAP,
      ...(order.takenBy === undefined ? [] : [centered(words.servedBy(order.takenBy.name))]),
      centered(words.thanks),
      ...(setting.notice === undefined ? [] : [GAP, paragraph(setting.notice)]),
    ],
  };
}

/** For the guest who paid a part of the bill: what it is a part of, or which lines, and how it was paid. */
export function partReceipt(
  order: Order,
  { part, tender, eventId }: PartPayment,
  events: readonly OrderEvent[],
  setting: ReceiptSetting,
): PrintDocument {
  const paper = paperOf(setting);
  const { words, money } = paper;
  const payments = settlementsOf(events);
  const at = payments.findIndex((one) => one.eventId === eventId);
  const tax = taxShares(order, payments.slice(0, at + 1)).at(-1) ?? 0;
  const title =
    part.kind === 'even' ? words.evenPart(part.number, part.of) : words.partOfBill(at + 1);
  const what =
    part.kind === 'lines'
      ? unitRows(order, part.lines)
      : [
          ...order.lines.flatMap((line) => guestLine(line, lineCents(line), words, money)),
          RULE,
          ...sums(order, paper),
        ];
  return {
    blocks: [
      ...head(order, setting, words),
      centered(title, 'tall'),
      RULE,
      ...what,
      RULE,
      row({ text: words.yourPart, amount: money(part.amountCents), look: 'tall' }),
      row({ text: words.taxInIt, amount: money(tax) }),
      ...tendered(tender, part.amountCents, paper),
      GAP,
      centered(words.thanks),
    ],
  };
}

function unitRows(order: Order, lines: Refund['lines']): readonly PrintBlock[] {
  return lines.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find((one) => one.lineId === lineId);
    return line === undefined ? [] : [row({ lead: countLead(quantity), text: line.name })];
  });
}

export function refundReceipt(
  order: Order,
  refund: Refund,
  setting: ReceiptSetting,
): PrintDocument {
  const { words, money } = paperOf(setting);
  const clock = { timeZone: setting.restaurant.timeZone, locale: words.locale };
  return {
    blocks: [
      ...copyMark(setting, words),
      centered(setting.restaurant.name, 'tall'),
      centered(words.refund, 'big'),
      centered(words.refundOf(order.orderNumber), 'tall'),
      centered(dateAndTime(refund.atMs, clock)),
      RULE,
      ...unitRows(order, refund.lines),
      RULE,
      row({ text: words.refund, amount: money(refund.amountCents), look: 'tall' }),
      ...waysOf(refund).flatMap(({ by, amountCents }) => [
        ...(refund.alsoBy === undefined ? [] : [row({ text: '', amount: money(amountCents) })]),
        centered(words.givenBack[by], by === 'card-simulator' ? 'alert' : 'strong'),
      ]),
      paragraph(words.reason(refund.reason)),
    ],
  };
}

function head(order: Order, setting: ReceiptSetting, words: ReceiptWords): readonly PrintBlock[] {
  const clock = { timeZone: setting.restaurant.timeZone, locale: words.locale };
  return [
    ...copyMark(setting, words),
    centered(setting.restaurant.name, 'tall'),
    GAP,
    centered(words.order),
    centered(order.orderNumber, 'huge'),
    ...(order.addsTo === undefined ? [] : [centered(words.addTo(order.addsTo.orderNumber))]),
    centered(words.orderTypes[order.orderType], 'strong'),
    centered(dateAndTime(order.placedAtMs, clock)),
  ];
}

function copyMark({ isCopy }: ReceiptSetting, words: ReceiptWords): readonly PrintBlock[] {
  return isCopy ? [centered(`*** ${words.copy} ***`, 'big')] : [];
}

function sums({ lines, adjustments, totals }: Order, paper: Paper): readonly PrintBlock[] {
  const { words, money } = paper;
  const discounts = adjustmentCents(lines, adjustments)
    .filter(({ offCents }) => offCents > 0)
    .map(({ adjustment, offCents }) =>
      row({ text: discountWords(adjustment, words), amount: `-${money(offCents)}` }),
    );
  return [
    row({ text: words.subtotal, amount: money(totals.subtotalCents) }),
    ...discounts,
    row({ text: words.tax, amount: money(totals.taxCents) }),
    row({ text: words.total, amount: money(totals.totalCents), look: 'tall' }),
  ];
}

function discountWords(adjustment: Adjustment, words: ReceiptWords): string {
  switch (adjustment.kind) {
    case 'comp':
      return `${words.comp}: ${adjustment.reason}`;
    case 'line-price':
      return `${words.priceChange}: ${adjustment.reason}`;
    case 'percent':
      return `${words.discount} ${adjustment.basisPoints / 100} %: ${adjustment.reason}`;
    case 'amount':
      return `${words.discount}: ${adjustment.reason}`;
  }
}

function payment(
  order: Order,
  events: readonly OrderEvent[],
  { words, money }: Paper,
): readonly PrintBlock[] {
  const { totalCents } = order.totals;
  const { dueCents, paidCents, refundedCents } = balanceOf(order, events);
  const billCents = dueCents + paidCents;
  const offTheBill =
    billCents === totalCents
      ? []
      : [
          row({ text: words.offTheBill, amount: `-${money(totalCents - billCents)}` }),
          row({ text: words.toPay, amount: money(billCents), look: 'tall' }),
        ];
  const refunded =
    refundedCents === 0
      ? []
      : [row({ text: words.refunded, amount: `-${money(refundedCents)}`, look: 'strong' })];
  return [...offTheBill, ...paidParts(order, events, { words, money }), ...refunded];
}

/** Each payment with its change; of a bill that is not paid in full, what is still to pay. */
function paidParts(
  order: Order,
  events: readonly OrderEvent[],
  paper: Paper,
): readonly PrintBlock[] {
  const { words, money } = paper;
  const { dueCents, paidCents } = balanceOf(order, events);
  const payments = paymentsOf(order, events);
  const [only] = payments;
  if (only === undefined) return tendered(order.tender, paidCents, paper);
  if (payments.length === 1 && only.payment.part === undefined) {
    return tendered(only.payment.tender, paidCents, paper);
  }
  const shares = payments.map(({ payment, amountCents }, index) => [
    row({ text: words.partOfBill(index + 1), amount: money(amountCents), look: 'strong' }),
    ...tendered(payment.tender, amountCents, paper),
  ]);
  const rest =
    dueCents === 0 ? [] : [row({ text: words.stillDue, amount: money(dueCents), look: 'tall' })];
  return [...shares.flat(), ...rest];
}

function tendered(
  tender: Tender,
  billCents: Cents,
  { words, money }: Paper,
): readonly PrintBlock[] {
  if (tender.kind === 'pay-later') return [GAP, centered(words.notPaid, 'big')];
  const { tipCents } = tender;
  const tip = tipCents === 0 ? [] : [row({ text: words.tip, amount: money(tipCents) })];
  if (tender.kind === 'card-simulator') {
    const charged = money(billCents + tipCents);
    return [
      ...tip,
      row({ text: words.card, amount: charged }),
      centered(words.cardSimulator, 'alert'),
    ];
  }
  const { tenderedCents } = tender;
  const change = money(tenderedCents - tipCents - billCents);
  return [
    ...tip,
    row({ text: words.cash, amount: money(tenderedCents) }),
    row({ text: words.change, amount: change, look: 'strong' }),
  ];
}
