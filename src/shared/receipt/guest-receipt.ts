/** The guest's paper: what was bought, what it cost, how it was paid; and what was given back. */
import type { Cents } from '../money.ts';
import { formatCents } from '../money.ts';
import type { OrderEvent } from '../order/order-event.ts';
import type { Order, Tender } from '../order/order.ts';
import { discountsOf, lineCents, type Discount } from '../order/totals.ts';
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
};

type Refund = Extract<OrderEvent, { kind: 'refunded' }>;
type Settlement = Extract<OrderEvent, { kind: 'settled' }>;

type Paper = { readonly words: ReceiptWords; readonly money: (cents: Cents) => string };

function paperOf({ restaurant, language }: ReceiptSetting): Paper {
  const words = RECEIPT_WORDS[language];
  return { words, money: (cents) => formatCents(cents, restaurant.currency, words.locale) };
}

/** `settlement`: how an order that was to be paid later has been paid. */
export function guestReceipt(
  order: Order,
  setting: ReceiptSetting,
  settlement?: Settlement,
): PrintDocument {
  const paper = paperOf(setting);
  const { words, money } = paper;
  const tender = settlement?.tender ?? order.tender;
  return {
    blocks: [
      ...head(order, setting, words),
      RULE,
      ...order.lines.flatMap((line) => guestLine(line, lineCents(line), words, money)),
      RULE,
      ...sums(order, paper),
      ...payment(tender, order.totals.totalCents, paper),
      GAP,
      ...(order.takenBy === undefined ? [] : [centered(words.servedBy(order.takenBy.name))]),
      centered(words.thanks),
    ],
  };
}

export function refundReceipt(
  order: Order,
  refund: Refund,
  setting: ReceiptSetting,
): PrintDocument {
  const { words, money } = paperOf(setting);
  const clock = { timeZone: setting.restaurant.timeZone, locale: words.locale };
  const lines = refund.lines.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find((one) => one.lineId === lineId);
    return line === undefined ? [] : [row({ lead: countLead(quantity), text: line.name })];
  });
  return {
    blocks: [
      ...copyMark(setting, words),
      centered(setting.restaurant.name, 'tall'),
      centered(words.refund, 'big'),
      centered(words.refundOf(order.orderNumber), 'tall'),
      centered(dateAndTime(refund.atMs, clock)),
      RULE,
      ...lines,
      RULE,
      row({ text: words.refund, amount: money(refund.amountCents), look: 'tall' }),
      centered(words.givenBack[refund.by], refund.by === 'card-simulator' ? 'alert' : 'strong'),
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
  const discounts = discountsOf(lines, adjustments).map((discount) =>
    row({ text: discountWords(discount, words), amount: `-${money(discount.offCents)}` }),
  );
  return [
    row({ text: words.subtotal, amount: money(totals.subtotalCents) }),
    ...discounts,
    row({ text: words.tax, amount: money(totals.taxCents) }),
    row({ text: words.total, amount: money(totals.totalCents), look: 'tall' }),
  ];
}

function discountWords({ adjustment }: Discount, words: ReceiptWords): string {
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
  tender: Tender,
  totalCents: Cents,
  { words, money }: Paper,
): readonly PrintBlock[] {
  if (tender.kind === 'pay-later') return [GAP, centered(words.notPaid, 'big')];
  const { tipCents } = tender;
  const tip = tipCents === 0 ? [] : [row({ text: words.tip, amount: money(tipCents) })];
  if (tender.kind === 'card-simulator') {
    const charged = money(totalCents + tipCents);
    return [
      ...tip,
      row({ text: words.card, amount: charged }),
      centered(words.cardSimulator, 'alert'),
    ];
  }
  const { tenderedCents } = tender;
  return [
    ...tip,
    row({ text: words.cash, amount: money(tenderedCents) }),
    row({
      text: words.change,
      amount: money(tenderedCents - tipCents - totalCents),
      look: 'strong',
    }),
  ];
}
