/** A printer as the queue sees it, whatever it hangs on. One page at a time: nobody else writes meanwhile. */
import type { PrinterTrouble } from '../../shared/printing/printing-view.ts';
import type { Result } from '../../shared/result.ts';

export type PrintFailure = {
  readonly trouble: PrinterTrouble;
  /** Something has gone out: it may be on paper. */
  readonly isSent: boolean;
};

export type PrintOutcome = Result<undefined, PrintFailure>;

export type PrintDevice = {
  /** Ok means on paper as far as the printer can tell. The signal gives up at once. */
  readonly print: (bytes: Uint8Array, signal: AbortSignal) => Promise<PrintOutcome>;
  /** Whether the printer would print now. */
  readonly check: (signal: AbortSignal) => Promise<PrintOutcome>;
};

/** For a printer that two queues share: one after the other. */
export function oneAtATime(device: PrintDevice): PrintDevice {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (act: () => Promise<PrintOutcome>): Promise<PrintOutcome> => {
    const mine = last.then(act);
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    print: (bytes, signal) => inTurn(() => device.print(bytes, signal)),
    check: (signal) => inTurn(() => device.check(signal)),
  };
}
