/** What was played to a station in one of its lives, as its WAV files have it: told by content. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FRAME_BYTES } from '../../../src/shared/speech/audio-format.ts';
import { frameHash, type Sound } from './sound.ts';

const WAV_HEADER_BYTES = 44;

export type PlayedFrame = { readonly file: number; readonly number: number; usedBy?: string };
/** Frames of one file, the last not included. */
export type Run = { readonly file: number; readonly from: number; readonly to: number };

export class Played {
  readonly #byHash = new Map<string, PlayedFrame>();
  readonly #files: readonly Buffer[];
  /** Where someone speaks. */
  readonly spoken: readonly Run[];

  private constructor(files: readonly Buffer[], spoken: readonly Run[]) {
    this.#files = files;
    this.spoken = spoken;
    for (const [file, pcm] of files.entries()) {
      for (let at = 0; at + FRAME_BYTES <= pcm.length; at += FRAME_BYTES) {
        const frame = { file, number: at / FRAME_BYTES };
        this.#byHash.set(frameHash(pcm.subarray(at, at + FRAME_BYTES)), frame);
      }
    }
  }

  static async read(folder: string, life: number): Promise<Played> {
    const names = (await readdir(folder)).filter((name) => name.startsWith(`sound-${life}-`));
    const wavs = names.filter((name) => name.endsWith('.wav')).sort();
    const files: Buffer[] = [];
    const spoken: Run[] = [];
    for (const [file, name] of wavs.entries()) {
      files.push((await readFile(join(folder, name))).subarray(WAV_HEADER_BYTES));
      const spans = JSON.parse(
        await readFile(join(folder, `${name}.json`), 'utf8'),
      ) as Sound['spoken'];
      spoken.push(...spans.map((span) => ({ file, ...span })));
    }
    return new Played(files, spoken);
  }

  /** Someone spoke, a later frame was captured, and of the speech none was: nobody listened, and nobody said so. */
  get unheard(): readonly Run[] {
    const heard = this.#files.map(() => new Set<number>());
    for (const { file, number, usedBy } of this.#byHash.values()) {
      if (usedBy !== undefined) heard[file]?.add(number);
    }
    return this.spoken.filter(({ file, from, to }) => {
      const numbers = [...(heard[file] ?? [])];
      const isBefore = numbers.some((number) => number >= to);
      return isBefore && !numbers.some((number) => number >= from && number < to);
    });
  }

  /** The frames of a run. */
  framesOf({ file, from, to }: Run): readonly PlayedFrame[] {
    return [...this.#byHash.values()].filter(
      (frame) => frame.file === file && frame.number >= from && frame.number < to,
    );
  }

  find(pcm: Uint8Array): PlayedFrame | undefined {
    return this.#byHash.get(frameHash(pcm));
  }

  /** The run of frames that a digest (`"<frames> <sha256>"`) is of; undefined: of none. */
  runOf(digest: string): Run | undefined {
    const [count = '', sha] = digest.split(' ');
    const frames = Number(count);
    for (const [file, pcm] of this.#files.entries()) {
      const last = pcm.length / FRAME_BYTES - frames;
      for (let from = 0; from <= last; from += 1) {
        const run = pcm.subarray(from * FRAME_BYTES, (from + frames) * FRAME_BYTES);
        const found = createHash('sha256').update(run).digest('hex');
        if (found === sha) return { file, from, to: from + frames };
      }
    }
    return undefined;
  }
}
