/** `npm run lane:trials`: what can go wrong at a lane, on a real (virtual) headset, with the figure that it gave. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { setUp } from '../../scripts/setup.mjs';
import { PlainFailure, runMain } from '../../scripts/setup/failure.mjs';
import { report, type Row } from '../bench/report.ts';
import { ENDLESS_TRIALS } from './endless-trials.ts';
import { ORDER_TRIALS } from './order-trials.ts';
import { withStage, type Stage } from './stage.ts';
import type { Trial } from './trial.ts';
import { TURN_TRIALS } from './turn-trials.ts';

const TRIALS: readonly Trial[] = [...TURN_TRIALS, ...ORDER_TRIALS, ...ENDLESS_TRIALS];
const HELP = `npm run lane:trials -- [options]

Plays what is hard for a lane into a virtual headset's microphone, through PortAudio, the audio host and the recogniser,
and measures what comes of it: ${TRIALS.map(({ name }) => name).join(', ')}.

  --case NAME   this one alone; may be given several times
  --json        one JSON line on stdout
  --help        this text

Ends with 0 when every promise is kept, else with 1. Takes about four minutes.`;

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      case: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const trials = chosen(values.case);
  await setUp({ isQuiet: true, only: ['platform', 'debian', 'npm', 'native', 'recogniser'] });
  const rows = await withStage((stage) => runAll(trials, stage));
  return report(rows, { load: loadavg()[0], rows }, values.json);
});

function chosen(names: readonly string[]): readonly Trial[] {
  const unknown = names.find((name) => !TRIALS.some((trial) => trial.name === name));
  if (unknown !== undefined)
    throw new PlainFailure(`there is no trial "${unknown}"`, {
      advice: `one of ${TRIALS.map(({ name }) => name).join(', ')}`,
    });
  return names.length === 0 ? TRIALS : TRIALS.filter(({ name }) => names.includes(name));
}

async function runAll(trials: readonly Trial[], stage: Stage): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const { name, run } of trials) {
    process.stderr.write(`${name}\n`);
    rows.push(
      ...(await attempt(run, stage)).map((row) => ({ ...row, what: `${name}: ${row.what}` })),
    );
  }
  return rows;
}

/** What never came is a promise that was not kept, and no reason to leave out the others. */
async function attempt(run: Trial['run'], stage: Stage): Promise<readonly Row[]> {
  try {
    return await run(stage);
  } catch (error) {
    const beside = error instanceof Error ? error.message.slice(0, 300) : 'unknown';
    return [{ what: 'the trial itself', figure: NaN, target: 0, unit: '', beside }];
  }
}
