import { setTimeout as wait } from 'node:timers/promises';
import { figuresOf, type FaultCase, type Figures, type Scene } from '../fault-case.ts';

const SPEED = 2;
/** A host dies somewhere in its first utterances. */
const DIES_WITHIN_MS = 2_500;

export const killAudioHost: FaultCase = {
  name: 'kill-audio-host',
  title: 'The part that listens to the microphone crashes',
  done: 'The process that holds the headset is ended without warning while a guest speaks; the utterance goes on in the next one.',
  recovery: 'from the crash until the lane listens again',
  recoverWithinMs: 1_000,
  faults: { quick: 3, full: 60 },
  faultsARun: 10,
  sharesServers: true,
  isLossless: true,
  run,
};

async function run(scene: Scene): Promise<Figures> {
  const { chance, faults } = scene;
  const station = await scene.newStation();
  const recoverMs: number[] = [];
  const problems: string[] = [];
  const seed = Math.floor(chance() * 2 ** 31);
  const life = station.start({ sound: { seed, utterances: 4 }, speed: SPEED });
  await life.until(({ isListening }) => isListening);
  for (let fault = 0; fault < faults; fault += 1) {
    await wait(chance() * DIES_WITHIN_MS);
    const { hostPid } = life.state;
    const killedAtMs = performance.now();
    process.kill(hostPid, 'SIGKILL');
    const isBack = await life.until(
      (state) => state.hostPid !== hostPid && state.isListening,
      10_000,
    );
    if (isBack === undefined) problems.push('the lane did not listen again');
    else recoverMs.push(performance.now() - killedAtMs);
  }
  await life.until(({ unanswered }) => unanswered === 0);
  const { gapMs } = life.state;
  await life.stop();
  await station.closeLife();
  if (!(await station.settle())) problems.push('not all was delivered in time');
  return figuresOf(scene, station, { runs: faults, listeningGapMs: gapMs, recoverMs, problems });
}
