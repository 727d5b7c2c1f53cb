import { expect, it } from 'vitest';
import { isMet, spreadOf, table } from '../../bench/report.ts';
import { percentile } from '../../bench/statistics.ts';

it('a percentile is one of the figures, the nearest above its share', () => {
  const figures = [5, 1, 4, 2, 3];
  expect(percentile(figures, 0.5)).toBe(3);
  expect(percentile(figures, 0.95)).toBe(5);
  expect(percentile(figures, 0.2)).toBe(1);
  expect(percentile([], 0.5)).toBeNaN();
});

it('a spread tells how many figures, the middle, the 95th and the worst', () => {
  const figures = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(spreadOf(figures)).toEqual({ samples: 100, p50: 50, p95: 95, max: 100 });
});

it('a figure at its target is met, one above it or none at all is missed, and one without target is not judged', () => {
  const row = { what: 'tap', unit: 'ms', target: 16 };
  expect(isMet({ ...row, figure: 16 })).toBe(true);
  expect(isMet({ ...row, figure: 16.1 })).toBe(false);
  expect(isMet({ ...row, figure: NaN })).toBe(false);
  expect(isMet({ what: 'tap', unit: 'ms', figure: 99 })).toBe(true);
});

it('a table has one line a row with the verdict in front', () => {
  const text = table([
    { what: 'tap', figure: 3, unit: 'ms', target: 16, beside: 'p50 2' },
    { what: 'category switch', figure: 40, unit: 'ms', target: 32 },
    { what: 'wall', figure: 7, unit: 'ms' },
  ]);
  const lines = text.split('\n');
  expect(lines[0]).toMatch(/^met +tap +3 ms +target 16 +p50 2$/);
  expect(lines[1]).toMatch(/^MISSED +category switch +40 ms +target 32$/);
  expect(lines[2]).toMatch(/^ +wall +7 ms$/);
});
