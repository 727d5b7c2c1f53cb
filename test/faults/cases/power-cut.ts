import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { figuresOf, type FaultCase, type Figures, type Scene } from '../fault-case.ts';
import { OwnDisk, whyNoDisk } from '../parts/own-disk.ts';

const UTTERANCES = 2;
/** About how long the sound takes. */
const SOUND_MS = 4_500;

export const powerCut: FaultCase = {
  name: 'power-cut',
  title: 'The power goes',
  done: 'While guests speak, the power goes: the disk has what was synced and nothing else. At most the last 150 ms may be missing.',
  recovery: '',
  recoverWithinMs: undefined,
  faults: { quick: 1, full: 30 },
  faultsARun: 1,
  sharesServers: true,
  isLossless: true,
  whyNot: whyNoDisk,
  run,
};

async function run(scene: Scene): Promise<Figures> {
  const disk = await OwnDisk.make(join(scene.folder, 'disk'));
  let left: OwnDisk | undefined;
  try {
    const station = await scene.newStation({ journalFolder: join(disk.folder, 'journal') });
    const life = station.start({
      sound: { seed: Math.floor(scene.chance() * 2 ** 31), utterances: UTTERANCES },
      audioHost: 'inside',
    });
    await life.until(({ isListening }) => isListening);
    await wait(scene.chance() * SOUND_MS);
    process.kill(life.pid, 'SIGSTOP');
    const powerCutAtUs = Number(process.hrtime.bigint() / 1_000n);
    left = await disk.afterPowerCut(join(scene.folder, 'disk-left'));
    await life.kill();
    await left.mount();
    station.journalFolder = join(left.folder, 'journal');
    await station.closeLife({ powerCutAtUs });
    const hasSettled = await station.settle();
    const problems = hasSettled ? [] : ['not all was delivered in time'];
    return await figuresOf(scene, station, {
      runs: 1,
      listeningGapMs: 0,
      recoverMs: [],
      problems,
    });
  } finally {
    await disk.unmount();
    await left?.unmount();
  }
}
