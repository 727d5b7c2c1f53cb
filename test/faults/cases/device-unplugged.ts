/** A real device (of a virtual sound server) is pulled out while a guest speaks, and plugged in again. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { tryCommand } from '../../../scripts/setup/run-logged.mjs';
import { playInto } from '../../../scripts/setup/speak.mjs';
import {
  startVirtualAudio,
  type Headset,
  type VirtualAudio,
} from '../../../scripts/setup/virtual-audio.mjs';
import { wavOf } from '../../../src/main/voice/batch/wav.ts';
import { figuresOf, type FaultCase, type Figures, type Scene } from '../fault-case.ts';
import { makeSound, makeVoice } from '../parts/sound.ts';
import type { StationProcess } from '../parts/station-process.ts';

const ALARM_WITHIN_MS = 3_000;
const ANSWERED_WITHIN_MS = 30_000;
/** After the guest has begun. */
const PULLED_WITHIN_MS = 800;
const AWAY_MS = { least: 500, most: 5_000 } as const;

export const deviceUnplugged: FaultCase = {
  name: 'device-unplugged',
  title: 'The headset is unplugged',
  done: 'The microphone is pulled out while a guest speaks, which the station must say within 3 s, and plugged in again a moment later. Real devices of a virtual sound server.',
  recovery: 'from plugging in until the lane listens again',
  recoverWithinMs: 2_000,
  faults: { quick: 1, full: 20 },
  faultsARun: 10,
  sharesServers: true,
  isLossless: true,
  whyNot: whyNoSoundServer,
  run,
};

function whyNoSoundServer(): string | undefined {
  const isThere = ['pulseaudio', 'pactl', 'paplay'].every(
    (program) => tryCommand(program, ['--version']) !== undefined,
  );
  return isThere ? undefined : 'there is no sound server (packages pulseaudio, pulseaudio-utils)';
}

async function run(scene: Scene): Promise<Figures> {
  const audio = await startVirtualAudio({
    headsets: [{ id: 'lane1', label: 'Lane 1 headset' }],
    isQuiet: true,
  });
  try {
    return await unplugOften(scene, audio);
  } finally {
    await audio.stop();
  }
}

async function unplugOften(scene: Scene, audio: VirtualAudio): Promise<Figures> {
  const { chance, faults } = scene;
  const [headset] = audio.headsets;
  if (headset === undefined) throw new Error('there is no headset');
  const guest = new Guest(scene, audio, headset);
  const station = await scene.newStation();
  const life = station.start({ device: headset.label, around: { env: audio.env } });
  const recoverMs: number[] = [];
  const problems: string[] = [];
  await life.until(({ isListening }) => isListening);
  for (let fault = 0; fault < faults; fault += 1) {
    const speaking = guest.speak();
    if (!(await isHeard(life))) problems.push('a guest was not heard');
    await wait(chance() * PULLED_WITHIN_MS);
    audio.unplug(headset);
    const said = await life.until(({ isListening }) => !isListening, ALARM_WITHIN_MS);
    if (said === undefined) problems.push('it was not said that the headset is gone');
    await wait(AWAY_MS.least + chance() * (AWAY_MS.most - AWAY_MS.least));
    audio.plugIn(headset);
    const took = await life.until(({ isListening }) => isListening);
    if (took === undefined) problems.push('the lane did not listen again');
    else recoverMs.push(took);
    await speaking;
    await isAllAnswered(life);
  }
  const speaking = guest.speak();
  if (!(await isHeard(life))) problems.push('a guest was not heard after the last fault');
  await speaking;
  if (!(await isAllAnswered(life))) problems.push('not all was answered in time');
  const { gapMs } = life.state;
  await life.stop();
  await station.closeLife({ isResampled: true });
  if (!(await station.settle())) problems.push('not all was delivered in time');
  return figuresOf(scene, station, { runs: faults, listeningGapMs: gapMs, recoverMs, problems });
}

/** Speaks into the headset, not always the same. */
class Guest {
  readonly #scene: Scene;
  readonly #audio: VirtualAudio;
  readonly #headset: Headset;
  readonly #voice = makeVoice();

  constructor(scene: Scene, audio: VirtualAudio, headset: Headset) {
    this.#scene = scene;
    this.#audio = audio;
    this.#headset = headset;
  }

  async speak(): Promise<void> {
    const file = join(this.#scene.folder, 'guest.wav');
    const seed = Math.floor(this.#scene.chance() * 2 ** 31);
    const { samples } = makeSound({ seed, utterances: 2 }, this.#voice);
    await writeFile(file, wavOf([new Uint8Array(samples.buffer)]));
    await playInto(this.#headset, file, this.#audio.env);
  }
}

async function isHeard(life: StationProcess): Promise<boolean> {
  return (await life.until(({ unanswered = 0 }) => unanswered > 0, 10_000)) !== undefined;
}

async function isAllAnswered(life: StationProcess): Promise<boolean> {
  const took = await life.until(({ unanswered }) => unanswered === 0, ANSWERED_WITHIN_MS);
  return took !== undefined;
}
