/**
 * A printer on the network (raw port, usually 9100). Most answer when asked for their status; those are asked
 * before a page and after it, and believed. One that has never answered is written to and believed unasked.
 */
import type { PrinterTrouble } from '../../shared/printing/printing-view.ts';
import { fail, ok } from '../../shared/result.ts';
import { openConversation, type Conversation } from './conversation.ts';
import type { PrintDevice, PrintFailure, PrintOutcome } from './print-device.ts';
import {
  ASK_STATUS,
  ASK_WHEN_DONE,
  isDoneByte,
  isStatusByte,
  STATUS_ANSWERS,
  troubleOf,
} from './printer-status.ts';

export type NetworkTiming = {
  readonly connectMs: number;
  /** A printer that answers at all does so within a few milliseconds. */
  readonly statusMs: number;
  readonly writeMs: number;
  /** From the last byte to the printer's word that all has been worked through. */
  readonly doneMs: number;
  readonly endMs: number;
};

export const NETWORK_TIMING: NetworkTiming = {
  connectMs: 3_000,
  statusMs: 700,
  writeMs: 10_000,
  doneMs: 6_000,
  endMs: 1_500,
};

const nothingSent = (trouble: PrinterTrouble) => fail<PrintFailure>({ trouble, isSent: false });
const perhapsSent = (trouble: PrinterTrouble) => fail<PrintFailure>({ trouble, isSent: true });

export function createNetworkPrinter(
  address: { readonly host: string; readonly port: number },
  timing: NetworkTiming = NETWORK_TIMING,
): PrintDevice {
  /** What is known of this printer: whether it answers status, and GS r. */
  const knows = { status: false, whenDone: true };

  const connected = async (
    signal: AbortSignal,
    act: (line: Conversation) => Promise<PrintOutcome>,
  ): Promise<PrintOutcome> => {
    const line = await openConversation(address, timing.connectMs, signal);
    if (line === undefined) return nothingSent('away');
    const outcome = await act(line);
    const isFine = await line.end(outcome.ok ? timing.endMs : 0);
    return outcome.ok && !isFine ? perhapsSent('broke-off') : outcome;
  };

  /** `unknown`: it does not answer, and never has. */
  const statusOf = async (line: Conversation): Promise<PrinterTrouble | 'ready' | 'unknown'> => {
    await line.send(ASK_STATUS, timing.statusMs);
    const answers = await line.hear(isStatusByte, STATUS_ANSWERS, timing.statusMs);
    if (answers === undefined) return line.isOver ? 'away' : knows.status ? 'silent' : 'unknown';
    knows.status = true;
    return troubleOf(answers) ?? 'ready';
  };

  const isDone = async (line: Conversation): Promise<PrintOutcome> => {
    if (knows.whenDone) {
      await line.send(ASK_WHEN_DONE, timing.statusMs);
      if ((await line.hear(isDoneByte, 1, timing.doneMs)) !== undefined) return ok(undefined);
    }
    const status = line.isOver ? 'away' : await statusOf(line);
    // Ready without having said when it was done: it does not know GS r.
    if (status === 'ready') knows.whenDone = false;
    if (status === 'ready' || status === 'unknown') return ok(undefined);
    return perhapsSent(status === 'away' ? 'broke-off' : status);
  };

  return {
    check: (signal) =>
      connected(signal, async (line) => {
        const status = await statusOf(line);
        return status === 'ready' || status === 'unknown' ? ok(undefined) : nothingSent(status);
      }),
    print: (bytes, signal) =>
      connected(signal, async (line) => {
        const status = await statusOf(line);
        if (status !== 'ready' && status !== 'unknown') return nothingSent(status);
        const isTaken = await line.send(bytes, timing.writeMs);
        if (!isTaken) return perhapsSent(line.isOver ? 'broke-off' : 'silent');
        return status === 'ready' ? isDone(line) : ok(undefined);
      }),
  };
}
