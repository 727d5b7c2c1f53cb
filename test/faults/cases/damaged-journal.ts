/** The files of the journal are not what was written: torn anywhere, or with flipped bits. */
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Harm } from '../accounting.ts';
import { figuresOf, type FaultCase, type Figures, type Scene } from '../fault-case.ts';
import { framesIn } from '../parts/frames-on-disk.ts';

const SPEED = 20;
/** Nobody listens there: all that is said stays in the journal. */
const NOWHERE = 'http://127.0.0.1:9';
/** With the first record behind them. */
const SPEAKS_WITHIN_MS = 450;
const FLIPS_AT_MOST = 4;

export const tornJournal: FaultCase = {
  name: 'torn-journal',
  title: 'The end of a file is missing',
  done: 'With speech waiting on the disk, the newest file is cut off anywhere; the program must find every whole piece before the cut.',
  recovery: '',
  recoverWithinMs: undefined,
  faults: { quick: 2, full: 60 },
  faultsARun: 1,
  sharesServers: true,
  run: (scene) => run(scene, tear),
};

export const flippedBits: FaultCase = {
  name: 'flipped-bits',
  title: 'Bits on the disk flip',
  done: 'With speech waiting on the disk, one to four bits in its files change. Each must be noticed and told, and cost at most its own 20 ms.',
  recovery: '',
  recoverWithinMs: undefined,
  faults: { quick: 2, full: 60 },
  faultsARun: 1,
  sharesServers: true,
  run: (scene) => run(scene, flip),
};

async function run(
  scene: Scene,
  harm: (journalFolder: string, chance: () => number) => Promise<Harm>,
): Promise<Figures> {
  const { chance } = scene;
  const relay = scene.servers.relayUrl;
  const station = await scene.newStation();
  const life = station.start({
    sound: { seed: Math.floor(chance() * 2 ** 31), utterances: 3 },
    speed: SPEED,
    audioHost: 'inside',
    relayUrl: NOWHERE,
  });
  await life.until(({ unanswered }) => unanswered !== undefined && unanswered > 0, 10_000);
  await wait(chance() * SPEAKS_WITHIN_MS);
  await life.kill();
  const done = await harm(station.journalFolder, chance);
  await station.closeLife(done);
  const hasSettled = await station.settle(60_000, { relayUrl: relay });
  const problems = hasSettled ? [] : ['not all was delivered in time'];
  return figuresOf(scene, station, { runs: 1, listeningGapMs: 0, recoverMs: [], problems });
}

async function tear(journalFolder: string, chance: () => number): Promise<Harm> {
  const path = join(journalFolder, newest(await readdir(journalFolder), '.journal'));
  const bytes = await readFile(path);
  const length = Math.floor(chance() * bytes.length);
  await truncate(path, length);
  return { destroyedFrames: framesIn(bytes).filter(({ to }) => to > length).length };
}

async function flip(journalFolder: string, chance: () => number): Promise<Harm> {
  const names = (await readdir(journalFolder)).sort();
  const destroyed = new Set<string>();
  const flips = 1 + Math.floor(chance() * FLIPS_AT_MOST);
  for (let count = 0; count < flips; count += 1) {
    const name = names[Math.floor(chance() * names.length)] ?? '';
    const path = join(journalFolder, name);
    const bytes = await readFile(path);
    const at = Math.floor(chance() * bytes.length);
    if (name.endsWith('.journal')) {
      const hit = framesIn(bytes).find(({ from, to }) => from <= at && at < to);
      if (hit !== undefined) destroyed.add(`${name} ${hit.from}`);
    }
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << Math.floor(chance() * 8)), at);
    await writeFile(path, bytes);
  }
  return { destroyedFrames: destroyed.size, isDamaged: true };
}

function newest(names: readonly string[], ending: string): string {
  return (
    names
      .filter((name) => name.endsWith(ending))
      .sort()
      .at(-1) ?? ''
  );
}
