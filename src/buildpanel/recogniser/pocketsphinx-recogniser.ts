/** Real speech recognition: a few warm recogniser programs, one utterance in each at a time. */
import { setTimeout as delay } from 'node:timers/promises';
import { fail, ok, type Result } from '../../shared/result.ts';
import type {
  PartialRecognition,
  Recogniser,
  RecogniserFailure,
  RecognitionStream,
} from '../recognition.ts';
import { confidenceOf, LEAST_CONFIDENCE, partialConfidenceOf } from './confidence.ts';
import { RecogniserProcess } from './recogniser-process.ts';

/** A caller waits this long for a free recogniser before it is told `busy`. */
const WAIT_MS = 15_000;
/** More callers than this don't wait at all. */
const MAX_WAITING = 64;
/** Between tries to replace a recogniser that died, while the program itself is broken. */
const RESPAWN_DELAY_MS = 1_000;

export type PocketsphinxOptions = {
  readonly program: string;
  /** Folder of pocketsphinx's acoustic model. */
  readonly acousticModel: string;
  readonly languageModel: string;
  readonly dictionary: string;
  readonly processCount: number;
};

type Waiting = (process: RecogniserProcess | undefined) => void;

export class PocketsphinxRecogniser implements Recogniser {
  readonly #options: PocketsphinxOptions;
  #free: RecogniserProcess[] = [];
  #busy = new Set<RecogniserProcess>();
  #waiting: Waiting[] = [];
  #isStopped = false;

  constructor(options: PocketsphinxOptions) {
    this.#options = options;
  }

  /** Throws when the program can't run at all: there would be no BuildPanel to speak of. */
  async start(): Promise<void> {
    const started = await Promise.all(
      Array.from({ length: this.#options.processCount }, () => this.#spawn()),
    );
    this.#free = started.flatMap((process) => (process.ok ? [process.value] : []));
    const failed = started.find(({ ok: isUp }) => !isUp);
    if (failed === undefined || failed.ok) return;
    await this.stop();
    throw new Error(`the recogniser ${failed.failure}`);
  }

  stop(): Promise<void> {
    this.#isStopped = true;
    for (const process of [...this.#free, ...this.#busy]) process.kill();
    for (const waiting of this.#waiting.splice(0)) waiting(undefined);
    return Promise.resolve();
  }

  async open(
    onPartial: (partial: PartialRecognition) => void,
  ): Promise<Result<RecognitionStream, RecogniserFailure>> {
    const process = await this.#take();
    if (process === undefined) return fail('busy');
    process.open((partial) =>
      onPartial({ text: partial.text, confidence: partialConfidenceOf(partial) }),
    );
    return ok({
      write: (pcm) => process.write(pcm),
      end: async () => {
        const words = await process.end();
        this.#giveBack(process, words.ok);
        if (!words.ok) return words;
        const confidence = confidenceOf(words.value);
        const isUnderstood = confidence >= LEAST_CONFIDENCE;
        const text = isUnderstood ? words.value.map(({ word }) => word).join(' ') : '';
        return ok({ text, confidence, isSpeech: true });
      },
      abort: () => {
        void process.abort().then((aborted) => this.#giveBack(process, aborted.ok));
      },
    });
  }

  #spawn(): Promise<Result<RecogniserProcess, RecogniserFailure>> {
    const { program, acousticModel, languageModel, dictionary } = this.#options;
    const model = ['-hmm', acousticModel, '-lm', languageModel, '-dict', dictionary];
    // -compallsen: acoustic scores relative to every sound, not only those of words in the search.
    const options = ['-cmn', 'live', '-remove_noise', 'no', '-compallsen', 'yes'];
    return RecogniserProcess.start(program, [...model, ...options, '-logfn', '/dev/null']);
  }

  #take(): Promise<RecogniserProcess | undefined> {
    const free = this.#takeFree();
    if (free !== undefined) {
      this.#busy.add(free);
      return Promise.resolve(free);
    }
    if (this.#isStopped || this.#waiting.length >= MAX_WAITING) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const settle: Waiting = (process) => {
        clearTimeout(deadline);
        resolve(process);
      };
      const deadline = setTimeout(() => {
        this.#waiting = this.#waiting.filter((one) => one !== settle);
        resolve(undefined);
      }, WAIT_MS);
      this.#waiting.push(settle);
    });
  }

  /** One that died while it was idle is passed over. */
  #takeFree(): RecogniserProcess | undefined {
    for (let free = this.#free.pop(); free !== undefined; free = this.#free.pop()) {
      if (free.isAlive) return free;
      void this.#replace();
    }
    return undefined;
  }

  /** A recogniser that failed is replaced, so that the pool stays as large as it was. */
  #giveBack(process: RecogniserProcess, isGood: boolean): void {
    this.#busy.delete(process);
    if (this.#isStopped) return;
    if (isGood && process.isAlive) {
      this.#offer(process);
      return;
    }
    process.kill();
    void this.#replace();
  }

  /** Never rejects. */
  async #replace(): Promise<void> {
    while (!this.#hasStopped()) {
      const fresh = await this.#spawn();
      if (fresh.ok) {
        if (this.#hasStopped()) fresh.value.kill();
        else this.#offer(fresh.value);
        return;
      }
      await delay(RESPAWN_DELAY_MS);
    }
  }

  /** A call, because it may have become so while something was awaited. */
  #hasStopped(): boolean {
    return this.#isStopped;
  }

  #offer(process: RecogniserProcess): void {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#free.push(process);
      return;
    }
    this.#busy.add(process);
    next(process);
  }
}
