/** The validation's report: a file for the integration plan, one JSON line, and lines for a person. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { dialectSchema } from '../../src/shared/buildpanel/dialects.ts';
import {
  exitCodeOf,
  isStreamingSupported,
  probeResultsSchema,
  verdictOf,
  verdictSchema,
  type ProbeName,
  type ProbeResults,
  type Verdict,
} from '../../src/shared/buildpanel/verdict.ts';

export const validationReportSchema = z.strictObject({
  url: z.string(),
  startedAt: z.iso.datetime(),
  durationMs: z.number().int().min(0),
  dialectsTried: z.array(dialectSchema),
  /** Of the socket, when streaming on it works. */
  dialect: dialectSchema.nullable(),
  /** Each probe's outcome and time, in the order of the plan. */
  probes: probeResultsSchema,
  verdict: verdictSchema,
  isStreamingSupported: z.boolean(),
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  /** What the product does with this BuildPanel. */
  product: z.string(),
});
export type ValidationReport = z.infer<typeof validationReportSchema>;

/** The short of `docs/verdicts.md`. */
const PRODUCT: Readonly<Record<Verdict, string>> = {
  WEBSOCKET_PROXY_INTEGRATION:
    'Each utterance is streamed while it is spoken; words appear at once, the final and the spoken reply follow.',
  HTTP_STREAMING_INTEGRATION:
    'Each utterance is asked of the realtime call when it has been spoken; words and reply stream back.',
  OPTIMIZED_BATCH_PROCESSING:
    'Each utterance goes whole to the metadata call when it has been spoken; words, and a reply where there is one, come back at once.',
  BATCH_PROCESSING_ONLY:
    'Each utterance goes whole to the voice call; its spoken reply is played, the lane says that words are not available, and staff take the order by touch.',
  NOTHING_REACHABLE:
    'Utterances wait in the spool of the station and are delivered when BuildPanel is back; orders are taken by touch.',
};

const SILENT_HEALTH =
  'While the health call is silent the relay tries nothing else: until it answers, utterances wait in the spool.';

export function reportOf(run: {
  readonly url: string;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly dialectsTried: ValidationReport['dialectsTried'];
  readonly probes: ProbeResults;
}): ValidationReport {
  const { probes } = run;
  const verdict = verdictOf(probes);
  const isHeldBack = probes.health.outcome === 'silent' && verdict !== 'NOTHING_REACHABLE';
  return {
    url: run.url,
    startedAt: run.startedAt.toISOString(),
    durationMs: Math.round(run.durationMs),
    dialectsTried: run.dialectsTried,
    dialect: probes.audioStreaming.dialect,
    probes,
    verdict,
    isStreamingSupported: isStreamingSupported(verdict),
    exitCode: exitCodeOf(probes),
    product: isHeldBack ? `${PRODUCT[verdict]} ${SILENT_HEALTH}` : PRODUCT[verdict],
  };
}

export function writeReport(file: string, report: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
}

/** One probe as a line. */
export function lineOf(
  title: string,
  { outcome, durationMs }: ProbeResults[ProbeName],
  saw: string,
): string {
  return `${title.padEnd(42)} ${outcome.padEnd(8)} ${`${durationMs} ms`.padStart(9)}  ${saw}`;
}

export function summaryOf(report: ValidationReport): string {
  const answers = {
    0: 'streaming is supported',
    1: 'streaming is not supported',
    2: 'nothing of BuildPanel’s answers',
  };
  return `Verdict: ${report.verdict} (${answers[report.exitCode]}).\n${report.product}`;
}
