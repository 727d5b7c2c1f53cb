/** Which printers a station has, and what goes to paper by itself. */
import { z } from 'zod';
import { languageSchema } from '../people/person.ts';

/** A hostname or an IP address; no scheme, no path. */
const hostSchema = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/);

/** What nearly every network printer listens on. */
export const DEFAULT_PORT = 9_100;

export const printerDeviceSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('network'),
    host: hostSchema,
    port: z.number().int().min(1).max(65_535),
  }),
  /** A device file such as `/dev/usb/lp0`, a FIFO, or a plain file whose name ends in `.prn`. */
  z.strictObject({
    kind: z.literal('file'),
    path: z
      .string()
      .trim()
      .max(200)
      .regex(/^(\/|[A-Za-z]:\\|\\\\)[^\p{Cc}]+$/u),
  }),
]);
export type PrinterDevice = z.infer<typeof printerDeviceSchema>;

/** Characters a line: 58 mm paper has 32, 80 mm has 42 or 48. */
export const COLUMNS = [32, 42, 48] as const;

export const printerSchema = z.strictObject({
  device: printerDeviceSchema,
  columns: z.literal(COLUMNS),
  language: languageSchema,
});
export type Printer = z.infer<typeof printerSchema>;

export const PRINTER_NAMES = ['receipt', 'kitchen'] as const;
export const printerNameSchema = z.enum(PRINTER_NAMES);
export type PrinterName = z.infer<typeof printerNameSchema>;

export const RECEIPT_RULES = ['always', 'ask', 'never'] as const;
/** `kitchen-away`: when the relay has not taken the order in time, or refused it. */
export const KITCHEN_RULES = ['kitchen-away', 'always', 'never'] as const;

export const printingSetupSchema = z.strictObject({
  receipt: printerSchema.optional(),
  kitchen: printerSchema.optional(),
  receiptRule: z.enum(RECEIPT_RULES),
  kitchenRule: z.enum(KITCHEN_RULES),
  /** Cash opens the drawer that is plugged into the receipt printer. */
  cashOpensDrawer: z.boolean(),
});
export type PrintingSetup = z.infer<typeof printingSetupSchema>;

export const NO_PRINTERS: PrintingSetup = {
  receiptRule: 'ask',
  kitchenRule: 'kitchen-away',
  cashOpensDrawer: true,
};
