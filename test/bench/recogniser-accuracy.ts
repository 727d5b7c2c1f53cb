/**
 * How well the local BuildPanel's recogniser hears: `npx tsx test/bench/recogniser-accuracy.ts [--noise] [--json]`.
 * Orders by five synthetic voices, with `--noise` in noise too, then sound of which no order may come. It needs
 * the recogniser that the set-up builds.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openRecogniser } from '../../src/buildpanel/open-recogniser.ts';
import type { Recogniser } from '../../src/buildpanel/recognition.ts';
import { SAMPLE_RATE_HZ } from '../../src/shared/speech/audio-format.ts';
import { demoMenu } from '../support/demo-menu.ts';
import { mixed, spokenBy, synthesised, VOICES, type Voice } from '../support/synthetic-voice.ts';
import { OTHER_TALK, SPOKEN_ORDERS } from './recogniser-sentences.ts';
import { median, percentile, round } from './statistics.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Audio is sent this much faster than it was spoken; the recogniser keeps up, so that its final has no backlog. */
const SPEED = 5;
const PIECE_MS = 100;
const BYTES_PER_MS = (SAMPLE_RATE_HZ * 2) / 1_000;
const NOISES = [
  { colour: 'brown', snrDb: 20 },
  { colour: 'brown', snrDb: 10 },
  { colour: 'pink', snrDb: 20 },
  { colour: 'pink', snrDb: 15 },
] as const;

type Heard = {
  readonly text: string;
  readonly finalMs: number;
  readonly audioMs: number;
  readonly decodeMs: number;
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, noise: { type: 'boolean' } },
  });
  const startMs = performance.now();
  const recogniser = await openRecogniser({
    menu: demoMenu(),
    program: resolve(ROOT, 'build/recogniser'),
    cacheFolder: resolve(ROOT, 'build/language-models'),
    processCount: 1,
  });
  await recogniser.start();
  const readyMs = round(performance.now() - startMs, 0);
  const orders = [];
  for (const voice of VOICES) orders.push(await scoreOf(recogniser, voice, 'quiet', keep));
  for (const { colour, snrDb } of values.noise === true ? NOISES : [])
    orders.push(
      await scoreOf(recogniser, 'rms', `${colour} noise, ${snrDb} dB`, (pcm) =>
        withNoise(pcm, colour, snrDb),
      ),
    );
  const others = await othersOf(recogniser);
  const report = { readyMs, memoryMb: memoryMb(), orders, others };
  await recogniser.stop();
  if (values.json === true) process.stdout.write(`${JSON.stringify(report)}\n`);
  else {
    console.log(`ready in ${report.readyMs} ms, ${report.memoryMb} MB a recogniser`);
    console.table(orders);
    console.table(others);
  }
}

async function scoreOf(
  recogniser: Recogniser,
  voice: Voice,
  among: string,
  change: (pcm: Buffer) => Promise<Buffer>,
) {
  const all: Heard[] = [];
  let [wrong, words, exact, refused] = [0, 0, 0, 0];
  for (const sentence of SPOKEN_ORDERS) {
    const heard = await hear(recogniser, await change(await spokenBy(voice, sentence)));
    all.push(heard);
    const mistakes = wordErrors(sentence, heard.text);
    words += sentence.split(' ').length;
    if (heard.text === '') refused += 1;
    else wrong += mistakes;
    if (mistakes === 0) exact += 1;
    else process.stderr.write(`${voice}: "${sentence}" → "${heard.text}"\n`);
  }
  const sum = (of: (heard: Heard) => number) => all.reduce((total, heard) => total + of(heard), 0);
  const finals = all.map(({ finalMs }) => finalMs);
  return {
    voice,
    among,
    exact: `${exact} of ${SPOKEN_ORDERS.length}`,
    refused,
    /** Wrong, missing and added words of what wasn't refused. */
    werPercent: round((100 * wrong) / words),
    rtf: round(sum(({ decodeMs }) => decodeMs) / sum(({ audioMs }) => audioMs), 3),
    finalMs: round(median(finals), 0),
    finalP95Ms: round(percentile(finals, 0.95), 0),
  };
}

