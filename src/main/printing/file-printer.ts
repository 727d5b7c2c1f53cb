/**
 * A printer behind a file: `/dev/usb/lp0`, a serial line, a FIFO, or a plain file named `*.prn`. The file must
 * be there (a missing device must not become a plain file of its name) and is opened for each page.
 */
import { constants, open, realpath, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { PrinterTrouble } from '../../shared/printing/printing-view.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { PrintDevice, PrintFailure, PrintOutcome } from './print-device.ts';

/** Printer class devices, parallel ports and serial lines. */
const PRINTER_DEVICE = /^\/dev\/(?:usb\/)?(?:lp\d+|tty[A-Za-z]+\d+)$/;

/** A device that is busy printing takes more after a while; one without paper never does. */
const WRITE_DEADLINE_MS = 15_000;
const BUSY_WAIT_MS = 20;

/**
 * No waiting in `open` (a FIFO without a reader would wait for ever) and no terminal taken over. Windows has
 * neither flag: undefined counts as 0 here.
 */
const FLAGS = constants.O_WRONLY | constants.O_APPEND | constants.O_NONBLOCK | constants.O_NOCTTY;

export function createFilePrinter(
  path: string,
  writeDeadlineMs: number = WRITE_DEADLINE_MS,
): PrintDevice {
  const opened = async (
    act: (file: FileHandle) => Promise<PrintOutcome>,
  ): Promise<PrintOutcome> => {
    const file = await openPrinter(path);
    if (!file.ok) return fail({ trouble: file.failure, isSent: false });
    try {
      return await act(file.value);
    } finally {
      await file.value.close().catch(() => undefined);
    }
  };
  return {
    check: () => opened(() => Promise.resolve(ok(undefined))),
    print: (bytes, signal) =>
      opened((file) => writeAll(file, bytes, { signal, deadlineMs: writeDeadlineMs })),
  };
}

/** Looks before it opens: merely opening some devices does something (a watchdog starts to count). */
async function openPrinter(path: string): Promise<Result<FileHandle, PrinterTrouble>> {
  try {
    const real = await realpath(path);
    const status = await stat(real);
    const isPrinter =
      (status.isCharacterDevice() && PRINTER_DEVICE.test(real)) ||
      status.isFIFO() ||
      (status.isFile() && real.endsWith('.prn'));
    return isPrinter ? ok(await open(real, FLAGS)) : fail('not-a-printer');
  } catch (error) {
    return fail(troubleOf(error));
  }
}

async function writeAll(
  file: FileHandle,
  bytes: Uint8Array,
  { signal, deadlineMs }: { readonly signal: AbortSignal; readonly deadlineMs: number },
): Promise<PrintOutcome> {
  const startedAtMs = performance.now();
  let at = 0;
  const failed = (trouble: PrinterTrouble) => fail<PrintFailure>({ trouble, isSent: at > 0 });
  while (at < bytes.length) {
    if (signal.aborted) return failed('broke-off');
    try {
      const { bytesWritten } = await file.write(bytes, at);
      at += bytesWritten;
    } catch (error) {
      if (!isBusy(error)) return failed(at > 0 ? 'broke-off' : troubleOf(error));
      if (performance.now() - startedAtMs > deadlineMs) return failed('silent');
      await wait(BUSY_WAIT_MS);
    }
  }
  return ok(undefined);
}

function isBusy(error: unknown): boolean {
  return codeOf(error) === 'EAGAIN';
}

function troubleOf(error: unknown): PrinterTrouble {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'no-permission';
    case 'EISDIR':
    case 'ENOTDIR':
    case 'ELOOP':
      return 'not-a-printer';
    case 'EBUSY':
      return 'not-ready';
    case 'ENOSPC':
      return 'paper-out'; // what the printer class driver says of an empty roll
    default:
      return 'away';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
