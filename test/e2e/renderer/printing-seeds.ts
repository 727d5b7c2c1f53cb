/** Printers as a station may have them, and pages that wait. */
import { NO_PRINTERS, type PrintingSetup } from '../../../src/shared/printing/printing-setup.ts';
import {
  printJobIdSchema,
  type PrintContent,
  type PrintingView,
  type PrintJobView,
} from '../../../src/shared/printing/printing-view.ts';
import { newId } from './make-tickets.ts';

const paper = { columns: 42, language: 'en' } as const;

const twoPrinters: PrintingSetup = {
  ...NO_PRINTERS,
  receipt: { device: { kind: 'network', host: '192.168.1.50', port: 9_100 }, ...paper },
  kitchen: { device: { kind: 'file', path: '/dev/usb/lp0' }, ...paper, language: 'es' },
};

export const noPrinters: PrintingView = { setup: NO_PRINTERS, troubles: [], jobs: [] };
export const printersReady: PrintingView = { setup: twoPrinters, troubles: [], jobs: [] };

function job(
  printer: PrintJobView['printer'],
  kind: PrintContent['kind'],
  orderNumber: string,
  change: Partial<PrintJobView> = {},
): PrintJobView {
  return {
    jobId: printJobIdSchema.parse(newId()),
    printer,
    content: { kind, orderNumber },
    state: 'waiting',
    queuedAtMs: Date.UTC(2026, 10, 24, 17, 12),
    ...change,
  };
}

export const printersInTrouble: PrintingView = {
  setup: twoPrinters,
  troubles: [
    { printer: 'receipt', trouble: 'paper-out' },
    { printer: 'kitchen', trouble: 'away' },
  ],
  jobs: [
    job('receipt', 'receipt', 'B-039', { state: 'asking', why: 'too-old' }),
    job('kitchen', 'kitchen-ticket', 'B-041', { state: 'asking', why: 'perhaps-printed' }),
    job('kitchen', 'kitchen-ticket', 'B-042'),
    job('kitchen', 'cancellation', 'B-040'),
    job('receipt', 'receipt', 'B-042'),
  ],
};
