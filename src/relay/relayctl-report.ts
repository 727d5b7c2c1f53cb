/** `relayctl report`: the figures of the rollout by restaurant and week, as a table for people or a spreadsheet. */
import { readReport } from './read-report.ts';
import type { CtlAnswer, CtlCall } from './relayctl-command.ts';
import { csvOf } from './report/report-csv.ts';
import { SetupFailure } from './setup-failure.ts';

const DEFAULT_WEEKS = 8;
/** The utterance log is kept for a quarter of a year. */
const MAX_WEEKS = 13;

export async function report({ db, options }: CtlCall): Promise<CtlAnswer> {
  const weeks = Number(options.weeks ?? DEFAULT_WEEKS);
  if (!(weeks >= 1 && weeks <= MAX_WEEKS)) throw new SetupFailure(`--weeks is 1 to ${MAX_WEEKS}.`);
  const lines = await readReport(db, weeks, Date.now());
  return { json: { report: lines }, text: csvOf(lines).trimEnd() };
}
