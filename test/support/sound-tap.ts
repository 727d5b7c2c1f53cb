/** Listens to a source of the virtual audio and knows when each sample sounded, to a few milliseconds. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const RATE_PER_MS = 16;
const BLOCK = 160;
/** Power of -50 dBFS. */
const AUDIBLE = 104 ** 2;

/** Two taps of one sound server are late by the same few milliseconds: differences between them are exact. */
export class SoundTap {
  readonly #recorder: ChildProcess;
  readonly #pieces: Buffer[] = [];
  #sizeBytes = 0;
  /** When sample 0 sounded: the earliest that the arrivals allow, on the clock of `performance.now()`. */
  #startedAtMs = Infinity;

  constructor(source: string, env: NodeJS.ProcessEnv) {
    const format = ['--raw', '--format=s16le', '--rate=16000', '--channels=1'];
    this.#recorder = spawn('parec', [`--device=${source}`, ...format, '--latency-msec=10'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#recorder.stdout?.on('data', (piece: Buffer) => {
      this.#pieces.push(piece);
      this.#sizeBytes += piece.length;
      const startedAtMs = performance.now() - this.#sizeBytes / 2 / RATE_PER_MS;
      this.#startedAtMs = Math.min(this.#startedAtMs, startedAtMs);
    });
  }

  /** It hears: sound before that is not heard. */
  async started(): Promise<void> {
    if (this.#recorder.stdout !== null && this.#sizeBytes === 0)
      await once(this.#recorder.stdout, 'data', { signal: AbortSignal.timeout(5_000) });
  }

  get samples(): Int16Array {
    const bytes = Buffer.concat(this.#pieces);
    return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  }

  /** When a sample sounded, on the clock of `performance.now()`. */
  atMs(sample: number): number {
    return this.#startedAtMs + sample / RATE_PER_MS;
  }

  /** When the first 10 ms from `fromMs` on that are audible began; NaN when none are. */
  soundsFrom(fromMs: number): number {
    return this.#audibleBlocks().find((atMs) => atMs >= fromMs) ?? NaN;
  }

  /** When the last audible 10 ms before the first `pauseMs` without sound ended, `fromMs` on; NaN when none was heard. */
  soundsUntil(fromMs: number, pauseMs: number): number {
    const audible = this.#audibleBlocks().filter((atMs) => atMs >= fromMs);
    const last = audible.find((atMs, index) => (audible[index + 1] ?? Infinity) - atMs > pauseMs);
    return (last ?? NaN) + BLOCK / RATE_PER_MS;
  }

  async stop(): Promise<void> {
    if (this.#recorder.exitCode !== null || this.#recorder.signalCode !== null) return;
    this.#recorder.kill('SIGKILL');
    await once(this.#recorder, 'exit');
  }

  #audibleBlocks(): number[] {
    const { samples } = this;
    return Array.from({ length: Math.floor(samples.length / BLOCK) }, (_, index) => index * BLOCK)
      .filter((at) => powerOf(samples.subarray(at, at + BLOCK)) > AUDIBLE)
      .map((at) => this.atMs(at));
  }
}

function powerOf(samples: Int16Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
}
