/** The relay or BuildPanel dies in mid-utterance and comes back. */
import { setTimeout as wait } from 'node:timers/promises';
import { figuresOf, type FaultCase, type Figures, type Scene } from '../fault-case.ts';
import type { StationProcess } from '../parts/station-process.ts';
import type { Station } from '../parts/station.ts';

const SPEED = 3;
const DIES_WITHIN_MS = 1_500;
const AWAY_MS = { least: 100, most: 1_500 } as const;

export const killRelay: FaultCase = {
  name: 'kill-relay',
  title: 'The relay crashes',
  done: 'The server between stations and voice service is ended without warning while a guest speaks, and started again a moment later.',
  recovery: 'from the relay’s return until the station is connected again',
  recoverWithinMs: 3_000,
  faults: { quick: 2, full: 40 },
  faultsARun: 10,
  sharesServers: false,
  isLossless: true,
  run: (scene) =>
    run(scene, async (life) => {
      await scene.servers.killRelay();
      await life.until(({ isOnline }) => !isOnline);
      await pause(scene);
      await scene.servers.startRelay();
      return life.until(({ isOnline }) => isOnline);
    }),
};

export const killBuildPanel: FaultCase = {
  name: 'kill-buildpanel',
  title: 'The voice service crashes',
  done: 'BuildPanel is ended without warning while it listens to a guest, and started again a moment later.',
  recovery: 'from its return until what was said has its words',
  recoverWithinMs: undefined,
  faults: { quick: 2, full: 40 },
  faultsARun: 10,
  sharesServers: false,
  isLossless: true,
  run: (scene) =>
    run(scene, async (life) => {
      await scene.servers.killBuildPanel();
      await pause(scene);
      await scene.servers.startBuildPanel();
      return life.until(({ unanswered }) => unanswered === 0, 60_000);
    }),
};

/** `fault` answers how long the recovery took; undefined: it never came. */
async function run(
  scene: Scene,
  fault: (life: StationProcess) => Promise<number | undefined>,
): Promise<Figures> {
  const { chance, faults } = scene;
  const station = await scene.newStation();
  const recoverMs: number[] = [];
  const problems: string[] = [];
  for (let count = 0; count < faults; count += 1) {
    const life = await speaking(station, Math.floor(chance() * 2 ** 31));
    await wait(chance() * DIES_WITHIN_MS);
    const took = await fault(life);
    if (took === undefined) problems.push('it never recovered');
    else recoverMs.push(took);
    await life.until(({ unanswered }) => unanswered === 0, 60_000);
    await life.stop();
    await station.closeLife();
  }
  if (!(await station.settle())) problems.push('not all was delivered in time');
  return figuresOf(scene, station, { runs: faults, listeningGapMs: 0, recoverMs, problems });
}

async function speaking(station: Station, seed: number): Promise<StationProcess> {
  const life = station.start({ sound: { seed, utterances: 3 }, speed: SPEED, audioHost: 'inside' });
  await life.until(({ isListening, isStreaming }) => isListening && isStreaming, 10_000);
  return life;
}

function pause({ chance }: Scene): Promise<void> {
  return wait(AWAY_MS.least + chance() * (AWAY_MS.most - AWAY_MS.least));
}
