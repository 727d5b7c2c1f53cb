/** The bytes of a job, with what has to be said above it by now. */
import type { Printer } from '../../shared/printing/printing-setup.ts';
import { warned } from '../../shared/receipt/warned.ts';
import { encodeDocument } from './escpos.ts';
import type { PrintJob } from './print-job.ts';

/** The kitchen reads how late a page is. */
const LATE_MS = 10 * 60_000;
/** A guest who was to have this receipt has left: a person decides. */
const TOO_OLD_MS = 30 * 60_000;

export function isTooOld({ content, isAgain, queuedAtMs }: PrintJob, wallMs: number): boolean {
  const isForGuest = content.kind === 'receipt' || content.kind === 'refund';
  return isForGuest && !isAgain && wallMs - queuedAtMs > TOO_OLD_MS;
}

export function pageOf(
  { document, content, takenAtMs, isAgain }: PrintJob,
  { columns, language }: Printer,
  now: { readonly wallMs: number; readonly timeZone: string },
): Uint8Array {
  const isForKitchen = content.kind === 'kitchen-ticket' || content.kind === 'cancellation';
  const marked = warned(document, {
    isForKitchen,
    language,
    timeZone: now.timeZone,
    takenAtMs,
    isLate: isForKitchen && now.wallMs - takenAtMs > LATE_MS,
    isPerhapsPrinted: isAgain,
  });
  return encodeDocument(marked, columns);
}
