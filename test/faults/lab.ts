/**
 * The fault lab: breaks a station, its relay, its speech service, its disk and its network by seeded chance, and
 * proves by the books of everybody that no word was lost and none shown twice. `npm run faults -- --help`.
 */
import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chanceOf } from '../support/chance.ts';
import { ALL_CASES } from './cases/all-cases.ts';
import { sumFigures, type FaultCase, type Figures } from './fault-case.ts';
import { readOptions, LAB_HELP, type LabOptions } from './lab-options.ts';
import { bundlePrograms } from './parts/programs.ts';
import { Servers } from './parts/servers.ts';
import { makeVoice } from './parts/sound.ts';
import { Station } from './parts/station.ts';
import type { Programs } from './parts/station-process.ts';
import { brokenPromises, p99Of, scorecardOf, scorecardPage, type Outcome } from './scorecard.ts';

const ROOT = join(import.meta.dirname, '../..');

type Bench = {
  readonly folder: string;
  readonly programs: Programs;
  readonly voice: Int16Array;
  readonly serversFor: (faultCase: FaultCase) => Promise<Servers>;
};

const options = readOptions(process.argv.slice(2), ALL_CASES);
if (options === 'help') process.stdout.write(LAB_HELP(ALL_CASES));
else process.exitCode = (await runLab(options)) ? 0 : 1;

async function runLab(asked: LabOptions): Promise<boolean> {
  const startedAt = new Date();
  const startedAtMs = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'fault-lab-'));
  say('building relay, BuildPanel and the station');
  await promisify(execFile)(
    join(ROOT, 'node_modules/.bin/tsc'),
    ['-b', 'src/relay', 'src/buildpanel', 'src/audio'],
    { cwd: ROOT },
  );
  const programs = await bundlePrograms(join(ROOT, 'build/faults', String(process.pid)));
  const started = new Map<string, Promise<Servers>>();
  const serversFor = ({ isLossless = false, recogniser = 'digest' }: FaultCase) => {
    const name = `servers-${recogniser}${isLossless ? '-lossless' : ''}`;
    const servers =
      started.get(name) ?? Servers.start(join(folder, name), { isLossless, recogniser });
    started.set(name, servers);
    return servers;
  };
  const bench = { folder, programs, voice: makeVoice(), serversFor };
  const outcomes = await runCases(asked, bench).finally(async () => {
    for (const servers of started.values()) await (await servers).stop();
    await rm(dirname(programs.station), { recursive: true, force: true });
  });
  const isKept = outcomes.every((outcome) => brokenPromises(outcome).length === 0);
  if (isKept) await rm(folder, { recursive: true, force: true });
  else say(`what the stations left is in ${folder}`);
  const page = scorecardPage(outcomes, {
    startedAt,
    seed: asked.seed,
    tookMs: performance.now() - startedAtMs,
    command: `npm run faults -- ${process.argv.slice(2).join(' ')}`.trim(),
  });
  await mkdir(dirname(asked.page), { recursive: true });
  await writeFile(asked.page, page);
  say(`the scorecard's page: ${asked.page}`);
  if (asked.isJson) process.stdout.write(`${JSON.stringify(scorecardOf(outcomes))}\n`);
  return isKept;
}

/** A sample is taken of several cases at a time, which wait more than they work; in full, one after the other. */
async function runCases(asked: LabOptions, bench: Bench): Promise<readonly Outcome[]> {
  const outcomes = new Map<FaultCase, Outcome>();
  const workThrough = async (cases: FaultCase[]) => {
    for (let next = cases.shift(); next !== undefined; next = cases.shift()) {
      outcomes.set(next, await runCase(next, asked, bench));
    }
  };
  const beside = asked.isQuick ? asked.cases.filter(({ sharesServers }) => sharesServers) : [];
  const alone = asked.cases.filter((faultCase) => !beside.includes(faultCase));
  await Promise.all(Array.from({ length: asked.parallel }, () => workThrough(beside)));
  await workThrough(alone);
  return asked.cases.flatMap((faultCase) => outcomes.get(faultCase) ?? []);
}

