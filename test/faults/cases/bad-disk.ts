/** The disk is full, read-only or broken for a while: speech goes on live, and goes to the disk again when it is well. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { figuresOf, type FaultCase, type Figures, type Scene } from '../fault-case.ts';
import { buildFaultDisk } from '../parts/fault-disk.ts';

const SPEED = 2;
const UTTERANCES = 5;
/** About how long the sound takes, as recorded. */
const SOUND_MS = 11_000;
/** Of that sound: there is always someone speaking in so long. */
const BROKEN_MS = { least: 2_500, most: 5_000 } as const;
/** A full disk takes a part of the next record. */
const MOST_LEFT_BYTES = 30_000;

export const diskFull = badDisk({
  name: 'disk-full',
  code: 'ENOSPC',
  title: 'The disk is full',
  done: 'While guests speak, the disk takes no more, and a while later it does again.',
});
export const diskReadOnly = badDisk({
  name: 'disk-read-only',
  code: 'EROFS',
  title: 'The disk turns read-only',
  done: 'While guests speak, the system makes the disk read-only, as it does after an error, and later writable again.',
});
export const diskError = badDisk({
  name: 'disk-error',
  code: 'EIO',
  title: 'The disk fails',
  done: 'While guests speak, every write to the disk and every wait for it fails, and later they work again.',
});

function badDisk({
  code,
  ...about
}: Pick<FaultCase, 'name' | 'title' | 'done'> & { readonly code: string }): FaultCase {
  return {
    ...about,
    recovery: 'from the disk’s recovery until speech goes to it again',
    recoverWithinMs: undefined,
    faults: { quick: 1, full: 20 },
    faultsARun: 1,
    sharesServers: true,
    isLossless: true,
    run: (scene) => run(scene, code),
  };
}

async function run(scene: Scene, code: string): Promise<Figures> {
  const { chance, folder } = scene;
  const disk = join(folder, 'disk');
  const control = join(folder, 'disk-control');
  await mkdir(disk, { recursive: true });
  await writeFile(control, '');
  const station = await scene.newStation({ journalFolder: join(disk, 'journal') });
  const environment = {
    LD_PRELOAD: await buildFaultDisk(scene.labFolder),
    FAULT_DISK_CONTROL: control,
    FAULT_DISK_FOLDER: disk,
  };
  const seed = Math.floor(chance() * 2 ** 31);
  const life = station.start({
    sound: { seed, utterances: UTTERANCES },
    speed: SPEED,
    around: { env: environment },
  });
  await life.until(({ isListening }) => isListening);
  const overAtMs = performance.now() + SOUND_MS / SPEED;
  await wait((chance() * SOUND_MS) / 4 / SPEED);
  await writeFile(control, `${code} ${Math.floor(chance() * MOST_LEFT_BYTES)}`);
  await wait((BROKEN_MS.least + chance() * (BROKEN_MS.most - BROKEN_MS.least)) / SPEED);
  await writeFile(control, '');
  const healedAtMs = performance.now();
  const problems: string[] = [];
  const { notices } = life.state;
  if (!notices.includes('journal-unwritable')) problems.push('nobody was told of the disk');
  const lastWord = () => notices.findLast((kind) => kind.startsWith('journal-'));
  const isWell = await life.until(() => lastWord() === 'journal-writable', 15_000);
  if (isWell === undefined) problems.push('the disk was not used again');
  const recoverMs = isWell === undefined ? [] : [performance.now() - healedAtMs];
  await wait(Math.max(0, overAtMs - performance.now()));
  await life.until(({ unanswered }) => unanswered === 0);
  await life.stop();
  await station.closeLife({ diskRefused: true });
  if (!(await station.settle())) problems.push('not all was delivered in time');
  return figuresOf(scene, station, { runs: 1, listeningGapMs: 0, recoverMs, problems });
}
