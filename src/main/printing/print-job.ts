/** One print job on disk, a file of its own until it is on paper. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { printerNameSchema } from '../../shared/printing/printing-setup.ts';
import {
  askReasonSchema,
  printContentSchema,
  printJobIdSchema,
  type PrintJobView,
} from '../../shared/printing/printing-view.ts';
import { printDocumentSchema } from '../../shared/receipt/print-document.ts';
import { namesIn, readTextIfThere, setAside, writeDurably } from '../durable-file.ts';
import { parseJson } from '../parse-json.ts';

/**
 * waiting → printing → gone (on paper)
 *    ▲         │ broken off, or found so at the start
 *    └─ asking ┘ a person says again or drop; a receipt that nobody waits for any more asks too
 */
export const jobStateSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('waiting') }),
  z.strictObject({ name: z.literal('printing') }),
  z.strictObject({ name: z.literal('asking'), why: askReasonSchema }),
]);

export const printJobSchema = z.strictObject({
  format: z.literal(1),
  jobId: printJobIdSchema,
  /** What is printed once by itself has a key: the same key again makes no second job. */
  key: z.string().max(200).optional(),
  printer: printerNameSchema,
  content: printContentSchema,
  document: printDocumentSchema,
  queuedAtMs: z.number().int().min(0),
  /** When the guest ordered: the kitchen is told how late a page is. */
  takenAtMs: z.number().int().min(0),
  /** A person has said to print again what may be on paper. */
  isAgain: z.boolean(),
  state: jobStateSchema,
});
export type PrintJob = z.infer<typeof printJobSchema>;

export function viewOf({ jobId, printer, content, state, queuedAtMs }: PrintJob): PrintJobView {
  const why = state.name === 'asking' ? { why: state.why } : {};
  return { jobId, printer, content, state: state.name, ...why, queuedAtMs };
}

export function saveJob(directory: string, job: PrintJob) {
  return writeDurably(pathOf(directory, job), JSON.stringify(job));
}

/** A file that can't be removed comes back as a question at the next start: no page is lost by it. */
export async function removeJob(directory: string, job: PrintJob): Promise<void> {
  await rm(pathOf(directory, job), { force: true }).catch(() => undefined);
}

/** Oldest first. What can't be read is set aside and told. */
export async function loadJobs(
  directory: string,
  at: { readonly wallMs: number; readonly onCorrupt: (keptAs: string | undefined) => void },
): Promise<readonly PrintJob[]> {
  const jobs: PrintJob[] = [];
  for (const name of await namesIn(directory, '.json')) {
    const path = join(directory, name);
    const text = await readTextIfThere(path);
    const job = printJobSchema.safeParse(text.ok ? parseJson(text.value ?? '') : undefined);
    if (job.success) jobs.push(job.data);
    else at.onCorrupt(await setAside(path, at.wallMs));
  }
  return jobs.sort((a, b) => a.queuedAtMs - b.queuedAtMs || (a.jobId < b.jobId ? -1 : 1));
}

function pathOf(directory: string, { jobId }: PrintJob): string {
  return join(directory, `${jobId}.json`);
}
