/** Figures against their targets, as a table for people. */
import { percentile, round } from './statistics.ts';

export type Row = {
  readonly what: string;
  readonly figure: number;
  /** Without one the figure is told, not judged. */
  readonly target?: number;
  readonly unit: string;
  /** What helps to read the figure: its spread, or what it is compared with. */
  readonly beside?: string;
};

/** A figure that is not there (NaN) has not met its target. */
export const isMet = ({ figure, target }: Row): boolean => target === undefined || figure <= target;

/** One line a row: the verdict, what was measured, the figure, its target, what stands beside it. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.target === undefined ? '' : isMet(row) ? 'met' : 'MISSED',
    row.what,
    `${row.figure} ${row.unit}`,
    row.target === undefined ? '' : `target ${row.target}`,
    row.beside ?? '',
  ]);
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...cells.map((line) => line[column]?.length ?? 0)),
  );
  return cells
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Tells the table, and the figures as one JSON line on stdout; 0 when every target is met, else 1. */
export function report(rows: readonly Row[], figures: object, isJson: boolean): number {
  process.stderr.write(`${table(rows)}\n`);
  if (isJson) process.stdout.write(`${JSON.stringify(figures)}\n`);
  return rows.every(isMet) ? 0 : 1;
}

export type Spread = {
  readonly samples: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
};

export function spreadOf(figures: readonly number[], digits = 1): Spread {
  return {
    samples: figures.length,
    p50: round(percentile(figures, 0.5), digits),
    p95: round(percentile(figures, 0.95), digits),
    max: round(percentile(figures, 1), digits),
  };
}