/** Everything here should be refused. */
async function othersOf(recogniser: Recogniser) {
  const talk: Buffer[] = [];
  for (const voice of VOICES)
    for (const sentence of OTHER_TALK) talk.push(await spokenBy(voice, sentence));
  const babble = Array.from({ length: 40 }, (_, at) =>
    mixed(...talk.filter((_piece, index) => (index + at) % 37 === 0)),
  );
  const noises = await Promise.all([
    ...['white', 'pink', 'brown'].map((colour) => synthesised('5', `${colour}noise`, 'vol', '0.5')),
    synthesised('5', 'sine', '440', 'vol', '0.5'),
    synthesised('5', 'pluck', 'G3', 'vol', '0.8'),
    Promise.resolve(Buffer.alloc(5_000 * BYTES_PER_MS)),
  ]);
  const kinds = {
    'other talk': talk,
    'several voices at once': babble,
    'noise, music, silence': noises,
  };
  const rows = [];
  for (const [sound, pieces] of Object.entries(kinds)) {
    let invented = 0;
    for (const pcm of pieces) {
      const { text } = await hear(recogniser, pcm);
      if (text === '') continue;
      invented += 1;
      process.stderr.write(`${sound} → "${text}"\n`);
    }
    rows.push({ sound, tried: pieces.length, invented });
  }
  return rows;
}

async function hear(recogniser: Recogniser, pcm: Buffer): Promise<Heard> {
  const cpuMs = cpuMsOfRecogniser();
  const stream = await recogniser.open(() => undefined);
  if (!stream.ok) throw new Error(stream.failure);
  for (let at = 0; at < pcm.length; at += PIECE_MS * BYTES_PER_MS) {
    stream.value.write(pcm.subarray(at, at + PIECE_MS * BYTES_PER_MS));
    await delay(PIECE_MS / SPEED);
  }
  const endMs = performance.now();
  const heard = await stream.value.end();
  if (!heard.ok) throw new Error(heard.failure);
  return {
    text: heard.value.text,
    finalMs: performance.now() - endMs,
    audioMs: pcm.length / BYTES_PER_MS,
    decodeMs: cpuMsOfRecogniser() - cpuMs,
  };
}

/** Levenshtein's distance in words. */
function wordErrors(said: string, heard: string): number {
  const other = heard.split(' ').filter((word) => word !== '');
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  said.split(' ').forEach((word, at) => {
    const above = row;
    row = [at + 1];
    other.forEach((guess, index) =>
      row.push(
        Math.min(
          (above[index] ?? 0) + (word === guess ? 0 : 1),
          (above[index + 1] ?? 0) + 1,
          (row[index] ?? 0) + 1,
        ),
      ),
    );
  });
  return row.at(-1) ?? 0;
}

const keep = (pcm: Buffer): Promise<Buffer> => Promise.resolve(pcm);

async function withNoise(pcm: Buffer, colour: string, snrDb: number): Promise<Buffer> {
  const seconds = String(Math.ceil(pcm.length / BYTES_PER_MS / 1_000));
  const noise = (await synthesised(seconds, `${colour}noise`)).subarray(0, pcm.length);
  const gain = Math.sqrt(powerOf(pcm) / powerOf(noise) / 10 ** (snrDb / 10));
  return mixed(scaled(pcm, 0.7), scaled(noise, 0.7 * gain));
}

function powerOf(pcm: Buffer): number {
  let sum = 0;
  for (let at = 0; at < pcm.length; at += 2) sum += pcm.readInt16LE(at) ** 2;
  return sum / (pcm.length / 2);
}

function scaled(pcm: Buffer, gain: number): Buffer {
  const result = Buffer.alloc(pcm.length);
  for (let at = 0; at < pcm.length; at += 2) {
    const value = Math.round(pcm.readInt16LE(at) * gain);
    result.writeInt16LE(Math.max(-32_768, Math.min(32_767, value)), at);
  }
  return result;
}

/** The one child that recognises; flite, espeak-ng and sox come and go. */
function recogniserPid(): string {
  const pid = readdirSync('/proc').find((name) => {
    if (!/^\d+$/.test(name)) return false;
    const [, command, parent] = /\((.*)\) \S (\d+)/.exec(procFile(name, 'stat')) ?? [];
    return command === 'recogniser' && parent === String(process.pid);
  });
  if (pid === undefined) throw new Error('the recogniser is not running');
  return pid;
}

/** Empty when the process has ended meanwhile. */
function procFile(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

/** User and system time; Linux counts in hundredths of a second. */
function cpuMsOfRecogniser(): number {
  const fields = procFile(recogniserPid(), 'stat')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function memoryMb(): number {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(procFile(recogniserPid(), 'status')) ?? [];
  return round(Number(kilobytes) / 1_024, 0);
}

await main();
