/** A station that speaks all the time over a line that is broken and mended: what all network cases have in common. */
import { setTimeout as wait } from 'node:timers/promises';
import { figuresOf, type Figures, type Scene } from '../fault-case.ts';
import type { Station } from './station.ts';
import type { StationProcess, Surroundings } from './station-process.ts';

/** More than enough of speech until the next fault. */
const UTTERANCES_A_FAULT = 10;
const ONLINE_DEADLINE_MS = 30_000;
/** A dead connection is noticed within 4.5 s. */
const NOTICE_DEADLINE_MS = 5_500;
/** Worth a word to whoever watches: what the station said of it. */
const SLOW_MS = 3_000;
const ANSWERED_DEADLINE_MS = 90_000;

export type LineFault = {
  readonly make: () => void | Promise<void>;
  readonly mend: () => void | Promise<void>;
  readonly lastsMs: number;
  /** Recovery counts from when the line was broken, or from when it was mended. */
  readonly countsFrom: 'break' | 'mend';
  /** Whether the connection of before can outlive it. */
  readonly isSurvivable: boolean;
};

export type OnLine = {
  readonly relayUrl: string;
  readonly around?: Surroundings;
  /** Unless it is a new one at the lab's relay. */
  readonly station?: Station;
  /** A good way to its relay, for the end. */
  readonly settleUrl?: string;
  readonly speed?: number;
  /** Before the next fault, at most. */
  readonly calmMs?: number;
  readonly nextFault: (life: StationProcess) => LineFault;
};

export async function speakOnLine(scene: Scene, line: OnLine): Promise<Figures> {
  const { chance, faults } = scene;
  const station = line.station ?? (await scene.newStation({ relayUrl: line.relayUrl }));
  const life = station.start({
    sound: { seed: Math.floor(chance() * 2 ** 31), utterances: UTTERANCES_A_FAULT * faults },
    speed: line.speed ?? 1,
    audioHost: 'process',
    ...(line.around !== undefined && { around: line.around }),
  });
  const recoverMs: number[] = [];
  const problems: string[] = [];
  const isReady = await life.until(({ isListening, isOnline }) => isListening && isOnline);
  if (isReady === undefined) problems.push('the station never came online');
  for (let count = 0; count < faults && problems.length === 0; count += 1) {
    await wait(500 + chance() * (line.calmMs ?? 3_000));
    const back = await breakOnce(life, line.nextFault(life));
    if (back === 'never') problems.push(`fault ${count + 1}: not noticed, or not online again`);
    else if (back !== 'held') recoverMs.push(back);
    if (typeof back === 'number' && back > SLOW_MS) {
      const { whyOffline } = life.state;
      process.stderr.write(
        `seed ${scene.seed}, fault ${count + 1}: online after ${Math.round(back)} ms (${whyOffline})\n`,
      );
    }
  }
  await wait(1_000);
  await life.stop(ANSWERED_DEADLINE_MS);
  await station.closeLife();
  // The last life has a good way to the relay.
  const hasSettled = await station.settle(ANSWERED_DEADLINE_MS, {
    relayUrl: line.settleUrl ?? scene.servers.relayUrl,
  });
  if (!hasSettled) problems.push('not all was delivered in time');
  return figuresOf(scene, station, { runs: faults, listeningGapMs: 0, recoverMs, problems });
}

/** How long it took until the station was online again; `held`: it never lost the connection. */
async function breakOnce(
  life: StationProcess,
  fault: LineFault,
): Promise<number | 'held' | 'never'> {
  const before = life.state.timesOffline;
  const hasLost = () => life.state.timesOffline > before;
  const brokenAtMs = performance.now();
  await fault.make();
  await wait(fault.lastsMs);
  await fault.mend();
  const fromMs = fault.countsFrom === 'break' ? brokenAtMs : performance.now();
  if (!fault.isSurvivable) await life.until(hasLost, NOTICE_DEADLINE_MS);
  if (!hasLost()) return fault.isSurvivable ? 'held' : 'never';
  const back = await life.until(({ isOnline }) => isOnline, ONLINE_DEADLINE_MS);
  return back === undefined ? 'never' : performance.now() - fromMs;
}
