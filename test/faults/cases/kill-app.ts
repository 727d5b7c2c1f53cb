/**
 * The real app, window and all, is killed. The books read what its own tickets have on its disk. In most runs
 * BuildPanel tells digests as words, and what is on a ticket must be a sound that it has heard whole; in a few
 * it recognises real speech, and only how often an utterance is on a ticket counts.
 */
import { appendFile, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openDisplay } from '../../../scripts/setup/display.mjs';
import type { Recogniser } from '../../../scripts/station/stack.ts';
import { digestOf } from '../../../src/buildpanel/digest-recogniser.ts';
import { wavOf } from '../../../src/main/voice/batch/wav.ts';
import { recoverJournal } from '../../../src/main/voice/journal/recover.ts';
import { readFramesOf } from '../../../src/main/voice/journal/replay.ts';
import type { StoredUtterance } from '../../../src/main/voice/journal/stored-utterance.ts';
import { FRAME_BYTES, FRAME_MS } from '../../../src/shared/speech/audio-format.ts';
import { Books } from '../accounting.ts';
import { spokenBy } from '../../support/synthetic-voice.ts';
import { figuresOf, type FaultCase, type Figures, type Scene } from '../fault-case.ts';
import { AppProcess, buildApp, journalKeyOf } from '../parts/app-process.ts';
import { makeSound, makeVoice, type Sound } from '../parts/sound.ts';
import { stationFiles } from '../parts/station-files.ts';
import { readTicketBook, type TicketLine } from '../parts/ticket-book.ts';

const SPEED = 2;
const ORDER = 'two lemonades please';
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
  recogniser: 'digest-words',
  run: (scene) => run(scene, 'digest-words', makeVoice()),
};

export const killAppSpoken: FaultCase = {
  ...killApp,
  name: 'kill-app-spoken',
  title: 'The whole app is killed while orders are spoken',
  done: 'As before, but guests order in words, which are recognised: each order is on the ticket once.',
  faults: { quick: 1, full: 10 },
  faultsARun: 10,
  recogniser: 'pocketsphinx',
  run: async (scene) => run(scene, 'pocketsphinx', samplesOf(await spokenBy('slt', ORDER))),
};

async function run(scene: Scene, recogniser: Recogniser, voice: Int16Array): Promise<Figures> {
  const display = await openDisplay({ isQuiet: true });
  const station = new AppStation(scene, {
    env: display.env,
    witness: await buildApp(scene.folder),
    isSpoken: recogniser === 'pocketsphinx',
    voice,
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

type Around = {
  readonly env: NodeJS.ProcessEnv;
  readonly witness: string;
  /** Words are recognised, not digests. */
  readonly isSpoken: boolean;
  readonly voice: Int16Array;
};

class AppStation {
  readonly books: Books;
  readonly #scene: Scene;
  readonly #around: Around;
  readonly #folder: string;
  #life = 0;
  #app: AppProcess | undefined;
  #code = '';

  constructor(scene: Scene, around: Around) {
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
    const { voice, isSpoken } = this.#around;
    const options = { seed, utterances: UTTERANCES_A_LIFE, isWhole: isSpoken };
    const sound = makeSound(options, voice);
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
    await this.books.closeLife(this.#life, this.#journalFolder, {
      stationKey: await this.#key(),
      // Pauses within an order are nobody's speech.
      isResampled: this.#around.isSpoken,
    });
  }

  /** In silence, until all is delivered. */
  async settle(): Promise<boolean> {
    await this.#start(makeSound({ seed: this.#life, utterances: 0 }, this.#around.voice));
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

  /** A line for each time that the app's tickets have an utterance which they had not before. */
  async #writeTickets(): Promise<void> {
    await this.#scene.servers.count();
    const { utterances } = await recoverJournal(this.#journalFolder, await this.#key());
    const { applied, missed } = await readTicketBook(join(this.#dataFolder, 'tickets'));
    for (const [utteranceId, stored] of utterances) {
      const times = applied.filter((each) => each === utteranceId).length;
      const before = this.#ticketed.get(utteranceId) ?? 0;
      if (times > before) {
        const text = await this.#textOf(stored);
        const became = missed.has(utteranceId) ? 'missed' : 'suggestions';
        const line: TicketLine = { utteranceId, text, became };
        await this.#write(Array.from({ length: times - before }, () => line));
        this.#ticketed.set(utteranceId, times);
      } else if (times === 0 && before === 0 && (await this.#isWordless(stored))) {
        const text = await this.#textOf(stored);
        await this.#write([{ utteranceId, text, became: 'suggestions' }]);
        this.#ticketed.set(utteranceId, 1);
      }
    }
  }

  #write(lines: readonly TicketLine[]): Promise<void> {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    return appendFile(stationFiles(this.#folder).tickets, text);
  }

  /** Its digest; of digests, only if BuildPanel has heard this very sound. */
  async #textOf(stored: StoredUtterance): Promise<string> {
    const frames = await readFramesOf(stored, this.#journalFolder);
    const text = digestOf(Buffer.concat(frames.map(({ pcm }) => pcm)));
    const isHeard = this.#around.isSpoken || this.#scene.servers.timesAsked(text) > 0;
    return isHeard ? text : 'not what BuildPanel has heard';
  }

  /** Delivered, and rightly on no ticket: half an order that a kill has cut is no words to the recogniser. */
  async #isWordless(stored: StoredUtterance): Promise<boolean> {
    if (!this.#around.isSpoken || stored.mark !== 'delivered') return false;
    const frames = await readFramesOf(stored, this.#journalFolder);
    return this.#scene.servers.hasHeardNothingIn(frames.length * FRAME_BYTES);
  }

  /** How often each is in `tickets`. */
  readonly #ticketed = new Map<string, number>();
}

function samplesOf(pcm: Buffer): Int16Array {
  return new Int16Array(Uint8Array.from(pcm).buffer);
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
