/** The screen's calls about the shift, its reports and the audit trail. */
import { join } from 'node:path';
import { auditCsv } from '../shared/day/audit-csv.ts';
import { ok } from '../shared/result.ts';
import type { AuditTrail } from './day/audit-trail.ts';
import type { Day } from './day/day.ts';
import { timeForFileName, writeDurably } from './durable-file.ts';
import type { Handlers } from './ipc/answer-calls.ts';
import type { SettingsStore } from './settings/open-settings.ts';
import type { People } from './people/people.ts';

/** As many lines of the audit trail as one screen can show; the export has all of them. */
const MAX_SHOWN = 2_000;

export type DayHandlerDeps = {
  readonly day: Day;
  readonly audit: AuditTrail;
  readonly people: Pick<People, 'approve'>;
  readonly onShiftClosed: () => void;
  readonly settings: SettingsStore;
  readonly onTips: (percents: readonly number[]) => void;
  /** Where people find the files that they asked for. */
  readonly exportDirectory: string;
  readonly wallMs: () => number;
};

type DayCalls = Pick<
  Handlers,
  | 'openShift'
  | 'closeShift'
  | 'moveCash'
  | 'getReport'
  | 'listReports'
  | 'readAudit'
  | 'exportAudit'
  | 'setTips'
>;

export function dayHandlers(deps: DayHandlerDeps): DayCalls {
  const { day, audit, people, onShiftClosed, exportDirectory, wallMs } = deps;
  return {
    openShift: ({ floatCents }) => day.openShift(floatCents),
    closeShift: async ({ countedCents, approval }) => {
      const closed = await day.closeShift(countedCents, approval);
      if (closed.ok) onShiftClosed();
      return closed;
    },
    moveCash: ({ approval, ...move }) => day.moveCash(move, approval),
    getReport: ({ approval }) => day.report(approval),
    listReports: ({ approval }) => day.closedReports(approval),
    setTips: async ({ percents, approval }) => {
      const approved = await people.approve('change-tips', approval);
      if (!approved.ok) return approved;
      const tipPercents = percents.toSorted((a, b) => a - b);
      const kept = deps.settings.change({ tipPercents });
      deps.onTips(tipPercents);
      await audit.record({
        kind: 'tips-changed',
        approvedBy: approved.value,
        ...(tipPercents.length === 0
          ? { remark: { code: 'no-tips' } }
          : { about: `${tipPercents.join(', ')} %` }),
      });
      return kept;
    },
    readAudit: async ({ sinceMs, approval }) => {
      const approved = await people.approve('see-audit', approval);
      if (!approved.ok) return approved;
      const { entries, isWhole } = await audit.since(sinceMs);
      return ok({ entries: entries.slice(0, MAX_SHOWN), isWhole });
    },
    exportAudit: async ({ sinceMs, approval }) => {
      const approved = await people.approve('see-audit', approval);
      if (!approved.ok) return approved;
      const { entries } = await audit.since(sinceMs);
      const path = join(exportDirectory, `audit-${timeForFileName(wallMs())}.csv`);
      const saved = await writeDurably(path, auditCsv(entries));
      if (!saved.ok) return saved;
      await audit.record({ kind: 'reports-exported', approvedBy: approved.value });
      return ok({ path });
    },
  };
}
