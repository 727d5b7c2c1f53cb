import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffDelayMs, RECONNECT_BACKOFF } from '../../../src/shared/backoff.ts';
import { formatCents, taxCents } from '../../../src/shared/money.ts';

test('a wait lies anywhere in its step, is never nothing and never above the cap', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempt, random) => {
        const delay = backoffDelayMs(RECONNECT_BACKOFF, attempt, random);
        const step = Math.min(
          RECONNECT_BACKOFF.capMs,
          RECONNECT_BACKOFF.baseMs * 2 ** Math.min(attempt - 1, 16),
        );
        expect(delay).toBeGreaterThanOrEqual(Math.floor(RECONNECT_BACKOFF.baseMs / 4));
        expect(delay).toBeLessThanOrEqual(step);
      },
    ),
  );
});

test('tax is rounded half up to the cent', () => {
  expect(taxCents(3_100, 800)).toBe(248);
  expect(taxCents(1_006, 850)).toBe(86);
  expect(taxCents(1_000, 825)).toBe(83);
});

test('a tax of a fraction of a basis point is not rounded before it is worked out', () => {
  // 8.875 % of $110.00 is $9.7625; 8.88 % would be a cent more.
  expect(taxCents(11_000, 887.5)).toBe(976);
  expect(taxCents(2_000, 887.5)).toBe(178);
  expect(taxCents(100_000, 810.1)).toBe(8_101);
});

test('cents are written as people read them', () => {
  expect(formatCents(1_250)).toBe('$12.50');
});
