import { setTimeout as wait } from 'node:timers/promises';
import { figuresOf, type FaultCase, type Figures, type Scene } from '../fault-case.ts';

const SPEED = 4;
const UTTERANCES = 3;
const SOUND_MS = 6_500;
/** From a minute, when a clock is corrected, to years, when a battery is empty. */
const JUMP_MS = { least: 60_000, most: 5 * 365 * 86_400_000 } as const;

export const clockJump: FaultCase = {
  name: 'clock-jump',
  title: 'The computer’s clock jumps',
  done: 'While guests speak, the clock jumps by minutes to years, forward or back; the program is killed and started again, and jumps back.',
  recovery: '',
  recoverWithinMs: undefined,
  faults: { quick: 2, full: 40 },
  faultsARun: 10,
  sharesServers: true,
  isLossless: true,
  run,
};

async function run(scene: Scene): Promise<Figures> {
  const { chance, faults } = scene;
  const station = await scene.newStation();
  let wallOffsetMs = 0;
  for (let fault = 0; fault < faults; fault += 1) {
    const life = station.start({
      sound: { seed: Math.floor(chance() * 2 ** 31), utterances: UTTERANCES },
      speed: SPEED,
      audioHost: 'inside',
      wallOffsetMs,
    });
    await life.until(({ isListening }) => isListening);
    await wait((chance() * SOUND_MS) / SPEED / 2);
    wallOffsetMs = chance() < 0.3 ? 0 : jump(chance);
    life.ask({ ask: 'set-clock', wallOffsetMs });
    await wait((chance() * SOUND_MS) / SPEED / 2);
    await life.kill();
    await station.closeLife();
  }
  // Somebody has set the clock right.
  const hasSettled = await station.settle(120_000);
  const problems = hasSettled ? [] : ['not all was delivered in time'];
  return figuresOf(scene, station, { runs: faults, listeningGapMs: 0, recoverMs: [], problems });
}

/** Evenly over the orders of magnitude. */
function jump(chance: () => number): number {
  const size = JUMP_MS.least * (JUMP_MS.most / JUMP_MS.least) ** chance();
  return Math.round(chance() < 0.5 ? size : -size);
}
