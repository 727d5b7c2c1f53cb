/** What a person may do with printers, pages and the drawer. */
import type { CallName } from '../shared/ipc/channels.ts';
import type { CallRequest, CallResult } from '../shared/ipc/contract.ts';
import type { PrinterName, PrintingSetup } from '../shared/printing/printing-setup.ts';
import type { PrintJobId } from '../shared/printing/printing-view.ts';
import type { CallTools } from './call-tools.ts';

export type PrintingActions = {
  /** Resolves to the failure in words, or undefined when the page is on its way. */
  readonly printOrder: (request: CallRequest<'printOrder'>) => Promise<string | undefined>;
  readonly printReport: (report: CallRequest<'printReport'>['report']) => void;
  readonly openDrawer: () => void;
  /** Resolves to the failure in words, or undefined when it is kept. */
  readonly setPrinters: (setup: PrintingSetup) => Promise<string | undefined>;
  readonly testPrint: (printer: PrinterName) => Promise<string | undefined>;
  readonly retryPrint: (jobId: PrintJobId) => void;
  readonly dropPrint: (jobId: PrintJobId) => void;
};

export function createPrintingActions(tools: CallTools): PrintingActions {
  const { pos, words, settled, tell, withApproval } = tools;
  const fire = (reply: Promise<CallResult<CallName>>) => {
    void settled(reply).then(tell);
  };
  const failureOf = async (reply: Promise<CallResult<CallName>>): Promise<string | undefined> => {
    const result = await settled(reply);
    return result.ok ? undefined : words.failures[result.failure];
  };
  return {
    printOrder: (request) => failureOf(pos.printOrder(request)),
    printReport: (report) =>
      fire(withApproval((approved) => settled(pos.printReport({ report, ...approved })))),
    openDrawer: () => fire(withApproval((approved) => settled(pos.openDrawer({ ...approved })))),
    setPrinters: (setup) =>
      failureOf(withApproval((approved) => settled(pos.setPrinters({ setup, ...approved })))),
    testPrint: (printer) => failureOf(pos.testPrint({ printer })),
    retryPrint: (jobId) => fire(pos.retryPrint({ jobId })),
    dropPrint: (jobId) => fire(pos.dropPrint({ jobId })),
  };
}
