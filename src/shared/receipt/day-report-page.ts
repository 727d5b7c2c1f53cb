/** An X or Z on paper: the figures of the report as they are, none worked out here. */
import type { DayReport, Tally } from '../day/day-report.ts';
import { formatCents, type Cents } from '../money.ts';
import {
  centered,
  paragraph,
  row,
  RULE,
  type PrintBlock,
  type PrintDocument,
} from './print-document.ts';
import type { ReceiptSetting } from './guest-receipt.ts';
import { RECEIPT_WORDS } from './receipt-words.ts';
import { REPORT_WORDS, type ReportWords } from './report-words.ts';
import { dateAndTime } from './restaurant-time.ts';

type Paper = {
  readonly words: ReportWords;
  readonly say: (name: string, cents: Cents) => PrintBlock;
  /** With its count; nothing when there was none. */
  readonly tally: (name: string, of: Tally, sign?: 1 | -1) => readonly PrintBlock[];
  readonly when: (atMs: number) => string;
};

export function dayReportPage(
  report: DayReport,
  { restaurant, language }: Omit<ReceiptSetting, 'isCopy'>,
): PrintDocument {
  const { locale } = RECEIPT_WORDS[language];
  const words = REPORT_WORDS[language];
  const money = (cents: Cents) => formatCents(cents, restaurant.currency, locale);
  const paper: Paper = {
    words,
    say: (name, cents) => row({ text: name, amount: money(cents) }),
    tally: (name, { count, cents }, sign = 1) =>
      count === 0 ? [] : [row({ text: `${name} (${count})`, amount: money(sign * cents) })],
    when: (atMs) => dateAndTime(atMs, { timeZone: restaurant.timeZone, locale }),
  };
  return {
    blocks: [
      centered(restaurant.name, 'tall'),
      centered(report.kind === 'x' ? words.x : words.z(report.number), 'big'),
      ...moments(report, paper),
      ...drawer(report, paper),
      ...sales(report, paper),
      ...tenders(report, paper),
      ...people(report, paper, money),
    ],
  };
}

function heading(text: string): readonly PrintBlock[] {
  return [RULE, paragraph(text, 'strong')];
}

function moments({ opened, closed }: DayReport, { words, when }: Paper): readonly PrintBlock[] {
  const at = (name: string, { atMs, by }: NonNullable<DayReport['opened']>) =>
    paragraph(`${name}: ${when(atMs)}${by === undefined ? '' : `, ${by.name}`}`);
  return [
    ...(opened === undefined ? [] : [at(words.opened, opened)]),
    closed === undefined ? paragraph(words.notClosed) : at(words.closed, closed),
  ];
}

function drawer({ cash, beforeOpening }: DayReport, paper: Paper): readonly PrintBlock[] {
  const { words, say, tally } = paper;
  const { countedCents, overCents } = cash;
  return [
    ...heading(words.drawer),
    say(words.float, cash.floatCents),
    say(words.cashSales, cash.salesCents),
    say(words.cashBills, cash.settledCents),
    say(words.cashTips, cash.tipCents),
    say(words.cashRefunds, 0 - cash.refundCents),
    ...tally(words.paidIn, cash.paidIn),
    ...tally(words.paidOut, cash.paidOut, -1),
    say(words.expected, cash.expectedCents),
    ...(countedCents === undefined ? [] : [say(words.counted, countedCents)]),
    ...(overCents === undefined ? [] : [say(overWord(overCents, words), overCents)]),
    ...tally(words.beforeOpening, beforeOpening),
  ];
}

function overWord(overCents: Cents, words: ReportWords): string {
  if (overCents === 0) return words.exact;
  return overCents > 0 ? words.over : words.short;
}

function sales({ orders, refunds, afterRefunds, voids }: DayReport, paper: Paper) {
  const { words, say, tally } = paper;
  return [
    ...heading(words.sales),
    paragraph(words.orders(orders.count, orders.itemCount)),
    say(words.subtotal, orders.subtotalCents),
    ...tally(words.comps, orders.comps, -1),
    ...tally(words.priceChanges, orders.priceChanges, -1),
    ...tally(words.discounts, orders.discounts, -1),
    say(words.net, orders.netCents),
    say(words.tax, orders.taxCents),
    say(words.total, orders.totalCents),
    ...tally(words.refunds, refunds, -1),
    say(words.afterRefunds, afterRefunds.totalCents),
    say(words.taxAfterRefunds, afterRefunds.taxCents),
    ...tally(words.voids, voids),
  ];
}

function tenders({ tenders: all, payLater }: DayReport, paper: Paper): readonly PrintBlock[] {
  const { words, say, tally } = paper;
  return [
    ...all.flatMap((tender) => [
      ...heading(words.tenders[tender.kind]),
      ...tally(words.sold, tender.sales),
      ...tally(words.bills, tender.settled),
      ...tally(words.refunds, tender.refunds, -1),
      say(words.net, tender.netCents),
      say(words.tips, tender.tipCents),
    ]),
    ...heading(words.payLater),
    ...tally(words.placed, payLater.placed),
    ...tally(words.settled, payLater.settled, -1),
    ...tally(words.offTheBill, payLater.offTheBill, -1),
  ];
}

function people(
  { byPerson }: DayReport,
  { words, tally }: Paper,
  money: (cents: Cents) => string,
): readonly PrintBlock[] {
  return [
    ...heading(words.byPerson),
    ...byPerson.flatMap(({ person, tipCents, ...sold }) => {
      const tips = tipCents === 0 ? '' : ` + ${words.tips} ${money(tipCents)}`;
      return tally(`${person?.name ?? words.nobody}${tips}`, sold);
    }),
  ];
}
