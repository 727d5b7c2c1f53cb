/**
 * The real app, window and all, is killed. Its tickets take no digests, so the books hold BuildPanel's own record
 * against the journal: delivered there, and recognised as exactly the sound that was captured.
 */
import { appendFile, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openDisplay } from '../../../scripts/setup/display.mjs';
import { digestOf } from '../../../src/buildpanel/digest-recogniser.ts';
import { wavOf } from '../../../src/main/voice/batch/wav.ts';
import { recoverJournal } from '../../../src/main/voice/journal/recover.ts';
import { readFramesOf } from '../../../src/main/voice/journal/replay.ts';
import { FRAME_MS } from '../../../src/shared/speech/audio-format.ts';
import { Books } from '../accounting.ts';
import { figuresOf, type FaultCase, type Figures, type Scene } from '../fault-case.ts';
import { AppProcess, buildApp, journalKeyOf } from '../parts/app-process.ts';
import { makeSound, makeVoice, type Sound } from '../parts/sound.ts';
import { stationFiles } from '../parts/station-files.ts';

const SPEED = 2;
const UTTERANCES_A_LIFE = 4;
/** After the first captured frame. */
const DIES_WITHIN_MS = 4_000;
const STARTS_WITHIN_MS = 60_000;
const SETTLES_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 20;

export const killApp: FaultCase = {
  name: 'kill-app',
  title: 'The whole app is killed',
  done: 'The real app with its window is ended by the system without warning while guests speak, and started again.',
  recovery: 'from the new start until the lane listened again',
  recoverWithinMs: 3_000,
  faults: { quick: 1, full: 100 },
  faultsARun: 25,
  sharesServers: false,
  isLossless: true,
  run,
};

async function run(scene: Scene): Promise<Figures> {
  const display = await openDisplay({ isQuiet: true });
  const station = new AppStation(scene, {
    env: display.env,
    witness: await buildApp(scene.folder),
  });
  const recoverMs: number[] = [];
  const problems: string[] = [];
  try {
    await station.prepare();
    for (let fault = 0; fault < scene.faults; fault += 1) {
      const cameMs = await station.liveUntilHeard();
      if (cameMs === undefined) problems.push('the app did not listen');
      // The first start enrols.
      else if (fault > 0) recoverMs.push(cameMs);
      await wait(scene.chance() * DIES_WITHIN_MS);
      await station.kill();
    }
    if (!(await station.settle())) problems.push('not all was delivered in time');
    const listeningGapMs = 0;
    return await figuresOf(scene, station, {
      runs: scene.faults,
      listeningGapMs,
      recoverMs,
      problems,
    });
  } finally {
    await station.kill();
    await display.stop();
  }
}

class AppStation {
  readonly books: Books;
  readonly #scene: Scene;
  readonly #around: { readonly env: NodeJS.ProcessEnv; readonly witness: string };
  readonly #folder: string;
  readonly #voice = makeVoice();
  #life = 0;
  #app: AppProcess | undefined;
  #code = '';

  constructor(scene: Scene, around: { env: NodeJS.ProcessEnv; witness: string }) {
    this.#scene = scene;
    this.#around = around;
    this.#folder = join(scene.folder, 'station');
    this.books = new Books(this.#folder);
  }

  async prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    this.#code = await this.#scene.servers.enrolmentCodeFile();
  }

  /** Starts it; resolves when its first frame is captured, with how long it took to listen. */
  async liveUntilHeard(): Promise<number | undefined> {
    const seed = Math.floor(this.#scene.chance() * 2 ** 31);
    const sound = makeSound({ seed, utterances: UTTERANCES_A_LIFE }, this.#voice);
    const startedAtUs = Number(process.hrtime.bigint() / 1_000n);
    await this.#start(sound);
    const log = stationFiles(this.#folder).framesWritten(this.#life);
    const isHeard = await until(
      async () => ((await sizeOf(log)) > 0 ? true : undefined),
      STARTS_WITHIN_MS,
    );
    if (isHeard === undefined) return undefined;
    const heardAtUs = Number(process.hrtime.bigint() / 1_000n);
    const firstWordMs = ((sound.spoken[0]?.from ?? 0) * FRAME_MS) / SPEED;
    return (heardAtUs - startedAtUs) / 1_000 - firstWordMs;
  }

  async kill(): Promise<void> {
    const app = this.#app;
    if (app === undefined) return;
    this.#app = undefined;
    await app.kill();
    await this.#writeTickets();
    await this.books.closeLife(this.#life, this.#journalFolder, { stationKey: await this.#key() });
  }

  /** In silence, until all is delivered. */
  async settle(): Promise<boolean> {
    await this.#start(makeSound({ seed: this.#life, utterances: 0 }, this.#voice));
    const key = await this.#key();
    const isDone = await until(async () => {
      const { utterances } = await recoverJournal(this.#journalFolder, key);
      const isLeft = [...utterances.values()].some(({ mark }) => mark !== 'delivered');
      return isLeft ? undefined : true;
    }, SETTLES_WITHIN_MS);
    await this.kill();
    return isDone === true;
  }

  get #dataFolder(): string {
    return join(this.#folder, 'app');
  }

  get #journalFolder(): string {
    return join(this.#folder, 'journal');
  }

  #key(): Promise<Uint8Array> {
    return journalKeyOf(this.#dataFolder, this.#journalFolder);
  }

  async #start(sound: Sound): Promise<void> {
    this.#life += 1;
    const files = stationFiles(this.#folder);
    const wav = files.sound(this.#life, 0);
    await writeFile(`${wav}.json`, JSON.stringify(sound.spoken));
    await writeFile(wav, wavOf([new Uint8Array(sound.samples.buffer)]));
    const configFile = join(this.#folder, 'station-config.json');
    const config = {
      relayUrl: this.#scene.servers.relayUrl,
      stationName: 'Fault lab',
      credentials: { kind: 'development' },
      journalDirectory: this.#journalFolder,
      lanes: { 'lane-1': { capture: { kind: 'wav', path: wav, speed: SPEED } } },
    };
    await writeFile(configFile, JSON.stringify(config));
    this.#app = new AppProcess({
      witness: this.#around.witness,
      dataFolder: this.#dataFolder,
      configFile,
      env: {
        ...this.#around.env,
        STATION_ENROL_CODE_FILE: this.#code,
        FRAMES_WRITTEN_LOG: files.framesWritten(this.#life),
      },
    });
  }

  /** A line for each utterance that the journal has as delivered, if BuildPanel has recognised its very sound. */
  async #writeTickets(): Promise<void> {
    await this.#scene.servers.count();
    const { utterances } = await recoverJournal(this.#journalFolder, await this.#key());
    for (const stored of utterances.values()) {
      if (stored.mark !== 'delivered' || this.#ticketed.has(stored.utteranceId)) continue;
      const frames = await readFramesOf(stored, this.#journalFolder);
      const text = digestOf(Buffer.concat(frames.map(({ pcm }) => pcm)));
      if (this.#scene.servers.timesAsked(text) === 0) continue;
      this.#ticketed.add(stored.utteranceId);
      const line = JSON.stringify({ utteranceId: stored.utteranceId, text });
      await appendFile(stationFiles(this.#folder).tickets, `${line}\n`);
    }
  }

  readonly #ticketed = new Set<string>();
}

async function until<Value>(
  look: () => Promise<Value | undefined>,
  deadlineMs: number,
): Promise<Value | undefined> {
  const fromMs = performance.now();
  for (;;) {
    const value = await look();
    if (value !== undefined || performance.now() - fromMs > deadlineMs) return value;
    await wait(LOOK_EVERY_MS);
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
