/**
 * `npm run bench:relay`: what the relay adds to a frame's way and costs a frame, beside nginx and a naive
 * proxy, on one core, in the same minutes. Rounds are interleaved; figures are medians over the rounds.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureCrowd } from './crowd.ts';
import { measureDialects } from './dialects.ts';
import { jsonOf, runsOf, tableOf, type Round, type Run } from './figures.ts';
import { Generator, type LoadFigures } from './generator.ts';
import { beyondLines, pageOf, type Beyond } from './page.ts';
import { PROXIES, startProxy, type Proxy, type ProxyName } from './proxies.ts';

type Plan = {
  readonly stations: readonly number[];
  readonly rounds: number;
  readonly warmS: number;
  readonly runS: number;
  /** The two-message dialect, memory and a rush at the door as well. */
  readonly isWhole: boolean;
};

const FULL: Plan = { stations: [100, 250, 500], rounds: 5, warmS: 2, runS: 6, isWhole: true };
const QUICK: Plan = { stations: [100], rounds: 2, warmS: 1, runS: 3, isWhole: false };
const DIALECTS = { stations: 100, rounds: 5, runS: 4 };

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      page: { type: 'string' },
      stations: { type: 'string' },
      rounds: { type: 'string' },
    },
  });
  if (cpus().length < 2) throw new Error('bench:relay needs two cores: one for the proxy alone');
  const base = values.quick ? QUICK : FULL;
  const plan = {
    ...base,
    stations: values.stations?.split(',').map(Number) ?? base.stations,
    rounds: Number(values.rounds ?? base.rounds),
  };
  const folder = await mkdtemp(join(tmpdir(), 'bench-relay-'));
  const generator = await Generator.start(folder);
  try {
    const runs: Run[] = [];
    for (const stations of plan.stations)
      runs.push(...runsOf(stations, await measure(plan, { folder, generator, stations })));
    process.stdout.write(tableOf(runs));
    const beyond = await measureBeyond(plan, generator, folder);
    for (const line of beyondLines(beyond)) process.stdout.write(`${line}\n`);
    if (values.page !== undefined) await writeFile(values.page, pageOf(runs, plan, beyond));
    if (values.json) process.stdout.write(`${jsonOf(runs)}\n`);
  } finally {
    generator.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureBeyond(
  { isWhole }: Plan,
  generator: Generator,
  folder: string,
): Promise<Beyond> {
  if (!isWhole) return { dialects: null, crowd: null };
  const dialects = await measureDialects(generator, folder, DIALECTS);
  return { dialects, crowd: await measureCrowd(generator, folder) };
}

async function measure(
  plan: Plan,
  place: { readonly folder: string; readonly generator: Generator; readonly stations: number },
): Promise<readonly Round[]> {
  const { generator, stations } = place;
  const proxies = new Map<ProxyName, Proxy>();
  try {
    for (const name of PROXIES)
      proxies.set(name, await startProxy(name, { ...place, upstreamPort: generator.upstreamPort }));
    const rounds: Round[] = [];
    for (let index = 1; index <= plan.rounds; index += 1) {
      const figures = new Map<ProxyName, LoadFigures>();
      for (const [name, { port, pids, tokens }] of proxies) {
        const { warmS, runS } = plan;
        const tokenFile = await tokens();
        const found = await generator.run({ stations, warmS, runS, port, pids, tokenFile });
        figures.set(name, found);
        process.stderr.write(
          `${stations} stations, round ${index} of ${plan.rounds}, ${name}: ` +
            `${found.cpuUsPerFrame} µs a frame, p50 ${found.upP50Us} µs, p99 ${found.upP99Us} µs\n`,
        );
      }
      rounds.push(figures);
    }
    return rounds;
  } finally {
    for (const { stop } of proxies.values()) stop();
  }
}

await main();
