/** A station's printing on a folder, as `station-parts.ts` connects it, with quick waits. */
import { createFilePrinter } from '../../src/main/printing/file-printer.ts';
import {
  createNetworkPrinter,
  NETWORK_TIMING,
  type NetworkTiming,
} from '../../src/main/printing/network-printer.ts';
import { Printing, type PrintRequest } from '../../src/main/printing/printing.ts';
import { newId } from '../../src/main/new-id.ts';
import {
  NO_PRINTERS,
  type PrinterDevice,
  type PrintingSetup,
} from '../../src/shared/printing/printing-setup.ts';
import type { PrintingView } from '../../src/shared/printing/printing-view.ts';
import { paragraph } from '../../src/shared/receipt/print-document.ts';

const TIMING = { ...NETWORK_TIMING, connectMs: 1_000, statusMs: 250, doneMs: 500, endMs: 300 };

export const NOON_MS = Date.UTC(2026, 10, 24, 17);

export function at(port: number): PrinterDevice {
  return { kind: 'network', host: '127.0.0.1', port };
}

export function setupWith(receipt: PrinterDevice, kitchen?: PrinterDevice): PrintingSetup {
  const paper = { columns: 42, language: 'en' } as const;
  return {
    ...NO_PRINTERS,
    receipt: { device: receipt, ...paper },
    ...(kitchen !== undefined && { kitchen: { device: kitchen, ...paper } }),
  };
}

export async function openPrinting(
  directory: string,
  setup: PrintingSetup,
  wallMs: () => number = () => NOON_MS,
  timing: Partial<NetworkTiming> = {},
) {
  const views: PrintingView[] = [];
  const corrupt: unknown[] = [];
  const printing = await Printing.open({
    directory,
    setup,
    openDevice: (device) =>
      device.kind === 'network'
        ? createNetworkPrinter(device, { ...TIMING, ...timing })
        : createFilePrinter(device.path, 500),
    timeZone: () => 'America/New_York',
    newId,
    wallMs,
    random: () => 0.5,
    backoff: { baseMs: 20, capMs: 100 },
    onView: (view) => views.push(view),
    onCorrupt: (keptAs) => corrupt.push(keptAs),
  });
  return { printing, views, corrupt };
}

export function page(text: string, change: Partial<PrintRequest> = {}): PrintRequest {
  return {
    printer: 'receipt',
    content: { kind: 'receipt' },
    document: { blocks: [paragraph(text)] },
    takenAtMs: NOON_MS,
    ...change,
  };
}
