/** `npm run bench`: the speed and size that the product promises, measured on the real thing. */
import { parseArgs } from 'node:util';
import { setUp } from '../../scripts/setup.mjs';
import { PlainFailure, runMain } from '../../scripts/setup/failure.mjs';
import { measureBacklog, type BacklogFigures } from './backlog.ts';
import { measureJournal, type JournalFigures, type ReadBack } from './journal.ts';
import { measureKpi, type KpiFigures } from './kpi.ts';
import { measureLivePath, type LivePathFigures } from './live-path.ts';
import { report, type Row } from './report.ts';
import { round } from './statistics.ts';
import { measureWindowStart, type WindowFigures } from './window-start.ts';

const HELP = `npm run bench -- [options]

Measures the live path, the processor time of a listening lane and the start of the window, on the real app.

  --journal       what the station's journal costs instead (about 2 minutes)
  --kpi           streaming against batch instead (about 12 minutes)
  --backlog       first words beside 200 utterances that wait, to first words without (about 5 minutes)
  --utterances N  how many utterances (default 30; --kpi: 50 an arm)
  --quick         a sample of everything in about a minute
  --json          one JSON line on stdout
  --help          this text

Ends with 0 when every target is met, else with 1.`;

/** The words of before the start are sent again by then; listening does not wait for it. */
const READ_BACK_TARGET_S = 3;

const tell = (line: string) => void process.stderr.write(`${line}\n`);

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      journal: { type: 'boolean', default: false },
      kpi: { type: 'boolean', default: false },
      backlog: { type: 'boolean', default: false },
      utterances: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const usual = values.quick ? 5 : values.kpi ? 50 : 30;
  const utterances = values.utterances === undefined ? usual : Number(values.utterances);
  if (!Number.isInteger(utterances) || utterances < 1) {
    throw new PlainFailure('--utterances takes a whole number', { advice: 'for example 50' });
  }
  if (values.journal)
    return reportJournal(await measureJournal(values.quick ? 5 : 20, tell), values.json);
  await setUp({ isQuiet: true });
  if (values.backlog) return reportBacklog(await measureBacklog(utterances, tell), values.json);
  return values.kpi
    ? reportKpi(await measureKpi(utterances, tell), values.json)
    : reportSpeed(
        await measureLivePath(utterances, values.quick ? 5_000 : 20_000, tell),
        await measureWindowStart(values.quick ? 3 : 7),
        values.json,
      );
});

function reportJournal(figures: JournalFigures, isJson: boolean): number {
  const { costs, waiting, delivered } = figures;
  const rows = costs.flatMap(({ lanes, ...cost }): Row[] => {
    const of = `${lanes} lane${lanes === 1 ? '' : 's'} speaking`;
    const beside = `p95 ${cost.writeP95Us} µs a frame`;
    const share = cost.cpuShare * 100;
    return [
      { what: `${of}: one core, a lane`, figure: round(share, 2), target: 2, unit: '%', beside },
      { what: `${of}: syncs`, figure: cost.syncsPerSecond, target: 13, unit: '/s' },
      {
        // 80 ms and how long the disk takes.
        what: `${of}: tail that a power cut would take, p95`,
        figure: cost.tailP95Ms,
        target: 150,
        unit: 'ms',
        beside: `max ${cost.tailMaxMs} ms`,
      },
    ];
  });
  const starts = [readBackRows('waiting', waiting), readBackRows('delivered', delivered)].flat();
  return report([...rows, ...starts], figures, isJson);
}

function readBackRows(state: string, readBack: ReadBack): readonly Row[] {
  const of = `reading back ${readBack.mebibytes} MiB, all ${state}`;
  const beside = `${readBack.rssMebibytes} MiB more memory`;
  return [
    { what: of, figure: readBack.seconds, target: READ_BACK_TARGET_S, unit: 's', beside },
    { what: `${of}: longest block`, figure: readBack.longestBlockMs, target: 50, unit: 'ms' },
  ];
}

function reportBacklog(figures: BacklogFigures, isJson: boolean): number {
  const { without, beside, delivered } = figures;
  tell(
    `first words: ${without.p50} ms, p95 ${without.p95} ms without; ${beside.p50} ms, p95 ${beside.p95} ms beside a backlog, of which ${delivered} were delivered meanwhile`,
  );
  return report(
    [
      { what: 'first words, median', figure: figures.medianRatio, target: 1.2, unit: '×' },
      { what: 'first words, p95', figure: figures.p95Ratio, target: 1.2, unit: '×' },
    ],
    figures,
    isJson,
  );
}

function reportKpi(figures: KpiFigures, isJson: boolean): number {
  for (const arm of figures.arms) {
    tell(
      `${arm.name}: median ${arm.medianMs} ms, p95 ${arm.p95Ms} ms after the endpointer's ${arm.endpointWaitMedianMs} ms (${arm.utterances} utterances)`,
    );
  }
  return report(
    [
      {
        what: 'streaming to batch, median',
        figure: figures.streamingToBatch,
        target: 0.5,
        unit: '×',
      },
      {
        what: 'batch with the feature on to without',
        figure: figures.batchWithToWithout,
        target: 1.05,
        unit: '×',
      },
    ],
    figures,
    isJson,
  );
}

function reportSpeed(live: LivePathFigures, window: WindowFigures, isJson: boolean): number {
  const rows: readonly Row[] = [
    { what: 'frame age at the relay, p95', figure: live.frameAgeP95Ms, target: 20, unit: 'ms' },
    { what: 'relay to pixels, p95', figure: live.relayToPixelsP95Ms, target: 50, unit: 'ms' },
    {
      what: 'first words after speech starts, p95',
      figure: live.firstPartialP95Ms,
      target: 1_000,
      unit: 'ms',
    },
    {
      what: 'final after speech ends, less the wait, p95',
      figure: live.finalP95Ms,
      target: 1_000,
      unit: 'ms',
    },
    { what: 'our share of the final, p95', figure: live.oursP95Ms, target: 50, unit: 'ms' },
    {
      what: 'one lane listening, audio host and main',
      figure: live.listeningCpuShare,
      target: 0.15,
      unit: 'of a core',
    },
    {
      what: 'window on screen, to a bare Electron window',
      figure: window.ratio,
      target: 1.5,
      unit: '×',
    },
  ];
  return report(rows, { live, window }, isJson);
}
