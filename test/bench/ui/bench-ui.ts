/** `npm run bench:ui`: the speed and the memory of the screen that the product promises, in the real app. */
import { parseArgs } from 'node:util';
import { setUp } from '../../../scripts/setup.mjs';
import { runMain } from '../../../scripts/setup/failure.mjs';
import { report } from '../report.ts';
import { measureInteractions } from './interactions.ts';
import { bringUpLargeStation } from './large-station.ts';
import { interactionRows, shiftRows } from './rows.ts';
import { measureShift } from './shift.ts';

const HELP = `npm run bench:ui -- [options]

Taps, searches, scrolls and listens on a menu of 1,000 items, then replays a shift of 400 guests, in the real
app. Script is the processor time of the page's main thread, read from Chromium's trace; what a tap costs that
changes nothing is measured beside it, for a slow machine slows both.

  --quick   fewer samples and guests, under a minute
  --json    one JSON line on stdout
  --help    this text

Ends with 0 when every target is met, else with 1.`;

const FULL = { samples: 120, shift: { warmUp: 100, guests: 400 } } as const;
const QUICK = { samples: 20, shift: { warmUp: 4, guests: 16 } } as const;

const tell = (line: string) => void process.stderr.write(`${line}\n`);

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  await setUp({ isQuiet: true });
  const size = values.quick ? QUICK : FULL;
  const stops: (() => Promise<void>)[] = [];
  try {
    const large = await bringUpLargeStation(stops);
    const interactions = await measureInteractions(large, size.samples, tell);
    const shift = await measureShift(large, size.shift, tell);
    const rows = [...interactionRows(interactions), ...shiftRows(shift)];
    return report(rows, { interactions, shift }, values.json);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
});
