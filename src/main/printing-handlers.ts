/** The screen's calls about printers, pages and the drawer. */
import type { RecordAudit } from '../shared/day/audit-entry.ts';
import type { AuditRemark } from '../shared/day/audit-remark.ts';
import type { OrderView } from '../shared/ipc/views.ts';
import type { OrderId } from '../shared/order/order.ts';
import type { Approval, ApprovalFailure, Approve } from '../shared/people/approval.ts';
import type { DayReport } from '../shared/day/day-report.ts';
import type { Menu } from '../shared/menu/menu.ts';
import type { PrintingSetup } from '../shared/printing/printing-setup.ts';
import { testPage } from '../shared/receipt/test-page.ts';
import { dayReportPage } from '../shared/receipt/day-report-page.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Day } from './day/day.ts';
import type { Handlers } from './ipc/answer-calls.ts';
import type { OrderPrinting } from './order-printing.ts';
import type { Printing } from './printing/printing.ts';
import type { SettingsStore } from './settings/open-settings.ts';

export type PrintingHandlerDeps = {
  readonly printing: Pick<
    Printing,
    'setup' | 'queue' | 'stateOf' | 'kickDrawer' | 'change' | 'retry' | 'drop'
  >;
  readonly orderPrinting: OrderPrinting;
  readonly orderOf: (orderId: OrderId) => OrderView | undefined;
  readonly day: Pick<Day, 'report' | 'closedReports'>;
  readonly restaurant: () => Menu['restaurant'];
  readonly approve: Approve;
  readonly record: RecordAudit;
  readonly settings: SettingsStore;
  readonly wallMs: () => number;
};

type PrintingCalls = Pick<
  Handlers,
  | 'printOrder'
  | 'printReport'
  | 'openDrawer'
  | 'setPrinters'
  | 'testPrint'
  | 'retryPrint'
  | 'dropPrint'
>;

export function printingHandlers(deps: PrintingHandlerDeps): PrintingCalls {
  const { printing, orderPrinting, approve, record } = deps;
  return {
    printOrder: ({ orderId, paper, partId }) => {
      const view = deps.orderOf(orderId);
      return view === undefined ? fail('unknown-order') : orderPrinting.print(view, paper, partId);
    },
    printReport: async ({ report, approval }) => {
      const found = await findReport(deps.day, report, approval);
      if (!found.ok) return found;
      const language = printing.setup.receipt?.language;
      if (language === undefined) return fail('no-printer');
      return printing.queue({
        printer: 'receipt',
        content: { kind: 'report' },
        document: dayReportPage(found.value, { restaurant: deps.restaurant(), language }),
        takenAtMs: deps.wallMs(),
      });
    },
    openDrawer: async ({ approval }) => {
      const approved = await approve('open-drawer', approval);
      if (!approved.ok) return approved;
      await record({ kind: 'drawer-opened', approvedBy: approved.value });
      return printing.kickDrawer();
    },
    setPrinters: async ({ setup, approval }) => {
      const approved = await approve('change-printers', approval);
      if (!approved.ok) return approved;
      await record({
        kind: 'printers-changed',
        approvedBy: approved.value,
        remark: remarkOf(setup),
      });
      const kept = deps.settings.change({ printing: setup });
      await printing.change(setup);
      return kept;
    },
    testPrint: async ({ printer }) => {
      const set = printing.setup[printer];
      if (set === undefined) return fail('no-printer');
      return printing.queue({
        printer,
        content: { kind: 'test' },
        document: testPage(addressOf(set.device), set.language),
        takenAtMs: deps.wallMs(),
      });
    },
    retryPrint: ({ jobId }) => printing.retry(jobId),
    dropPrint: ({ jobId }) => printing.drop(jobId),
  };
}

async function findReport(
  day: PrintingHandlerDeps['day'],
  wanted: 'x' | number,
  approval: Approval | undefined,
): Promise<Result<DayReport, ApprovalFailure | 'unknown-report'>> {
  if (wanted === 'x') return day.report(approval);
  const closed = await day.closedReports(approval);
  if (!closed.ok) return closed;
  const found = closed.value.find(({ number }) => number === wanted);
  return found === undefined ? fail('unknown-report') : ok(found);
}

function remarkOf({ receipt, kitchen }: PrintingSetup): AuditRemark {
  if (receipt === undefined && kitchen === undefined) return { code: 'no-printers' };
  const address = (device: Parameters<typeof addressOf>[0]) => addressOf(device).slice(0, 200);
  return {
    code: 'printers',
    ...(receipt !== undefined && { receipt: address(receipt.device) }),
    ...(kitchen !== undefined && { kitchen: address(kitchen.device) }),
  };
}

function addressOf(device: NonNullable<PrintingSetup['receipt']>['device']): string {
  return device.kind === 'network' ? `${device.host}:${device.port}` : device.path;
}
