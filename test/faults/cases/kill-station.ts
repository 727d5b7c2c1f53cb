import { setTimeout as wait } from 'node:timers/promises';
import { figuresOf, type FaultCase, type Figures, type Scene } from '../fault-case.ts';

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
  run,
};

async function run(scene: Scene): Promise<Figures> {
  const { chance, faults } = scene;
  const station = await scene.newStation();
  const recoverMs: number[] = [];
  for (let fault = 0; fault < faults; fault += 1) {
    const isOwnProcess = faults <= FEW || fault % OWN_PROCESS_EVERY === 0;
    const speed = SPEEDS[Math.floor(chance() * SPEEDS.length)] ?? 1;
    const life = station.start({
      sound: { seed: Math.floor(chance() * 2 ** 31), utterances: UTTERANCES_A_LIFE },
      speed,
      audioHost: isOwnProcess ? 'process' : 'inside',
      // Files go while they are written to; "not kept" (0) would erase a life's sound before its books are closed.
      keepDeliveredMs: 1,
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
    await station.closeLife();
  }
  const hasSettled = await station.settle();
  return figuresOf(scene, station, {
    runs: faults,
    listeningGapMs: 0,
    recoverMs,
    problems: hasSettled ? [] : ['not all was delivered in time'],
  });
}
