/** Connects printers, their rules and the settings. */
import { join } from 'node:path';
import type { Menu } from '../shared/menu/menu.ts';
import type { Translated } from '../shared/people/translated.ts';
import type { PrinterDevice } from '../shared/printing/printing-setup.ts';
import { drop } from './log.ts';
import { newId } from './new-id.ts';
import { printCorruptNotice } from './notice-words.ts';
import type { Tell } from './notices.ts';
import { OrderPrinting, type OrderPrintingDeps } from './order-printing.ts';
import { createFilePrinter } from './printing/file-printer.ts';
import { createNetworkPrinter } from './printing/network-printer.ts';
import { Printing } from './printing/printing.ts';
import type { SettingsStore } from './settings/open-settings.ts';
import type { StationDeps } from './station-deps.ts';

/** A printer that was switched on again prints within a few seconds. */
const PRINTER_BACKOFF = { baseMs: 1_000, capMs: 5_000 };

export type OpenPrintingOptions = Pick<StationDeps, 'directory' | 'wallMs' | 'push' | 'log'> & {
  readonly settings: SettingsStore;
  readonly restaurant: () => Menu['restaurant'];
  readonly receiptNotice: () => Translated | undefined;
  readonly tell: Tell;
};

export type PrintingParts = {
  readonly printing: Printing;
  /** What rules between orders and printers need besides a printer. */
  readonly orderPrintingDeps: Omit<OrderPrintingDeps, 'printing'>;
  readonly orderPrinting: OrderPrinting;
};

export async function openPrinting(options: OpenPrintingOptions): Promise<PrintingParts> {
  const { directory, wallMs, push, log, settings, restaurant, tell } = options;
  const printing = await Printing.open({
    directory: join(directory, 'printing'),
    setup: settings.current().printing,
    openDevice,
    timeZone: () => restaurant().timeZone,
    newId,
    wallMs,
    random: Math.random,
    backoff: PRINTER_BACKOFF,
    onView: (view) => push('onPrinting', view),
    onCorrupt: (keptAs) => tell(printCorruptNotice(keptAs)),
  });
  const orderPrintingDeps = {
    restaurant,
    receiptNotice: options.receiptNotice,
    wallMs,
    after: (delayMs: number, run: () => void) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    drop: (promise: Promise<unknown>) => drop(promise, log),
  };
  const orderPrinting = new OrderPrinting({ ...orderPrintingDeps, printing });
  return { printing, orderPrinting, orderPrintingDeps };
}

function openDevice(device: PrinterDevice) {
  return device.kind === 'network' ? createNetworkPrinter(device) : createFilePrinter(device.path);
}
