/** `npm run poc:streaming`: the way end to end on real parts, measured, and go or no-go. */
import { join, relative } from 'node:path';
import { measureWholeWay } from '../test/bench/whole-way.ts';
import { judge, targetWords, type Judgement } from './probes/poc-judgement.ts';
import { writeReport } from './probes/validation-report.ts';
import { setUp } from './setup.mjs';
import { PlainFailure } from './setup/failure.mjs';
import { readOptions } from './setup/options.mjs';
import { PROJECT_ROOT } from './setup/project.mjs';

const HELP = `npm run poc:streaming -- [options]

Speaks orders into a virtual headset of the real app, with the relay and the local BuildPanel behind it, measures
words, final, reply, accuracy and losses, and holds them to the targets of the integration plan: go or no-go.

  --utterances N   how many (default 5)
  --upstream KIND  d1, d2, d3 or batch: how the local BuildPanel behaves (default d2)
  --json           the report as the last line of stdout
  --help           this text

The report is .test-results/poc-streaming.json. Ends with 0 for go, 1 for no-go, 2 when it could not run.`;

const REPORT_FILE = join(PROJECT_ROOT, '.test-results', 'poc-streaming.json');
const UPSTREAMS = ['d1', 'd2', 'd3', 'batch'] as const;

const tell = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const values = readOptions(HELP, {
    utterances: { type: 'string', default: '5' },
    upstream: { type: 'string', default: 'd2' },
    json: { type: 'boolean', default: false },
  });
  if (values === undefined) return 0;
  const utterances = Number(values.utterances);
  const upstream = UPSTREAMS.find((kind) => kind === values.upstream);
  if (!Number.isInteger(utterances) || utterances < 1)
    throw new PlainFailure('--utterances takes a whole number', { advice: 'for example 5' });
  if (upstream === undefined)
    throw new PlainFailure(`there is no upstream "${values.upstream}"`, {
      advice: `choose from: ${UPSTREAMS.join(', ')}`,
    });
  await setUp({ isQuiet: true });
  const startedAt = new Date().toISOString();
  tell(`${utterances} orders over ${upstream}: bringing up BuildPanel, relay and app …`);
  const measured = await measureWholeWay({ utterances, upstream }, tell);
  const judgement = judge(measured);
  const report = { startedAt, upstream, ...judgement, ...measured };
  writeReport(REPORT_FILE, report);
  showJudgement(judgement);
  if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  return judgement.isGo ? 0 : 1;
}

function showJudgement({ rows, isGo, reasons }: Judgement): void {
  for (const row of rows) {
    const figure = row.figure === null ? 'none' : `${row.figure} ${row.unit}`;
    const state = row.isMet ? 'met' : 'MISSED';
    tell(`${state.padEnd(7)} ${row.what.padEnd(38)} ${figure.padStart(11)}  ${targetWords(row)}`);
  }
  tell(isGo ? 'GO' : `NO-GO: ${reasons.join('; ')}`);
  tell(`Report: ${relative(process.cwd(), REPORT_FILE)}`);
}

try {
  process.exitCode = await main();
} catch (error) {
  // A bug keeps its stack, but it is no answer to go or no-go either.
  if (error instanceof PlainFailure) tell(error.toText());
  else console.error(error);
  process.exitCode = 2;
}
