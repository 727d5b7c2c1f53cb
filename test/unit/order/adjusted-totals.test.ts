import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Adjustment } from '../../../src/shared/order/adjustment.ts';
import { lineIdSchema } from '../../../src/shared/ids.ts';
import { personIdSchema } from '../../../src/shared/people/person.ts';
import { totalsOf, type PricedLine } from '../../../src/shared/order/totals.ts';

const menu = { restaurant: { taxBasisPoints: 800 } };
const BOWL = lineIdSchema.parse('0198f000-0000-7000-8000-000000000001');
const LEMONADE = lineIdSchema.parse('0198f000-0000-7000-8000-000000000002');
const lines: readonly PricedLine[] = [
  { lineId: BOWL, quantity: 2, unitPriceCents: 1_400, modifiers: [], choices: [] },
  { lineId: LEMONADE, quantity: 1, unitPriceCents: 300, modifiers: [], choices: [] },
];
const made = {
  adjustmentId: '0198f000-0000-7000-8000-00000000000a',
  reason: 'late',
  approvedBy: {
    personId: personIdSchema.parse('0198f000-0000-7000-8000-00000000000b'),
    name: 'Ana',
  },
};

test('tax is taken on what is left after discounts', () => {
  expect(
    totalsOf(lines, [{ kind: 'percent', ...made, basisPoints: 1_000, maxCents: 310 }], menu),
  ).toEqual({
    subtotalCents: 3_100,
    discountCents: 310,
    taxCents: 223,
    totalCents: 3_013,
  });
});

test('a comp frees its line, and the discount on the ticket is off the rest', () => {
  const adjustments: Adjustment[] = [
    { kind: 'amount', ...made, amountCents: 500, maxCents: 500 },
    { kind: 'comp', ...made, lineId: BOWL },
  ];
  expect(totalsOf(lines, adjustments, menu)).toMatchObject({
    discountCents: 3_100,
    totalCents: 0,
  });
});

test('a line’s price can be lowered, never raised', () => {
  const at = (unitCents: number) =>
    totalsOf(lines, [{ kind: 'line-price', ...made, lineId: BOWL, unitCents }], menu);
  expect(at(1_000).discountCents).toBe(800);
  expect(at(2_000).discountCents).toBe(0);
});

const cents = fc.integer({ min: 0, max: 1_000_000 });
const anyAdjustment: fc.Arbitrary<Adjustment> = fc.oneof(
  fc.constantFrom(BOWL, LEMONADE).map((lineId) => ({ kind: 'comp' as const, ...made, lineId })),
  fc.record({
    kind: fc.constant('line-price' as const),
    lineId: fc.constantFrom(BOWL, LEMONADE),
    unitCents: cents,
    ...constants(),
  }),
  fc.record({
    kind: fc.constant('percent' as const),
    basisPoints: fc.integer({ min: 1, max: 10_000 }),
    maxCents: cents,
    ...constants(),
  }),
  fc.record({
    kind: fc.constant('amount' as const),
    amountCents: fc.integer({ min: 1, max: 1_000_000 }),
    maxCents: cents,
    ...constants(),
  }),
);

function constants() {
  return {
    adjustmentId: fc.constant(made.adjustmentId),
    reason: fc.constant(made.reason),
    approvedBy: fc.constant(made.approvedBy),
  };
}

test('whatever is adjusted, nothing is negative and the sums are whole cents that add up', () => {
  fc.assert(
    fc.property(fc.array(anyAdjustment, { maxLength: 20 }), (adjustments) => {
      const totals = totalsOf(lines, adjustments, menu);
      expect(totals.discountCents).toBeGreaterThanOrEqual(0);
      expect(totals.totalCents).toBeGreaterThanOrEqual(0);
      expect(totals.subtotalCents - totals.discountCents + totals.taxCents).toBe(totals.totalCents);
      expect(Number.isInteger(totals.totalCents)).toBe(true);
    }),
  );
});