async function runCase(faultCase: FaultCase, asked: LabOptions, bench: Bench): Promise<Outcome> {
  const startedAtMs = performance.now();
  const skipped = faultCase.whyNot?.();
  if (skipped !== undefined) {
    say(`${faultCase.name}: skipped: ${skipped}`);
    return { faultCase, figures: sumFigures([]), tookMs: 0, skipped };
  }
  const faults = asked.runs ?? (asked.isQuick ? faultCase.faults.quick : faultCase.faults.full);
  const runs = Math.ceil(faults / faultCase.faultsARun);
  const done: Figures[] = [];
  let next = 0;
  const work = async () => {
    while (next < runs) {
      const run = next;
      next += 1;
      const seed = asked.seed + run;
      const ofRun = Math.min(faultCase.faultsARun, faults - run * faultCase.faultsARun);
      const figures = await runOnce(faultCase, { seed, faults: ofRun }, bench).catch(notRun);
      done.push(figures);
      if (figures.problems.length > 0)
        say(
          `${faultCase.name}, seed ${seed}, ${ofRun} faults: ${figures.problems.slice(0, 5).join('; ')}`,
        );
      else if (runs > 1) say(`${faultCase.name}: ${sumFigures(done).runs} of ${faults} faults`);
    }
  };
  const workers = faultCase.sharesServers ? Math.min(asked.parallel, runs) : 1;
  await Promise.all(Array.from({ length: workers }, work));
  const outcome = { faultCase, figures: sumFigures(done), tookMs: performance.now() - startedAtMs };
  say(summary(outcome));
  return outcome;
}

async function runOnce(
  faultCase: FaultCase,
  { seed, faults }: { readonly seed: number; readonly faults: number },
  { folder: labFolder, programs, voice, serversFor }: Bench,
): Promise<Figures> {
  const servers = await serversFor(faultCase);
  const folder = join(labFolder, `${faultCase.name}-${seed}`);
  await mkdir(folder, { recursive: true });
  let stations = 0;
  const figures = await faultCase.run({
    folder,
    labFolder,
    seed,
    faults,
    chance: chanceOf(seedOf(faultCase.name, seed)),
    servers,
    programs,
    voice,
    newStation: async ({ relayUrl = servers.relayUrl, ...rest } = {}) => {
      stations += 1;
      const identity = await servers.enrol();
      return Station.create({
        folder: join(folder, `station-${stations}`),
        relayUrl,
        identity,
        voice,
        programs,
        ...rest,
      });
    },
  });
  if (figures.problems.length === 0) await rm(folder, { recursive: true, force: true });
  else await appendFile(join(folder, 'problems.txt'), `${figures.problems.join('\n')}\n`);
  return figures;
}

/** What kept one run from its end is a problem of this run: the others go on. */
function notRun(error: unknown): Figures {
  const why = error instanceof Error ? error.message : String(error);
  return { ...sumFigures([]), problems: [`this run did not come to its end: ${why}`] };
}

/** Two cases of the same seed must not play the same sound: it would count as asked twice. */
function seedOf(name: string, seed: number): number {
  let mixed = seed;
  for (const letter of name) mixed = Math.imul(mixed, 31) + (letter.codePointAt(0) ?? 0);
  return mixed | 0;
}

function summary(outcome: Outcome): string {
  const { faultCase, figures, tookMs } = outcome;
  const recovered = p99Of(figures.recoverMs);
  const verdict = brokenPromises(outcome).length === 0 ? 'kept' : 'BROKEN';
  return [
    `${faultCase.name}: ${verdict}; ${figures.runs} faults, ${figures.utterances} utterances, ${figures.framesCaptured} frames;`,
    `lost ${figures.utterancesLost} utterances, ${figures.framesLost} frames; twice ${figures.utterancesDuplicated};`,
    `asked again ${figures.upstreamRepeated}; back after ${recovered === null ? '–' : `${recovered} ms`} (p99);`,
    `${Math.round(tookMs / 1_000)} s`,
  ].join(' ');
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
