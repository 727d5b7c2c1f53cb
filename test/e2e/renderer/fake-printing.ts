/** The stand-in's printers: pages come out at once unless the seed says that the printer is in trouble. */
import type { CallName } from '../../../src/shared/ipc/channels.ts';
import type { Pos } from '../../../src/shared/ipc/contract.ts';
import type { StationSnapshot } from '../../../src/shared/ipc/views.ts';
import type { Approve } from '../../../src/shared/people/approval.ts';
import type { PrinterName } from '../../../src/shared/printing/printing-setup.ts';
import {
  printJobIdSchema,
  type PrintContent,
  type PrintingView,
  type PrintJobId,
} from '../../../src/shared/printing/printing-view.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import type { FakePos } from './fake-pos.ts';
import { newId } from './make-tickets.ts';

type PrintingCalls = Pick<
  Pos,
  | 'printOrder'
  | 'printReport'
  | 'openDrawer'
  | 'setPrinters'
  | 'testPrint'
  | 'retryPrint'
  | 'dropPrint'
>;

export function createFakePrinting(
  seed: StationSnapshot,
  push: FakePos['push'],
  note: (name: CallName, request: unknown) => void,
  approve: Approve,
): PrintingCalls {
  let view = seed.printing;
  const tell = (change: Partial<PrintingView>) => {
    view = { ...view, ...change };
    push('onPrinting', view);
  };
  const queue = (printer: PrinterName, content: PrintContent) => {
    if (view.setup[printer] === undefined) return Promise.resolve(fail('no-printer' as const));
    if (view.troubles.some((one) => one.printer === printer)) {
      const jobId = printJobIdSchema.parse(newId());
      const job = { jobId, printer, content, state: 'waiting', queuedAtMs: Date.now() } as const;
      tell({ jobs: [...view.jobs, job] });
    }
    return Promise.resolve(ok(undefined));
  };
  const without = (jobId: PrintJobId) => {
    const jobs = view.jobs.filter((job) => job.jobId !== jobId);
    if (jobs.length === view.jobs.length) return Promise.resolve(fail('unknown-job' as const));
    tell({ jobs });
    return Promise.resolve(ok(undefined));
  };
  return {
    printOrder: (request) => {
      note('printOrder', request);
      return queue(request.paper === 'receipt' ? 'receipt' : 'kitchen', { kind: request.paper });
    },
    printReport: async (request) => {
      note('printReport', request);
      const approved = await approve('see-reports', request.approval);
      return approved.ok ? queue('receipt', { kind: 'report' }) : approved;
    },
    openDrawer: async (request) => {
      note('openDrawer', request);
      const approved = await approve('open-drawer', request.approval);
      if (!approved.ok) return approved;
      const trouble = view.troubles.find(({ printer }) => printer === 'receipt')?.trouble;
      return trouble === undefined ? ok(undefined) : fail(trouble);
    },
    setPrinters: async (request) => {
      note('setPrinters', request);
      const approved = await approve('change-printers', request.approval);
      if (!approved.ok) return approved;
      tell({ setup: request.setup });
      return ok(undefined);
    },
    testPrint: ({ printer }) => {
      note('testPrint', { printer });
      return queue(printer, { kind: 'test' });
    },
    retryPrint: (request) => {
      note('retryPrint', request);
      return without(request.jobId);
    },
    dropPrint: (request) => {
      note('dropPrint', request);
      return without(request.jobId);
    },
  };
}
