/** Shift, reports and audit trail, as plain functions. */
import { fail, ok } from '../shared/result.ts';
import type { CallTools } from './call-tools.ts';
import type { AuditActions } from './day/audit-dialog.tsx';
import type { ShiftActions } from './day/shift-dialog.tsx';
import { keepApproval } from './people/approvals.ts';

export type DayActions = {
  readonly shift: Omit<ShiftActions, 'printReport'>;
  /** For one dialog's life: a PIN that it asks for is asked for once. */
  readonly audit: () => AuditActions;
  readonly setTips: (percents: readonly number[]) => void;
};

export function createDayActions(tools: CallTools): DayActions {
  const { pos, settled, tell, withApproval } = tools;
  return {
    shift: {
      openShift: async (floatCents) => tell(await settled(pos.openShift({ floatCents }))),
      closeShift: async (countedCents) => {
        const closed = await withApproval((approved) =>
          settled(pos.closeShift({ countedCents, ...approved })),
        );
        tell(closed);
        return closed.ok ? closed.value : undefined;
      },
      moveCash: async (move) =>
        tell(await withApproval((approved) => settled(pos.moveCash({ ...move, ...approved })))),
      report: async () => {
        const report = await withApproval((approved) => settled(pos.getReport(approved)));
        tell(report);
        return report.ok ? report.value : undefined;
      },
      reports: async () => {
        const reports = await withApproval((approved) => settled(pos.listReports(approved)));
        tell(reports);
        return reports.ok ? reports.value : undefined;
      },
    },
    setTips: (percents) => {
      void withApproval((approved) => settled(pos.setTips({ percents, ...approved }))).then(tell);
    },
    audit: () => {
      const withKept = keepApproval(withApproval);
      return {
        read: async (sinceMs) => {
          const read = await withKept((approved) =>
            settled(pos.readAudit({ sinceMs, ...approved })),
          );
          tell(read);
          return read.ok ? read.value : undefined;
        },
        exportTable: async (sinceMs) => {
          const written = await withKept((approved) =>
            settled(pos.exportAudit({ sinceMs, ...approved })),
          );
          return written.ok ? ok(written.value.path) : fail(tools.words.failures[written.failure]);
        },
      };
    },
  };
}
