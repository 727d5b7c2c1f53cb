/** A chain's two relays on one database: one is drained, one is killed, the database is killed, while guests speak everywhere. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Identity } from '../../../src/main/relay-client/identity-port.ts';
import { postgresPrograms } from '../../support/postgres-server.ts';
import { figuresOf, sumFigures, type FaultCase, type Figures, type Scene } from '../fault-case.ts';
import { Fleet } from '../parts/fleet.ts';
import { RelayTier } from '../parts/relay-tier.ts';

/** In full, and in a sample of one round. */
const STATIONS = { full: 200, sample: 40 } as const;
const FAULTS_A_ROUND = 3;
/** A fault, what comes of it, and the calm before the next; the speech of one utterance with its pause. */
const FAULT_TAKES_S = 14;
const UTTERANCE_TAKES_S = 4;
const ONLINE_DEADLINE_MS = 90_000;
const ANSWERED_DEADLINE_MS = 120_000;
const STOP_DEADLINE_MS = 60_000;
/** BuildPanel remembers what it was asked 2,000 times back. */
const COUNT_EVERY_MS = 3_000;

export const twoRelays: FaultCase = {
  name: 'two-relays',
  title: 'One of two relays is taken away, then the other, then their database',
  done: 'Two relays share a PostgreSQL database behind a plain TCP balancer; 200 stations speak (40 in a sample). One relay is told to go and is started again, the other is ended without warning and started again, then the database is.',
  recovery: 'from when a station lost its relay until it is connected to another',
  recoverWithinMs: 2_000,
  faults: { quick: FAULTS_A_ROUND, full: 2 * FAULTS_A_ROUND },
  faultsARun: 2 * FAULTS_A_ROUND,
  sharesServers: false,
  isLossless: true,
  whyNot: () => (postgresPrograms() === undefined ? 'there is no PostgreSQL' : undefined),
  run,
};

async function run(scene: Scene): Promise<Figures> {
  const tier = await RelayTier.start(scene.folder, scene.servers.buildPanelUrl);
  const counting = setInterval(() => void scene.servers.count(), COUNT_EVERY_MS);
  const start = await fleetStarter(scene, tier);
  const fleet = await start({
    utterances: Math.ceil((scene.faults * FAULT_TAKES_S) / UTTERANCE_TAKES_S),
  });
  const problems: string[] = [];
  try {
    const isReady = await fleet.until(
      ({ isOnline, isListening }) => isOnline && isListening,
      ONLINE_DEADLINE_MS,
    );
    if (!isReady) problems.push('not all stations came online');
    for (let fault = 0; fault < scene.faults && problems.length === 0; fault += 1)
      problems.push(...(await breakOnce(scene, tier, fleet, fault)));
    if (!(await fleet.until(isAnswered, ANSWERED_DEADLINE_MS)))
      problems.push('not all was delivered while the stations lived');
    await fleet.stop(STOP_DEADLINE_MS);
    // A quiet last life, in which all that is on the disks must get to its ticket.
    const last = await start({ utterances: 0, before: fleet });
    if (!(await last.until(isAnswered, ANSWERED_DEADLINE_MS)))
      problems.push('not all was delivered in time');
    await last.stop(STOP_DEADLINE_MS);
  } finally {
    fleet.end();
    clearInterval(counting);
    await tier.stop();
  }
  const figures: Figures[] = [];
  for (const station of fleet.members)
    figures.push(await figuresOf(scene, station, { runs: 0, listeningGapMs: 0, recoverMs: [] }));
  const sum = sumFigures(figures);
  const recoverMs = fleet.awayMs;
  return { ...sum, runs: scene.faults, recoverMs, problems: [...problems, ...sum.problems] };
}

function isAnswered({ unanswered, parked }: Fleet['members'][number]): boolean {
  return unanswered === 0 && parked === 0;
}

type Life = { readonly utterances: number; readonly before?: Fleet };

/** Enrols the stations, for all their lives. */
async function fleetStarter(
  scene: Scene,
  tier: RelayTier,
): Promise<(life: Life) => Promise<Fleet>> {
  const count = scene.faults > FAULTS_A_ROUND ? STATIONS.full : STATIONS.sample;
  const seed = Math.floor(scene.chance() * 100_000);
  const identities: Identity[] = [];
  for (let nth = 0; nth < count; nth += 1) identities.push(await tier.enrol());
  const { folder, voice, programs } = scene;
  return (life) =>
    Fleet.start({ folder, relayUrl: tier.url, identities, voice, programs, seed, ...life });
}

async function breakOnce(
  { chance }: Scene,
  tier: RelayTier,
  fleet: Fleet,
  fault: number,
): Promise<string[]> {
  const lost = fleet.awayMs.length;
  await wait(1_500 + chance() * 1_500);
  switch (fault % FAULTS_A_ROUND) {
    case 0:
      await tier.drainRelay(0);
      await tier.startRelay(0);
      break;
    case 1:
      await tier.killRelay(1);
      await wait(500 + chance() * 1_500);
      await tier.startRelay(1);
      break;
    default:
      await tier.postgres.kill();
      await wait(3_000 + chance() * 3_000);
      await tier.postgres.startAgain();
      if (fleet.awayMs.length > lost || fleet.members.some(({ isOnline }) => !isOnline))
        return ['a station lost its relay because the database was away'];
  }
  const isBack = await fleet.until(({ isOnline }) => isOnline, ONLINE_DEADLINE_MS);
  return isBack ? [] : [`fault ${fault + 1}: not all stations are connected again`];
}
