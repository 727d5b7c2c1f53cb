/** The figures of a shift from its ledger; pure, integer cents. */
import type { OrderType } from '../order/order.ts';
import { waysOf, type WayBack } from '../order/refund.ts';
import type { PersonStamp } from '../people/person.ts';
import type { DayReport, Tally } from './day-report.ts';
import { PAID_BY, type LedgerEntry, type Sold } from './ledger.ts';

type Of<Kind extends LedgerEntry['kind']> = Extract<LedgerEntry, { kind: Kind }>;
type PaidBy = (typeof PAID_BY)[number];

export type Close = {
  readonly atMs: number;
  readonly by?: PersonStamp | undefined;
  readonly countedCents: number;
};

/** `entries`: what was booked since the last close; with `close` the Z, else the X. */
export function reportOf(
  entries: readonly LedgerEntry[],
  { number, close }: { readonly number: number; readonly close?: Close },
): DayReport {
  const opened = entries.find((entry) => entry.kind === 'shift-opened');
  const since = opened === undefined ? entries : entries.slice(entries.indexOf(opened));
  const sold = ofKind(entries, 'sold');
  const refunds = ofKind(entries, 'refunded');
  const settled = ofKind(entries, 'settled');
  const orders = ordersOf(sold);
  const refunded = { ...tallyOf(refunds, amount), taxCents: sumOf(refunds, (one) => one.taxCents) };
  const tipped = [...sold, ...settled].filter(({ tipCents }) => tipCents > 0);
  return {
    kind: close === undefined ? 'x' : 'z',
    number,
    ...(opened !== undefined && { opened: momentOf(opened) }),
    ...(close !== undefined && { closed: momentOf(close) }),
    orders,
    refunds: refunded,
    afterRefunds: {
      totalCents: orders.totalCents - refunded.cents,
      taxCents: orders.taxCents - refunded.taxCents,
    },
    tenders: PAID_BY.map((kind) => tenderOf(kind, sold, settled, refunds)),
    payLater: {
      placed: tallyOf(
        sold.filter(({ paidBy }) => paidBy === 'pay-later'),
        total,
      ),
      settled: tallyOf(settled, amount),
      offTheBill: tallyOf(sharesBy(refunds, 'not-paid-yet'), amount),
    },
    tips: tallyOf(tipped, tip),
    byOrderType: byOrderType(sold),
    byPerson: byPerson(sold, settled),
    voids: tallyOf(ofKind(entries, 'voided'), amount),
    cash: cashOf(since, opened?.floatCents ?? 0, close),
    beforeOpening: beforeOpening(entries.slice(0, entries.length - since.length)),
  };
}

function ordersOf(sold: readonly Sold[]): DayReport['orders'] {
  const both = (of: (one: Sold) => Tally): Tally => ({
    count: sumOf(sold, (one) => of(one).count),
    cents: sumOf(sold, (one) => of(one).cents),
  });
  const subtotalCents = sumOf(sold, (one) => one.subtotalCents);
  const [comps, priceChanges, discounts] = [
    both((one) => one.comps),
    both((one) => one.priceChanges),
    both((one) => one.discounts),
  ];
  return {
    count: sold.length,
    itemCount: sumOf(sold, (one) => one.itemCount),
    subtotalCents,
    comps,
    priceChanges,
    discounts,
    netCents: subtotalCents - comps.cents - priceChanges.cents - discounts.cents,
    taxCents: sumOf(sold, (one) => one.taxCents),
    totalCents: sumOf(sold, total),
  };
}

