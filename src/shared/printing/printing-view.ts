/** What the screen is told about printing. */
import { z } from 'zod';
import { orderNumberSchema } from '../order/order.ts';
import { printerNameSchema, printingSetupSchema } from './printing-setup.ts';

/**
 * Why a printer doesn't print: `away` is no answer at its address, `silent` an open line without answers,
 * `broke-off` a line lost in the middle.
 */
export const PRINTER_TROUBLES = [
  'away',
  'silent',
  'broke-off',
  'paper-out',
  'cover-open',
  'not-ready',
  'no-permission',
  'not-a-printer',
] as const;
export const printerTroubleSchema = z.enum(PRINTER_TROUBLES);
export type PrinterTrouble = z.infer<typeof printerTroubleSchema>;

export const printJobIdSchema = z.uuid().brand<'PrintJobId'>();
export type PrintJobId = z.infer<typeof printJobIdSchema>;

/** What a job puts on paper. */
export const printContentSchema = z.strictObject({
  kind: z.enum(['receipt', 'refund', 'kitchen-ticket', 'cancellation', 'report', 'test']),
  orderNumber: orderNumberSchema.optional(),
});
export type PrintContent = z.infer<typeof printContentSchema>;

/** Waiting for a person's word: `perhaps-printed` is a job that was broken off, `too-old` one that nobody waits for. */
export const askReasonSchema = z.enum(['perhaps-printed', 'too-old']);

export const printJobViewSchema = z.strictObject({
  jobId: printJobIdSchema,
  printer: printerNameSchema,
  content: printContentSchema,
  state: z.enum(['waiting', 'printing', 'asking']),
  why: askReasonSchema.optional(),
  queuedAtMs: z.number().int().min(0),
});
export type PrintJobView = z.infer<typeof printJobViewSchema>;

export const MAX_SHOWN_JOBS = 50;

export const printingViewSchema = z.strictObject({
  setup: printingSetupSchema,
  /** Of printers that are set and in trouble. */
  troubles: z
    .array(z.strictObject({ printer: printerNameSchema, trouble: printerTroubleSchema }))
    .readonly(),
  /** Oldest first, at most `MAX_SHOWN_JOBS`. */
  jobs: z.array(printJobViewSchema).max(MAX_SHOWN_JOBS).readonly(),
});
export type PrintingView = z.infer<typeof printingViewSchema>;
