/** `npm run order:score`: how well the order compiler does on the project's set of sentences. */
import { parseArgs } from 'node:util';
import { readSet, scoreRow, type Verdict } from '../test/order-set/score-set.ts';

const HELP = `npm run order:score -- [--part NAME] [--json] [--quiet]

Exact tickets and confident wrong lines on test/order-set, by part and category, with every failure.
Exit code 1 below 95 % exact or above 1 % confident wrong lines.`;

const LEAST_EXACT = 0.95;
const MOST_WRONG = 0.01;

function main(): number {
  const { values } = parseArgs({
    options: {
      part: { type: 'string' },
      json: { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const parts = readSet(values.part);
  if (parts.length === 0) {
    console.error(
      `--part is one of ${readSet()
        .map(({ name }) => name)
        .join(', ')}`,
    );
    return 2;
  }
  const scored = parts.map(({ name, lexicon, rows }) => ({
    part: name,
    verdicts: rows.map((row) => scoreRow(row, lexicon)),
  }));
  const all = scored.flatMap(({ verdicts }) => verdicts);
  if (values.json) {
    const byPart = Object.fromEntries(
      scored.map(({ part, verdicts }) => [part, figures(verdicts)]),
    );
    console.log(JSON.stringify({ ...figures(all), parts: byPart }));
  } else {
    for (const { part, verdicts } of scored) report(part, verdicts, values.quiet);
  }
  const { exact, confidentWrong } = figures(all);
  return exact >= LEAST_EXACT && confidentWrong <= MOST_WRONG ? 0 : 1;
}

function figures(verdicts: readonly Verdict[]) {
  const share = (count: number) => Math.round((count / Math.max(1, verdicts.length)) * 1e4) / 1e4;
  return {
    sentences: verdicts.length,
    exact: share(verdicts.filter(({ isExact }) => isExact).length),
    confidentWrong: share(verdicts.filter((verdict) => verdict.isConfidentlyWrong).length),
  };
}

function report(part: string, verdicts: readonly Verdict[], isQuiet: boolean): void {
  line(part.toUpperCase(), verdicts);
  for (const category of new Set(verdicts.map(({ row }) => row.category))) {
    line(
      `  ${category}`,
      verdicts.filter(({ row }) => row.category === category),
    );
  }
  if (isQuiet) return;
  for (const { row, isExact, isConfidentlyWrong, got } of verdicts) {
    if (isExact) continue;
    console.log(
      `\n  ${isConfidentlyWrong ? 'WRONG' : 'miss'}  ${row.say}${row.given === undefined ? '' : `   [${row.given.join('; ')}]`}`,
    );
    console.log(`     want  ${row.expect.join('; ')}`);
    console.log(`     got   ${got.join('; ')}`);
  }
  console.log('');
}

function line(name: string, verdicts: readonly Verdict[]): void {
  const { sentences, exact, confidentWrong } = figures(verdicts);
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(8);
  console.log(
    `${name.padEnd(16)} ${String(sentences).padStart(4)}   exact ${percent(exact)}   confident wrong ${percent(confidentWrong)}`,
  );
}

process.exitCode = main();
