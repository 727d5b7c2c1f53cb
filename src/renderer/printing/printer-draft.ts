/** The printers as they are being typed: everything is text until it is saved. */
import {
  DEFAULT_PORT,
  NO_PRINTERS,
  PRINTER_NAMES,
  printingSetupSchema,
  type COLUMNS,
  type Printer,
  type PrinterName,
  type PrintingSetup,
} from '../../shared/printing/printing-setup.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

export type PrinterDraft = {
  readonly kind: 'none' | Printer['device']['kind'];
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly columns: (typeof COLUMNS)[number];
  readonly language: Printer['language'];
};

export type SetupDraft = Readonly<Record<PrinterName, PrinterDraft>> &
  Pick<PrintingSetup, 'receiptRule' | 'kitchenRule' | 'cashOpensDrawer'>;

export function draftOf(setup: PrintingSetup): SetupDraft {
  const { receiptRule, kitchenRule, cashOpensDrawer } = setup;
  return {
    receipt: printerDraftOf(setup.receipt),
    kitchen: printerDraftOf(setup.kitchen),
    receiptRule,
    kitchenRule,
    cashOpensDrawer,
  };
}

function printerDraftOf(printer: Printer | undefined): PrinterDraft {
  const { columns = 42, language = 'en', device } = printer ?? {};
  return {
    kind: device?.kind ?? 'none',
    host: device?.kind === 'network' ? device.host : '',
    port: String(device?.kind === 'network' ? device.port : DEFAULT_PORT),
    path: device?.kind === 'file' ? device.path : '',
    columns,
    language,
  };
}

/** The names of the printers whose address is not one. */
export function setupOf(draft: SetupDraft): Result<PrintingSetup, readonly PrinterName[]> {
  const { receipt, kitchen, ...rules } = draft;
  const printers = { receipt: printerOf(receipt), kitchen: printerOf(kitchen) };
  const setup = printingSetupSchema.safeParse({ ...rules, ...printers });
  if (setup.success) return ok(setup.data);
  return fail(PRINTER_NAMES.filter((name) => !isSound(name, printers[name])));
}

function isSound(name: PrinterName, printer: unknown): boolean {
  return printingSetupSchema.safeParse({ ...NO_PRINTERS, [name]: printer }).success;
}

function printerOf({ kind, host, port, path, columns, language }: PrinterDraft): unknown {
  switch (kind) {
    case 'none':
      return undefined;
    case 'network':
      return { device: { kind, host, port: Number(port) }, columns, language };
    case 'file':
      return { device: { kind, path }, columns, language };
  }
}
