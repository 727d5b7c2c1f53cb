/** Nearest-rank percentile of unsorted figures; `share` from 0 to 1. NaN of nothing. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export const median = (figures: readonly number[]): number => percentile(figures, 0.5);

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits));
