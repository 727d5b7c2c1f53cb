/** The audit trail as a table for a spreadsheet (RFC 4180), oldest first. */
import type { AuditEntry } from './audit-entry.ts';
import type { AuditRemark } from './audit-remark.ts';

const COLUMNS = [
  'number',
  'time',
  'what',
  'by',
  'approved by',
  'about',
  'reason',
  'amount',
  'id',
] as const;

/** Times are UTC, amounts decimal: a spreadsheet reads both in any country. */
export function auditCsv(entries: readonly AuditEntry[]): string {
  const rows = entries
    .toSorted((a, b) => a.sequence - b.sequence)
    .map((entry) => [
      String(entry.sequence),
      new Date(entry.atMs).toISOString(),
      entry.kind,
      asText(entry.by?.name),
      asText(entry.approvedBy?.name),
      asText(entry.about),
      asText(entry.reason ?? remarkText(entry.remark)),
      entry.amountCents === undefined ? '' : (entry.amountCents / 100).toFixed(2),
      entry.subjectId ?? '',
    ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

/** The code itself: a table is for a spreadsheet, like the codes in `what`. */
function remarkText(remark: AuditRemark | undefined): string {
  if (remark === undefined) return '';
  const said: Readonly<Record<string, unknown>> = remark;
  return Object.values(said).map(String).join(' ');
}

/** What people wrote must not become a formula. */
function asText(text = ''): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
