/** The report as a table for a spreadsheet (RFC 4180). */
import type { ReportLine } from './kpis.ts';

const COLUMNS = [
  'week',
  'restaurant',
  'restaurantId',
  'sessions',
  'orders',
  'utterances',
  'fallbacks',
  'sessionSuccess',
  'orderCompletion',
  'adoption',
  'satisfaction',
  'ratings',
  'supportCalls',
  'streamingP50Ms',
  'streamingP95Ms',
  'batchP50Ms',
  'batchP95Ms',
] as const satisfies readonly (keyof ReportLine)[];

export function csvOf(lines: readonly ReportLine[]): string {
  const rows = lines.map((line) => COLUMNS.map((column) => cell(line[column])).join(','));
  return [COLUMNS.join(','), ...rows].map((row) => `${row}\r\n`).join('');
}

/** A name that begins like a formula is made text: spreadsheets would run it. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(Math.round(value * 10_000) / 10_000);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
