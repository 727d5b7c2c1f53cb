/** What the station's journal costs: processor time and syncs while lanes speak, and the start with a full one. */
import { fdatasync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { PlainFailure } from '../../scripts/setup/failure.mjs';
import { systemClock } from '../../src/main/voice/clock.ts';
import type { Sync } from '../../src/main/voice/journal/group-sync.ts';
import { openJournal, type Journal } from '../../src/main/voice/journal/journal.ts';
import { DEFAULT_RETENTION } from '../../src/main/voice/journal/retention.ts';
import type { StoredUtterance } from '../../src/main/voice/journal/stored-utterance.ts';
import { laneIdSchema, sessionIdSchema, utteranceIdSchema } from '../../src/shared/ids.ts';
import { FRAME_BYTES } from '../../src/shared/speech/audio-format.ts';
import { percentile, round } from './statistics.ts';

const LANES = [1, 2, 4] as const;
const FRAME_MS = 20;
/** Speech without a pause, in utterances of this length: more than any lane brings. */
const UTTERANCE_FRAMES = 200;
/** As much as is kept where policy says nothing else. */
const READ_BACK_BYTES = DEFAULT_RETENTION.maxBytes;
const TMPFS = 0x0102_1994;

export type LaneCost = {
  readonly lanes: number;
  /** Of one core and one lane, less what the same loop costs without a journal. */
  readonly cpuShare: number;
  readonly syncsPerSecond: number;
  readonly writeP95Us: number;
  /** Age of the oldest frame that a power cut would have taken, just before each sync was done. */
  readonly tailP95Ms: number;
  readonly tailMaxMs: number;
};

export type ReadBack = {
  readonly mebibytes: number;
  readonly seconds: number;
  /** How long nothing else of the process got its turn. */
  readonly longestBlockMs: number;
  readonly rssMebibytes: number;
};

export type JournalFigures = {
  readonly costs: readonly LaneCost[];
  /** Nothing is delivered, or everything is. */
  readonly waiting: ReadBack;
  readonly delivered: ReadBack;
};

export async function measureJournal(
  secondsEach: number,
  tell: (line: string) => void,
): Promise<JournalFigures> {
  const { type } = await statfs(tmpdir());
  if (type === TMPFS)
    throw new PlainFailure('the temporary folder is in memory', {
      advice: 'set TMPDIR to a folder on a disk',
    });
  const costs: LaneCost[] = [];
  for (const lanes of LANES) {
    tell(`${lanes} lane${lanes === 1 ? '' : 's'} speaking for ${secondsEach} s …`);
    costs.push(await inFolder((directory) => costOf(directory, lanes, secondsEach)));
  }
  tell('reading back a large journal …');
  return { costs, ...(await inFolder(readBackCosts)) };
}

async function costOf(directory: string, lanes: number, seconds: number): Promise<LaneCost> {
  const idle = await cpuSecondsOf(() => speakFor(seconds, lanes, () => undefined));
  const disk = new CountingDisk();
  const journal = await open(directory, disk.sync);
  const spoken: (StoredUtterance | undefined)[] = Array.from({ length: lanes });
  const writesUs: number[] = [];
  const busy = await cpuSecondsOf(() =>
    speakFor(seconds, lanes, (lane, pcm, nth) => {
      const utterance = (spoken[lane] ??= begin(journal, lane));
      const startedUs = systemClock.nowUs();
      append(journal, utterance, nth % UTTERANCE_FRAMES, pcm);
      disk.wrote();
      writesUs.push(systemClock.nowUs() - startedUs);
      if ((nth + 1) % UTTERANCE_FRAMES > 0) return;
      finish(journal, utterance);
      void journal.markDelivered(utterance.utteranceId);
      spoken[lane] = undefined;
    }),
  );
  const { syncs, tailsMs } = disk;
  await journal.close();
  return {
    lanes,
    cpuShare: round((busy - idle) / seconds / lanes, 4),
    syncsPerSecond: round(syncs / seconds, 2),
    writeP95Us: round(percentile(writesUs, 0.95), 0),
    tailP95Ms: round(percentile(tailsMs, 0.95)),
    tailMaxMs: round(percentile(tailsMs, 1)),
  };
}

/** Counts at the file handle, where nothing can be missed. */
class CountingDisk {
  syncs = 0;
  readonly tailsMs: number[] = [];
  /** When the oldest frame was written that no sync has begun for. */
  #oldestUs: number | undefined;

  wrote(): void {
    this.#oldestUs ??= systemClock.nowUs();
  }

  readonly sync: Sync = (descriptor, done) => {
    this.syncs += 1;
    const sinceUs = this.#oldestUs;
    this.#oldestUs = undefined;
    fdatasync(descriptor, (failure) => {
      if (sinceUs !== undefined) this.tailsMs.push((systemClock.nowUs() - sinceUs) / 1_000);
      done(failure);
    });
  };
}

type OnFrame = (lane: number, pcm: Uint8Array, nth: number) => void;

/** One frame a lane every 20 ms by the clock; a timer that is late makes up for it. */
async function speakFor(seconds: number, lanes: number, onFrame: OnFrame): Promise<void> {
  const pcm = new Uint8Array(FRAME_BYTES).fill(7);
  const startedUs = systemClock.nowUs();
  for (let nth = 0; nth < (seconds * 1_000) / FRAME_MS; nth += 1) {
    const dueMs = (nth + 1) * FRAME_MS - (systemClock.nowUs() - startedUs) / 1_000;
    if (dueMs > 0) await sleep(dueMs);
    for (let lane = 0; lane < lanes; lane += 1) onFrame(lane, pcm, nth);
  }
}

async function cpuSecondsOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

async function readBackCosts(
  directory: string,
): Promise<Pick<JournalFigures, 'waiting' | 'delivered'>> {
  const writer = await open(directory, fdatasync);
  const pcm = new Uint8Array(FRAME_BYTES).fill(7);
  while (writer.space.usedBytes < READ_BACK_BYTES) {
    const utterance = begin(writer, 0);
    for (let nth = 0; nth < UTTERANCE_FRAMES; nth += 1) append(writer, utterance, nth, pcm);
    finish(writer, utterance);
    await sleep(0);
  }
  await writer.close();
  const waiting = await readBackCost(directory);
  const marker = await open(directory, fdatasync);
  await Promise.all(
    marker.utterances().map(({ utteranceId }) => marker.markDelivered(utteranceId)),
  );
  await marker.close();
  return { waiting, delivered: await readBackCost(directory) };
}

/** Medians of three: what else the machine does is no part of it. */
async function readBackCost(directory: string): Promise<ReadBack> {
  const runs = [
    await readBackOnce(directory),
    await readBackOnce(directory),
    await readBackOnce(directory),
  ];
  const median = (of: (run: (typeof runs)[number]) => number): number =>
    percentile(runs.map(of), 0.5);
  return {
    mebibytes: READ_BACK_BYTES / 1024 ** 2,
    seconds: round(
      median(({ seconds }) => seconds),
      2,
    ),
    longestBlockMs: round(median(({ blockMs }) => blockMs)),
    rssMebibytes: round(
      median(({ rssMebibytes }) => rssMebibytes),
      0,
    ),
  };
}

async function readBackOnce(directory: string) {
  const rssBefore = process.memoryUsage.rss();
  const blocks = monitorEventLoopDelay({ resolution: 1 });
  blocks.enable();
  const startedUs = systemClock.nowUs();
  const reader = await open(directory, fdatasync);
  const seconds = (systemClock.nowUs() - startedUs) / 1e6;
  blocks.disable();
  const rssMebibytes = (process.memoryUsage.rss() - rssBefore) / 1024 ** 2;
  await reader.close();
  return { seconds, blockMs: blocks.max / 1e6, rssMebibytes };
}

async function open(directory: string, sync: Sync): Promise<Journal> {
  const journal = await openJournal({
    directory,
    stationKey: new Uint8Array(32).fill(1),
    clock: systemClock,
    retention: () => DEFAULT_RETENTION,
    onWritable: () => undefined,
    onUnreadable: () => undefined,
    onEraseRefusal: () => undefined,
    sync,
  });
  await journal.readBack;
  return journal;
}

function begin(journal: Journal, lane: number): StoredUtterance {
  return journal.open({
    utteranceId: utteranceIdSchema.parse(v7()),
    sessionId: sessionIdSchema.parse(v7()),
    laneId: laneIdSchema.parse(`lane-${lane + 1}`),
    startedAtUs: systemClock.nowUs(),
  });
}

function append(journal: Journal, utterance: StoredUtterance, sequence: number, pcm: Uint8Array) {
  const capturedAtUs = systemClock.nowUs();
  journal.appendFrame(utterance, { sequence, capturedAtUs, discontinuity: false, pcm });
}

function finish(journal: Journal, utterance: StoredUtterance): void {
  const endedAtUs = systemClock.nowUs();
  journal.end(utterance, { nextSequence: UTTERANCE_FRAMES, endedAtUs, reason: 'silence' });
}

async function inFolder<Figures>(work: (directory: string) => Promise<Figures>): Promise<Figures> {
  const directory = await mkdtemp(join(tmpdir(), 'journal-bench-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
