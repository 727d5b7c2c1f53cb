/**
 * Does a station that runs for long grow? Two lanes on virtual headsets for `--minutes`, and `--hours` of two WAV
 * lanes at many times their speed, each on a new station with a real relay and BuildPanel. A figure that grew past
 * its bound ends with exit code 1. Outside `npm test`.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { PROJECT_ROOT } from '../../scripts/setup/project.mjs';
import { synthesise } from '../../scripts/setup/speak.mjs';
import { startVirtualAudio, type VirtualAudio } from '../../scripts/setup/virtual-audio.mjs';
import { readMono } from '../../scripts/setup/wav.mjs';
import { startStack } from '../../scripts/station/stack.ts';
import { wavOf } from '../../src/main/voice/batch/wav.ts';
import { report, type Row } from '../bench/report.ts';
import { SENTENCES } from '../bench/sentences.ts';
import { bundlePrograms } from '../faults/parts/programs.ts';
import { enrolAt } from '../faults/parts/enrol-at.ts';
import { figuresOf, rowsOf, type SoakFigures } from './judge-soak.ts';
import { sampleSchema, type Sample, type SoakPlan } from './soak-messages.ts';

const LANES = ['lane-1', 'lane-2'] as const;
const SAMPLES = 40;
const SHORTEST_STEP_MS = 3_000;
const ANSWER_DEADLINE_MS = 30_000;
/** What is being said at the end still gets its words. */
const LAST_WORDS_MS = 8_000;
/** Between two orders at a busy lane, of recorded time. */
const PAUSE_MS = 2_500;
/** Faster, and two lanes ask more of the relay than it grants a station. */
const SPEED = 6;
/** Of one WAV; a new host plays it from its start when it is over. */
const WAV_SECONDS = 600;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    hours: { type: 'string', default: '4' },
    json: { type: 'boolean', default: false },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'soak-'));
/** Inside the project: what is not in a bundle is found there. */
const programs = join(PROJECT_ROOT, 'build/soak', String(process.pid));
const { audioHost } = await bundlePrograms(programs);
const rows: Row[] = [];
const figures: Record<string, SoakFigures> = {};
try {
  const minutes = Number(values.minutes);
  if (minutes > 0) judge('headsets', minutes, 6, await soakHeadsets(minutes * 60_000));
  const hours = Number(values.hours);
  if (hours > 0) {
    judge('WAV', hours * 60, 10, await soakWav((hours * 3_600_000) / SPEED));
  }
} finally {
  for (const made of [folder, programs]) rmSync(made, { recursive: true, force: true });
}
process.exitCode = report(rows, figures, values.json);

function judge(
  name: string,
  minutes: number,
  leastAMinute: number,
  samples: readonly Sample[],
): void {
  figures[name] = figuresOf(samples);
  rows.push(...rowsOf(name, figures[name], Math.floor(minutes * leastAMinute)));
}

async function soakHeadsets(forMs: number): Promise<readonly Sample[]> {
  const audio = await startVirtualAudio({ isQuiet: true });
  const speakers = LANES.map((_lane, index) => keepSpeaking(audio, index));
  try {
    const lanes = LANES.map((laneId, index) => ({
      laneId,
      capture: { kind: 'device', name: audio.headsets[index]?.label ?? '' } as const,
    }));
    return await soak('headsets', lanes, forMs, audio.env);
  } finally {
    for (const stop of speakers) stop();
    await audio.stop();
  }
}

/** One order after another into the headset. */
function keepSpeaking({ headsets, env }: VirtualAudio, index: number): () => void {
  const sink = headsets[index]?.voiceSink ?? '';
  const file = speechFile(`headset-${index}`, index * 3, 60);
  let isOver = false;
  let player: ChildProcess | undefined;
  const again = () => {
    if (isOver) return;
    const args = [`--device=${sink}`, '--latency-msec=200', file];
    player = spawn('paplay', args, { env: { ...process.env, ...env }, stdio: 'ignore' });
    player.once('exit', again);
  };
  again();
  return () => {
    isOver = true;
    player?.kill('SIGKILL');
  };
}

