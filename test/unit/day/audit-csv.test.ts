import { expect, test } from 'vitest';
import { auditCsv } from '../../../src/shared/day/audit-csv.ts';

test('a table for a spreadsheet: oldest first, quoted, and no formula comes out of what people wrote', () => {
  const atMs = Date.UTC(2026, 10, 24, 12);
  const text = auditCsv([
    { sequence: 2, atMs, kind: 'refunded', reason: '=1+1, "cold"', amountCents: -1_205 },
    { sequence: 1, atMs, kind: 'ticket-voided', about: '2 × Lemonade' },
  ]);
  expect(text.split('\r\n')).toEqual([
    'number,time,what,by,approved by,about,reason,amount,id',
    '1,2026-11-24T12:00:00.000Z,ticket-voided,,,2 × Lemonade,,,',
    `2,2026-11-24T12:00:00.000Z,refunded,,,,"'=1+1, ""cold""",-12.05,`,
    '',
  ]);
});
