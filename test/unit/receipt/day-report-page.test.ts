import { expect, test } from 'vitest';
import { dayReportSchema } from '../../../src/shared/day/day-report.ts';
import { dayReportPage } from '../../../src/shared/receipt/day-report-page.ts';
import { plainPaper } from '../../support/plain-paper.ts';
import { KATE, RESTAURANT } from '../../support/printed-order.ts';

const none = { count: 0, cents: 0 };

const z = dayReportSchema.parse({
  kind: 'z',
  number: 12,
  opened: { atMs: Date.UTC(2026, 10, 24, 13), by: KATE },
  closed: { atMs: Date.UTC(2026, 10, 24, 22, 30), by: KATE },
  orders: {
    count: 41,
    itemCount: 97,
    subtotalCents: 100_000,
    comps: { count: 1, cents: 1_050 },
    priceChanges: none,
    discounts: { count: 2, cents: 900 },
    netCents: 98_050,
    taxCents: 7_844,
    totalCents: 105_894,
  },
  refunds: { count: 1, cents: 1_992, taxCents: 148 },
  afterRefunds: { totalCents: 103_902, taxCents: 7_696 },
  tenders: [
    {
      kind: 'card-simulator',
      sales: { count: 20, cents: 50_000 },
      settled: none,
      refunds: none,
      tipCents: 1_500,
      netCents: 50_000,
    },
  ],
  payLater: { placed: { count: 1, cents: 2_376 }, settled: none, offTheBill: none },
  tips: { count: 9, cents: 1_500 },
  byOrderType: [],
  byPerson: [{ person: KATE, count: 41, cents: 105_894, tipCents: 1_500 }],
  voids: { count: 2, cents: 1_800 },
  cash: {
    floatCents: 10_000,
    salesCents: 55_894,
    settledCents: 0,
    tipCents: 0,
    refundCents: 1_992,
    paidIn: none,
    paidOut: { count: 1, cents: 500 },
    expectedCents: 63_402,
    countedCents: 63_202,
    overCents: -200,
  },
  beforeOpening: { ...none, cashCents: 0 },
});

test('a Z has the drawer, the sales, each tender and each person, as the report says', () => {
  expect(
    plainPaper(dayReportPage(z, { restaurant: RESTAURANT, language: 'en' })),
  ).toMatchSnapshot();
});

test('an X says that the shift is not closed; in Spanish it is one too', () => {
  const x = { ...z, kind: 'x', closed: undefined } as const;
  const page = plainPaper(dayReportPage(x, { restaurant: RESTAURANT, language: 'es' }));
  expect(page).toContain('REPORTE X');
  expect(page).toContain('El turno no está cerrado');
});
