/** Printers, pages and the drawer, as the screen asks for them. */
import { z } from 'zod';
import { orderIdSchema } from '../order/order.ts';
import { APPROVAL_FAILURES, approvalSchema } from '../people/approval.ts';
import { printerNameSchema, printingSetupSchema } from '../printing/printing-setup.ts';
import { PRINTER_TROUBLES, printJobIdSchema } from '../printing/printing-view.ts';

const nothing = z.undefined();
const approved = { approval: approvalSchema.optional() };
const job = z.strictObject({ jobId: printJobIdSchema });
const QUEUE_FAILURES = ['no-printer', 'queue-full', 'cannot-save'] as const;

export const printingCalls = {
  /** What was printed before is marked as a copy: main knows, nobody has to say so. */
  printOrder: {
    request: z.strictObject({
      orderId: orderIdSchema,
      paper: z.enum(['receipt', 'kitchen-ticket']),
      /** The event of a payment: its own receipt. */
      partId: z.uuid().optional(),
    }),
    reply: nothing,
    failures: [...QUEUE_FAILURES, 'unknown-order', 'nothing-to-make'],
  },
  /** The X of now, or the Z of a shift that was closed. */
  printReport: {
    request: z.strictObject({
      report: z.union([z.literal('x'), z.number().int().min(1)]),
      ...approved,
    }),
    reply: nothing,
    failures: [...APPROVAL_FAILURES, ...QUEUE_FAILURES, 'unknown-report'],
  },
  /** Now or not at all; in the audit trail with who did it. */
  openDrawer: {
    request: z.strictObject(approved),
    reply: nothing,
    failures: [...APPROVAL_FAILURES, ...PRINTER_TROUBLES, 'no-printer', 'in-training'],
  },
  setPrinters: {
    request: z.strictObject({ setup: printingSetupSchema, ...approved }),
    reply: nothing,
    failures: [...APPROVAL_FAILURES, 'cannot-save', 'in-training'],
  },
  testPrint: {
    request: z.strictObject({ printer: printerNameSchema }),
    reply: nothing,
    failures: QUEUE_FAILURES,
  },
  /** Prints again what may be on paper; what only waits is tried at once. */
  retryPrint: { request: job, reply: nothing, failures: ['unknown-job', 'cannot-save'] },
  dropPrint: { request: job, reply: nothing, failures: ['unknown-job'] },
} as const;