function tenderOf(
  kind: PaidBy,
  sold: readonly Sold[],
  settled: readonly Of<'settled'>[],
  refunds: readonly Of<'refunded'>[],
): DayReport['tenders'][number] {
  const ownSales = sold.filter(({ paidBy }) => paidBy === kind);
  const ownBills = settled.filter(({ paidBy }) => paidBy === kind);
  const sales = tallyOf(ownSales, total);
  const bills = tallyOf(ownBills, amount);
  const back = tallyOf(sharesBy(refunds, kind), amount);
  return {
    kind,
    sales,
    settled: bills,
    refunds: back,
    tipCents: sumOf([...ownSales, ...ownBills], tip),
    netCents: sales.cents + bills.cents - back.cents,
  };
}

function sharesBy(refunds: readonly Of<'refunded'>[], kind: WayBack) {
  return refunds.flatMap(waysOf).filter(({ by }) => by === kind);
}

/** What went in and out of the drawer since the float was counted. */
function cashOf(
  since: readonly LedgerEntry[],
  floatCents: number,
  close: Close | undefined,
): DayReport['cash'] {
  const { sales, settled, refunds, tipCents, netCents } = tenderOf(
    'cash',
    ofKind(since, 'sold'),
    ofKind(since, 'settled'),
    ofKind(since, 'refunded'),
  );
  const moved = ofKind(since, 'cash-moved');
  const paidIn = tallyOf(
    moved.filter(({ direction }) => direction === 'in'),
    amount,
  );
  const paidOut = tallyOf(
    moved.filter(({ direction }) => direction === 'out'),
    amount,
  );
  const expectedCents = floatCents + netCents + tipCents + paidIn.cents - paidOut.cents;
  return {
    floatCents,
    salesCents: sales.cents,
    settledCents: settled.cents,
    tipCents,
    refundCents: refunds.cents,
    paidIn,
    paidOut,
    expectedCents,
    ...(close !== undefined && {
      countedCents: close.countedCents,
      overCents: close.countedCents - expectedCents,
    }),
  };
}

function byOrderType(sold: readonly Sold[]): DayReport['byOrderType'] {
  const types = [...new Set(sold.map(({ orderType }): OrderType => orderType))].sort();
  return types.map((orderType) => ({
    orderType,
    ...tallyOf(
      sold.filter((one) => one.orderType === orderType),
      total,
    ),
  }));
}

/** In the order of their first order; a bill's tip is its taker's. */
function byPerson(sold: readonly Sold[], settled: readonly Of<'settled'>[]): DayReport['byPerson'] {
  const everybody = new Map([...sold, ...settled].map(({ by }) => [by?.personId, by] as const));
  return [...everybody].map(([personId, person]) => {
    const isTheirs = ({ by }: { readonly by?: PersonStamp | undefined }) =>
      by?.personId === personId;
    const own = sold.filter(isTheirs);
    return {
      ...(person !== undefined && { person }),
      ...tallyOf(own, total),
      tipCents: sumOf([...own, ...settled.filter(isTheirs)], tip),
    };
  });
}

function beforeOpening(early: readonly LedgerEntry[]): DayReport['beforeOpening'] {
  const sold = ofKind(early, 'sold');
  return { ...tallyOf(sold, total), cashCents: cashOf(early, 0, undefined).expectedCents };
}

function momentOf({ atMs, by }: Pick<Close, 'atMs' | 'by'>) {
  return { atMs, ...(by !== undefined && { by }) };
}

function ofKind<Kind extends LedgerEntry['kind']>(
  entries: readonly LedgerEntry[],
  kind: Kind,
): readonly Of<Kind>[] {
  return entries.filter((entry): entry is Of<Kind> => entry.kind === kind);
}

const total = ({ totalCents }: { readonly totalCents: number }) => totalCents;
const amount = ({ amountCents }: { readonly amountCents: number }) => amountCents;
const tip = ({ tipCents }: { readonly tipCents: number }) => tipCents;

function sumOf<One>(ones: readonly One[], of: (one: One) => number): number {
  return ones.reduce((sum, one) => sum + of(one), 0);
}

function tallyOf<One>(ones: readonly One[], of: (one: One) => number): Tally {
  return { count: ones.length, cents: sumOf(ones, of) };
}
