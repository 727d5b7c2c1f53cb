/** Speaks replies with Debian's flite, and makes MP3 of them with lame. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { readPcmWav } from '../pcm-wav.ts';
import type { SpeakFailure, Speaker } from '../spoken-reply.ts';
import { encodeMp3 } from './mp3.ts';

/** Speaks at 16 kHz, as the dialects want it. */
const VOICE = 'slt';
const DEADLINE_MS = 10_000;
/** About half a minute of speech. */
const MAX_TEXT_LENGTH = 400;
const MAX_AT_ONCE = 2;
const MAX_WAITING = 64;
const MAX_KEPT = 64;

/** Remembers what it said last, for a till says much the same all day. */
export class FliteSpeaker implements Speaker {
  readonly #kept = new Map<string, Promise<Result<Uint8Array, SpeakFailure>>>();
  readonly #waiting: (() => void)[] = [];
  #runningCount = 0;

  pcm(text: string): Promise<Result<Uint8Array, SpeakFailure>> {
    return this.#keep(`pcm ${text}`, () => this.#inTurn(() => synthesise(text)));
  }

  mp3(text: string): Promise<Result<Uint8Array, SpeakFailure>> {
    return this.#keep(`mp3 ${text}`, async () => {
      const pcm = await this.pcm(text);
      return pcm.ok ? this.#inTurn(() => encodeMp3(pcm.value)) : pcm;
    });
  }

  #keep(
    key: string,
    make: () => Promise<Result<Uint8Array, SpeakFailure>>,
  ): Promise<Result<Uint8Array, SpeakFailure>> {
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const made = make().then((result) => {
      if (!result.ok) this.#kept.delete(key);
      return result;
    });
    this.#kept.set(key, made);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return made;
  }

  async #inTurn(
    work: () => Promise<Result<Uint8Array, SpeakFailure>>,
  ): Promise<Result<Uint8Array, SpeakFailure>> {
    if (this.#waiting.length >= MAX_WAITING) return fail('busy');
    if (this.#runningCount < MAX_AT_ONCE) this.#runningCount += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The turn is handed on, or given back.
      const next = this.#waiting.shift();
      if (next === undefined) this.#runningCount -= 1;
      else next();
    }
  }
}

/** Through a file: flite opens its output by name, and the pipes of a child of Node have none. */
async function synthesise(text: string): Promise<Result<Uint8Array, SpeakFailure>> {
  const folder = await mkdtemp(join(tmpdir(), 'buildpanel-reply-'));
  const file = join(folder, 'reply.wav');
  try {
    const args = ['-voice', VOICE, '-t', text.slice(0, MAX_TEXT_LENGTH), '-o', file];
    await promisify(execFile)('flite', args, { timeout: DEADLINE_MS });
    const wav = readPcmWav(await readFile(file));
    const isRight = wav.ok && wav.value.sampleRateHz === SAMPLE_RATE_HZ && wav.value.channels === 1;
    return isRight ? ok(wav.value.pcm) : fail('failed');
  } catch (error) {
    const isMissing =
      error instanceof Error &&
      'syscall' in error &&
      error.syscall === 'spawn flite' &&
      'code' in error &&
      error.code === 'ENOENT';
    return fail(isMissing ? 'missing' : 'failed');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