async function soakWav(forMs: number): Promise<readonly Sample[]> {
  const lanes = LANES.map((laneId, index) => ({
    laneId,
    capture: {
      kind: 'wav',
      path: speechFile(laneId, index * 5, WAV_SECONDS),
      speed: SPEED,
    } as const,
  }));
  return soak('WAV', lanes, forMs, {});
}

/** Orders with pauses between them, for so many seconds. */
function speechFile(name: string, first: number, seconds: number): string {
  const spoken = SENTENCES.map((sentence, index) => {
    const file = join(folder, `sentence-${index}.wav`);
    synthesise(sentence, { file });
    return readMono(file, 16_000);
  });
  const samples = new Int16Array(seconds * 16_000);
  for (let at = 8_000, index = first; ; index += 1) {
    const sentence = spoken[index % spoken.length];
    if (sentence === undefined || at + sentence.length + PAUSE_MS * 16 > samples.length) break;
    samples.set(sentence, at);
    at += sentence.length + PAUSE_MS * 16;
  }
  const file = join(folder, `${name}.wav`);
  writeFileSync(file, wavOf([new Uint8Array(samples.buffer)]));
  return file;
}

async function soak(
  name: string,
  lanes: SoakPlan['lanes'],
  forMs: number,
  env: NodeJS.ProcessEnv,
): Promise<readonly Sample[]> {
  const stationFolder = join(folder, name);
  mkdirSync(stationFolder);
  const stack = await startStack({
    folder: join(stationFolder, 'servers'),
    upstream: 'd1',
    recogniser: 'digest',
    relayEnv: { RELAY_LOG_LEVEL: 'warn' },
  });
  let station: ChildProcess | undefined;
  try {
    const { code } = await stack.createCode(LANES.map((laneId) => `${laneId}:${laneId}`).join(','));
    const identity = await enrolAt(stack.relayUrl, code);
    writeFileSync(join(stationFolder, 'identity.json'), JSON.stringify(identity), { mode: 0o600 });
    const replayEveryMs = (WAV_SECONDS * 1_000) / SPEED;
    const plan = { relayUrl: stack.relayUrl, folder: stationFolder, lanes, replayEveryMs };
    station = fork(
      join(import.meta.dirname, 'soak-station.ts'),
      [JSON.stringify(plan), audioHost],
      { execArgv: ['--expose-gc', '--import', 'tsx'], env: { ...process.env, ...env } },
    );
    await answer(station);
    return await sampleFor(station, name, forMs);
  } finally {
    station?.kill('SIGKILL');
    await stack.stop();
  }
}

async function sampleFor(station: ChildProcess, name: string, forMs: number): Promise<Sample[]> {
  const stepMs = Math.max(SHORTEST_STEP_MS, forMs / SAMPLES);
  const samples: Sample[] = [];
  for (let spentMs = 0; spentMs < forMs; spentMs += stepMs) {
    await sleep(stepMs);
    samples.push(await ask(station));
    tell(name, samples, spentMs + stepMs, forMs);
  }
  // What is said last is answered: the count of it closes the books.
  await sleep(LAST_WORDS_MS);
  samples.push(await ask(station));
  return samples;
}

async function ask(station: ChildProcess): Promise<Sample> {
  station.send('sample');
  return sampleSchema.parse(await answer(station));
}

async function answer(station: ChildProcess): Promise<unknown> {
  const [message] = (await once(station, 'message', {
    signal: AbortSignal.timeout(ANSWER_DEADLINE_MS),
  })) as unknown[];
  return message;
}

function tell(name: string, samples: readonly Sample[], spentMs: number, forMs: number): void {
  const last = samples.at(-1);
  if (last === undefined) return;
  const { heapMb, station, handles, spoken, answered } = last;
  process.stderr.write(
    `${name} ${Math.round((spentMs * 100) / forMs)} %: heap ${heapMb.toFixed(1)} MB, resident ${station.residentMb.toFixed(0)} MB, ` +
      `${handles} handles, ${station.files} files, ${answered} of ${spoken} answered\n`,
  );
}
