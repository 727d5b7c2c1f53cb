import { setTimeout as wait } from 'node:timers/promises';
import { recoverJournal } from '../../../src/main/voice/journal/recover.ts';
import { figuresOf, type FaultCase, type Figures, type Scene } from '../fault-case.ts';
import { LAB_STATION_KEY } from '../parts/station-files.ts';
import type { LifeOptions, Station } from '../parts/station.ts';

/** So many kills come while the station still starts, reading its journal and taking up what was left. */
const EARLY_SHARE = 0.2;
const EARLY_WITHIN_MS = 250;
const SPEEDS = [3, 8, 20] as const;
const UTTERANCES_A_LIFE = 3;
/** About how long a life's sound takes, as recorded. */
const SOUND_MS = 6_500;
/** Where kills come by the hundred, one life in so many has its audio host as a process of its own. */
const OWN_PROCESS_EVERY = 25;
const FEW = 20;
const ERASED_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 100;

export const killStation: FaultCase = {
  name: 'kill-station',
  title: 'The station’s program is killed',
  done: 'While guests speak, and while it starts, the program is ended by the system without any warning, and started again.',
  recovery: 'from the new start until the lane listens again',
  recoverWithinMs: 3_000,
  faults: { quick: 6, full: 100 },
  faultsARun: 50,
  sharesServers: true,
  isLossless: true,
  // Files go while they are written to.
  run: (scene) => run(scene, { keepDeliveredMs: 1 }),
};

export const killNotKept: FaultCase = {
  ...killStation,
  name: 'kill-not-kept',
  title: 'The station’s program is killed where no sound is kept',
  done: 'Two lanes speak at once, and sound is erased as soon as its words are stored: none before, and in the end all of it.',
  faults: { quick: 3, full: 100 },
  run: (scene) => run(scene, { keepDeliveredMs: 0, lanes: 2 }),
};

async function run(
  scene: Scene,
  how: Required<Pick<LifeOptions, 'keepDeliveredMs'>> & LifeOptions,
): Promise<Figures> {
  const { chance, faults } = scene;
  const keepsNothing = how.keepDeliveredMs === 0;
  const station = await scene.newStation();
  const recoverMs: number[] = [];
  for (let fault = 0; fault < faults; fault += 1) {
    const isOwnProcess = faults <= FEW || fault % OWN_PROCESS_EVERY === 0;
    const speed = SPEEDS[Math.floor(chance() * SPEEDS.length)] ?? 1;
    const life = station.start({
      sound: { seed: Math.floor(chance() * 2 ** 31), utterances: UTTERANCES_A_LIFE },
      speed,
      audioHost: isOwnProcess ? 'process' : 'inside',
      ...how,
    });
    const isEarly = chance() < EARLY_SHARE;
    const moment = chance();
    if (isEarly) await wait(moment * EARLY_WITHIN_MS);
    else {
      await life.until(({ isListening }) => isListening);
      recoverMs.push(performance.now() - life.startedAtMs);
      await wait((moment * SOUND_MS) / speed);
    }
    await life.kill();
    await station.closeLife({ keepsNothing });
  }
  const problems: string[] = [];
  if (!(await station.settle(undefined, how))) problems.push('not all was delivered in time');
  if (keepsNothing && !(await isAllErased(station, how))) problems.push('sound was kept');
  return figuresOf(scene, station, { runs: faults, listeningGapMs: 0, recoverMs, problems });
}

/** Its next start erases what the end of the last life left no time for. */
async function isAllErased(station: Station, how: LifeOptions): Promise<boolean> {
  const life = station.start({ audioHost: 'inside', ...how });
  await life.until(({ unanswered }) => unanswered !== undefined);
  const untilMs = performance.now() + ERASED_WITHIN_MS;
  let left = Infinity;
  while (left > 0 && performance.now() < untilMs) {
    await wait(LOOK_EVERY_MS);
    left = (await recoverJournal(station.journalFolder, LAB_STATION_KEY)).utterances.size;
  }
  await life.stop();
  return left === 0;
}
