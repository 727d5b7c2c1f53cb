import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileNameOf, hashOf, lineOf, NO_LINE } from '../../../../src/main/day/audit-files.ts';
import { openSettings } from '../../../../src/main/settings/open-settings.ts';
import { AuditTrail } from '../../../../src/main/day/audit-trail.ts';
import { Day } from '../../../../src/main/day/day.ts';
import { Ledger } from '../../../../src/main/day/ledger.ts';
import { dayHandlers } from '../../../../src/main/day-handlers.ts';
import { newId } from '../../../../src/main/new-id.ts';
import type { Approve } from '../../../../src/shared/people/approval.ts';
import { personIdSchema } from '../../../../src/shared/people/person.ts';
import { ok } from '../../../../src/shared/result.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const BOSS = {
  personId: personIdSchema.parse('0d8f2c52-7e0e-4d6e-9a49-0a9c3f1b6d11'),
  name: 'Boss',
};
const NOON = Date.UTC(2026, 10, 24, 12);
const approve: Approve = () => Promise.resolve(ok(BOSS));

function auditText(count: number): string {
  let previous = NO_LINE;
  const lines = Array.from({ length: count }, (_, index) => {
    const line = lineOf(previous, { kind: 'drawer-opened', sequence: index + 1, atMs: NOON });
    previous = hashOf(line);
    return `${line}\n`;
  });
  return lines.join('');
}

async function handlersIn(directory: string) {
  const stamp = () => BOSS;
  const wallMs = () => NOON;
  const onSaved = () => undefined;
  const audit = await AuditTrail.open({
    directory,
    stamp,
    timeZone: () => 'UTC',
    wallMs,
    onSaved,
  });
  const ledger = await Ledger.open({ directory, onProblem: () => undefined }, []);
  const { record } = audit;
  const onShift = () => undefined;
  const day = new Day({ directory, ledger, newId, wallMs, approve, stamp, record, onShift });
  const onShiftClosed = () => undefined;
  const { settings } = await openSettings(directory, wallMs);
  const told: (readonly number[])[] = [];
  const handlers = dayHandlers({
    day,
    audit,
    people: { approve },
    onShiftClosed,
    settings,
    onTips: (percents) => told.push(percents),
    exportDirectory: directory,
    wallMs,
  });
  return { ...handlers, settings, told };
}

test('the screen shows the newest 2,000 lines of the audit trail, and the export has all of them', async () => {
  const folder = await tempFolder();
  await writeFile(join(folder, fileNameOf(1, '2026-11-24')), auditText(2_003));
  const { readAudit, exportAudit } = await handlersIn(folder);
  const read = await readAudit({ sinceMs: 0 });
  if (!read.ok) throw new Error(read.failure);
  expect(read.value.entries).toHaveLength(2_000);
  expect(read.value).toMatchObject({ isWhole: true, entries: { 0: { sequence: 2_003 } } });
  const written = await exportAudit({ sinceMs: 0 });
  if (!written.ok) throw new Error(written.failure);
  const table = await readFile(written.value.path, 'utf8');
  expect(table.match(/drawer-opened/g)).toHaveLength(2_003);
});

test('the tips that are offered are kept, told and in the audit trail', async () => {
  const { setTips, settings, told, readAudit } = await handlersIn(await tempFolder());
  expect(await setTips({ percents: [20, 10] })).toEqual(ok(undefined));
  expect(settings.current().tipPercents).toEqual([10, 20]);
  expect(told).toEqual([[10, 20]]);
  const read = await readAudit({ sinceMs: 0 });
  expect(read).toMatchObject({ value: { entries: [{ kind: 'tips-changed', about: '10, 20 %' }] } });
});
