/** X and Z against orders that were really committed, and figures that were added up in another way. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayReportSchema, type DayReport } from '../../../src/shared/day/day-report.ts';
import { entryOfEvent, soldOf, type LedgerEntry } from '../../../src/shared/day/ledger.ts';
import { reportOf } from '../../../src/shared/day/report-of.ts';
import type { OrderEvent } from '../../../src/shared/order/order-event.ts';
import { ORDER_TYPES, type Order, type Tender } from '../../../src/shared/order/order.ts';
import { refundCents, waysBack } from '../../../src/shared/order/refund.ts';
import { personIdSchema, type PersonStamp } from '../../../src/shared/people/person.ts';
import { orderOf } from './make-orders.ts';

const STAFF: readonly PersonStamp[] = ['Maria', 'Lee'].map((name, index) => ({
  personId: personIdSchema.parse(`0d8f2c52-7e0e-4d6e-9a49-0a9c3f1b6d1${index}`),
  name,
}));
const [BOSS] = STAFF as [PersonStamp, ...PersonStamp[]];

const tender: fc.Arbitrary<(totalCents: number) => Tender> = fc.oneof(
  fc.nat(900).map((tipCents) => (totalCents: number): Tender => ({
    kind: 'cash',
    tenderedCents: totalCents + tipCents + 37,
    tipCents,
  })),
  fc.nat(900).map((tipCents) => (): Tender => ({ kind: 'card-simulator', tipCents })),
  fc.constant((): Tender => ({ kind: 'pay-later' })),
);

type Later = { readonly what: 'refund' | 'settle' | 'rate'; readonly line: number };
const later: fc.Arbitrary<Later> = fc.record({
  what: fc.constantFrom('refund' as const, 'settle' as const, 'rate' as const),
  line: fc.nat(3),
});

const sale = fc.record({
  lines: fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 9 }),
      unitCents: fc.nat(2_000),
      off: fc.constantFrom('none' as const, 'comp' as const, 'price' as const),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  percent: fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined }),
  amount: fc.option(fc.integer({ min: 1, max: 3_000 }), { nil: undefined }),
  tender,
  orderType: fc.constantFrom(...ORDER_TYPES),
  person: fc.option(fc.constantFrom(...STAFF), { nil: undefined }),
  taxBasisPoints: fc.constantFrom(0, 800, 875),
  later: fc.array(later, { maxLength: 4 }),
});

type Happened = { readonly order: Order; readonly events: readonly OrderEvent[] };

let ids = 0;
function newId(): string {
  ids += 1;
  return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
}

function happened({
  later,
  ...made
}: Parameters<typeof orderOf>[0] & { later: readonly Later[] }): Happened {
  const order = orderOf(made, newId);
  const events: OrderEvent[] = [];
  const about = () => ({ eventId: newId(), orderId: order.orderId, atMs: 0 });
  for (const { what, line } of later) {
    if (what === 'rate') events.push({ kind: 'rated', ...about(), score: 5 });
    if (what === 'settle' && waysBack(order, events)[0].by === 'not-paid-yet') {
      const tender = { kind: 'card-simulator', tipCents: 100 } as const;
      events.push({ kind: 'settled', ...about(), tender, takenBy: BOSS });
    }
    const lineId = order.lines[line]?.lineId;
    if (what !== 'refund' || lineId === undefined) continue;
    const lines = [{ lineId, quantity: 1 }];
    const amount = refundCents(order, events, lines);
    if (!amount.ok) continue;
    const [{ by }] = waysBack(order, events);
    const refund = { lines, amountCents: amount.value, by, isCancelled: false };
    events.push({ kind: 'refunded', ...about(), ...refund, reason: 'cold', approvedBy: BOSS });
  }
  return { order, events };
}

function entriesOf({ order, events }: Happened): LedgerEntry[] {
  const moved = events.map((_, index) => entryOfEvent(order, events.slice(0, index + 1)));
  return [soldOf(order), ...moved.filter((entry) => entry !== undefined)];
}

const shift = fc.record({
  early: fc.array(sale, { maxLength: 3 }),
  sales: fc.array(sale, { maxLength: 8 }),
  floatCents: fc.nat(50_000),
  moves: fc.array(
    fc.record({
      direction: fc.constantFrom('in' as const, 'out' as const),
      cents: fc.integer({ min: 1, max: 9_000 }),
    }),
    { maxLength: 3 },
  ),
});

const sum = (ones: readonly number[]) => ones.reduce((total, one) => total + one, 0);
const tipOf = (one: Tender) => (one.kind === 'pay-later' ? 0 : one.tipCents);
const cashOf = ({ order, events }: Happened) => {
  const paid = order.tender.kind === 'cash' ? order.totals.totalCents + order.tender.tipCents : 0;
  const back = events.map((one) =>
    one.kind === 'refunded' && one.by === 'cash' ? one.amountCents : 0,
  );
  return paid - sum(back);
};

test('every figure of a Z agrees with the orders to the cent, and with the others', () => {
  fc.assert(
    fc.property(shift, ({ early, sales, floatCents, moves }) => {
      const before = early.map(happened);
      const since = sales.map(happened);
      const all = [...before, ...since];
      const entries: LedgerEntry[] = [
        ...before.flatMap(entriesOf),
        { kind: 'shift-opened', shiftId: newId(), atMs: 9, floatCents, by: BOSS },
        ...since.flatMap(entriesOf),
        ...moves.map(({ direction, cents }): LedgerEntry => ({
          kind: 'cash-moved',
          atMs: 1,
          direction,
          amountCents: cents,
          reason: 'bank',
          approvedBy: BOSS,
        })),
      ];
      const close = { atMs: 0, by: BOSS, countedCents: 12_345 };
      const z = dayReportSchema.parse(reportOf(entries, { number: 7, close }));

      const events = all.flatMap((one) => one.events);
      const refunded = sum(events.map((one) => (one.kind === 'refunded' ? one.amountCents : 0)));
      const settledTips = events.map((one) => (one.kind === 'settled' ? tipOf(one.tender) : 0));
      expect(z.orders.count).toBe(all.length);
      expect(z.orders.totalCents).toBe(sum(all.map(({ order }) => order.totals.totalCents)));
      expect(z.orders.subtotalCents).toBe(sum(all.map(({ order }) => order.totals.subtotalCents)));
      expect(z.orders.comps.cents + z.orders.priceChanges.cents + z.orders.discounts.cents).toBe(
        sum(all.map(({ order }) => order.totals.discountCents)),
      );
      expect(z.orders.netCents + z.orders.taxCents).toBe(z.orders.totalCents);
      expect(z.refunds.cents).toBe(refunded);
      expect(z.tips.cents).toBe(
        sum([...all.map(({ order }) => tipOf(order.tender)), ...settledTips]),
      );

      const tenders = z.tenders;
      const parts = [...tenders.map(({ sales }) => sales.cents), z.payLater.placed.cents];
      expect(sum(parts)).toBe(z.orders.totalCents);
      expect(sum(tenders.map(({ refunds }) => refunds.cents)) + z.payLater.offTheBill.cents).toBe(
        refunded,
      );
      expect(sum(tenders.map(({ settled }) => settled.cents))).toBe(z.payLater.settled.cents);
      expect(sum(tenders.map(({ tipCents }) => tipCents))).toBe(z.tips.cents);
      expect(sum(z.byOrderType.map(({ cents }) => cents))).toBe(z.orders.totalCents);
      expect(sum(z.byPerson.map(({ cents }) => cents))).toBe(z.orders.totalCents);
      expect(sum(z.byPerson.map(({ tipCents }) => tipCents))).toBe(z.tips.cents);
      expect(z.afterRefunds.taxCents).toBeGreaterThanOrEqual(0);

      const moved = sum(moves.map(({ direction, cents }) => (direction === 'in' ? cents : -cents)));
      const expected = floatCents + sum(since.map(cashOf)) + moved;
      expect(z.cash.expectedCents).toBe(expected);
      expect(z.cash.overCents).toBe(12_345 - expected);
      expect(z.beforeOpening).toMatchObject({
        count: before.length,
        cents: sum(before.map(({ order }) => order.totals.totalCents)),
        cashCents: sum(before.map(cashOf)),
      });
    }),
    { numRuns: 150 },
  );
});

test('an order that is given back whole leaves neither money nor tax behind, in any steps', () => {
  fc.assert(
    fc.property(sale, fc.boolean(), (made, isOneByOne) => {
      const order = orderOf(made, newId);
      const units = order.lines.flatMap(({ lineId, quantity }) =>
        isOneByOne
          ? Array.from({ length: quantity }, () => ({ lineId, quantity: 1 }))
          : [{ lineId, quantity }],
      );
      const events: OrderEvent[] = [];
      for (const unit of units) {
        const amount = refundCents(order, events, [unit]);
        if (!amount.ok) throw new Error(amount.failure);
        events.push({
          kind: 'refunded',
          eventId: newId(),
          orderId: order.orderId,
          atMs: 0,
          lines: [unit],
          amountCents: amount.value,
          by: 'cash',
          isCancelled: true,
          reason: 'all of it',
          approvedBy: BOSS,
        });
      }
      const report = reportOf(entriesOf({ order, events }), { number: 1 });
      expect(report.afterRefunds).toEqual({ totalCents: 0, taxCents: 0 });
    }),
  );
});

test('the order in which things were booked inside a shift changes no sum', () => {
  const figures = ({ byPerson, byOrderType, ...report }: DayReport) => ({
    ...report,
    people: new Map(byPerson.map((row) => [row.person?.name, row])),
    types: new Set(byOrderType.map((row) => JSON.stringify(row))),
  });
  fc.assert(
    fc.property(fc.array(sale, { maxLength: 6 }), (sales) => {
      const entries = sales.map(happened).flatMap(entriesOf);
      expect(figures(reportOf(entries.toReversed(), { number: 1 }))).toEqual(
        figures(reportOf(entries, { number: 1 })),
      );
    }),
  );
});

test('an empty shift is a report of noughts', () => {
  const report = reportOf([], { number: 1 });
  expect(dayReportSchema.parse(report)).toEqual(report);
  expect(report).toMatchObject({ kind: 'x', orders: { count: 0, totalCents: 0 } });
  expect(report.cash.expectedCents).toBe(0);
});
