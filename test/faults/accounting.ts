/**
 * The books of one station in the lab. After each of its lives the journal is read as the next life will read it,
 * and held against three witnesses: the log of writes that returned, the sound that was played, and
 * the tickets with BuildPanel's digest of what it heard. Nothing here trusts what the station says of itself.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from '../../src/buildpanel/digest-recogniser.ts';
import { recoverJournal } from '../../src/main/voice/journal/recover.ts';
import { readFramesOf } from '../../src/main/voice/journal/replay.ts';
import type { StoredFrame } from '../../src/main/voice/journal/stored-utterance.ts';
import { FRAME_BYTES } from '../../src/shared/speech/audio-format.ts';
import { readFramesWritten } from './parts/frames-written.ts';
import { frameHash } from './parts/sound.ts';
import { LAB_STATION_KEY, stationFiles } from './parts/station-files.ts';

const WAV_HEADER_BYTES = 44;

export type Balance = {
  readonly utterances: number;
  readonly framesCaptured: number;
  readonly framesLost: number;
  readonly utterancesLost: number;
  readonly utterancesDuplicated: number;
  /** Of the sounds of these utterances. */
  readonly digests: readonly string[];
  /** What is wrong, for people. */
  readonly problems: readonly string[];
};

type Utterance = { readonly life: number; readonly frames: number; readonly digest: string };
type Ticket = { readonly utteranceId: string; readonly text: string };

export class Books {
  readonly #folder: string;
  readonly #journalFolder: string;
  readonly #utterances = new Map<string, Utterance>();
  readonly #problems: string[] = [];
  #framesCaptured = 0;
  #framesLost = 0;
  #duplicated = 0;

  constructor(folder: string, journalFolder: string) {
    this.#folder = folder;
    this.#journalFolder = journalFolder;
  }

  /** Call when a life has ended, before the next begins. */
  async closeLife(
    life: number,
    allowedLoss: { readonly frames: number } = { frames: 0 },
  ): Promise<void> {
    const written = await this.#framesWritten(life);
    const sound = await this.#playedIn(life);
    const { utterances, report } = await recoverJournal(this.#journalFolder, LAB_STATION_KEY);
    const damaged = report.damaged.filter(({ what }) => what !== 'torn-tail');
    if (damaged.length > 0)
      this.#problem(life, `the journal is damaged: ${JSON.stringify(damaged)}`);
    if (report.unreadableUtterances > 0) {
      this.#problem(life, `${report.unreadableUtterances} utterances can't be read`);
    }
    const ticketed = new Set((await this.#tickets()).map(({ utteranceId }) => utteranceId));
    let lost = 0;
    for (const [utteranceId, stored] of utterances) {
      const known = this.#utterances.get(utteranceId);
      if (known !== undefined && ticketed.has(utteranceId)) continue;
      const frames = await readFramesOf(stored, this.#journalFolder);
      if (known !== undefined) {
        lost += this.#missing(life, utteranceId, known.frames, frames.length);
        continue;
      }
      const sequences = new Set(frames.map(({ sequence }) => sequence));
      for (const sequence of written.get(utteranceId) ?? [])
        if (!sequences.has(sequence)) lost += 1;
      this.#compare(life, utteranceId, frames, sound);
      const digest = digestOf(Buffer.concat(frames.map(({ pcm }) => pcm)));
      this.#utterances.set(utteranceId, { life, frames: frames.length, digest });
    }
    for (const [utteranceId, sequences] of written) {
      this.#framesCaptured += sequences.size;
      if (!this.#utterances.has(utteranceId))
        lost += this.#missing(life, utteranceId, sequences.size, 0);
    }
    const inJournal = new Set<string>(utterances.keys());
    for (const [utteranceId, { frames }] of this.#utterances) {
      const isGone = frames > 0 && !ticketed.has(utteranceId) && !inJournal.has(utteranceId);
      if (isGone) this.#problem(life, `${utteranceId}: in the journal no more, and on no ticket`);
    }
    if (lost > allowedLoss.frames) this.#problem(life, `${lost} captured frames are gone`);
    this.#framesLost += lost;
  }

  /** When all has had its time to arrive. */
  async balance(): Promise<Balance> {
    const tickets = await this.#tickets();
    const textOf = new Map<string, string>();
    let duplicated = this.#duplicated;
    let utterancesLost = 0;
    let framesLost = this.#framesLost;
    const problems = [...this.#problems];
    for (const { utteranceId, text } of tickets) {
      if (textOf.has(utteranceId)) {
        duplicated += 1;
        problems.push(`${utteranceId}: on two tickets`);
      }
      textOf.set(utteranceId, text);
    }
    for (const [utteranceId, { life, frames, digest }] of this.#utterances) {
      if (frames === 0) continue;
      const text = textOf.get(utteranceId);
      if (text === digest) continue;
      if (text === undefined) {
        utterancesLost += 1;
        problems.push(`life ${life}: ${utteranceId} is on no ticket`);
        continue;
      }
      framesLost += Math.max(1, frames - Number(text.split(' ')[0] ?? 0));
      problems.push(`life ${life}: ${utteranceId}: the ticket has ${text}, the journal ${digest}`);
    }
    return {
      utterances: this.#utterances.size,
      framesCaptured: this.#framesCaptured,
      framesLost,
      utterancesLost,
      utterancesDuplicated: duplicated,
      digests: [...this.#utterances.values()].map(({ digest }) => digest),
      problems,
    };
  }

  #missing(life: number, utteranceId: string, before: number, now: number): number {
    if (now >= before) return 0;
    this.#problem(life, `${utteranceId}: ${before - now} of ${before} frames are missing`);
    return before - now;
  }

  /** Frame by frame what was played, without a jump that nobody told, and no sound in two utterances. */
  #compare(
    life: number,
    utteranceId: string,
    frames: readonly StoredFrame[],
    sound: Map<string, { readonly number: number; usedBy?: string }>,
  ): void {
    let shift: number | undefined;
    let isToldTwice = false;
    for (const { sequence, discontinuity, pcm } of frames) {
      const played = sound.get(frameHash(pcm));
      if (played === undefined) {
        this.#framesLost += 1;
        this.#problem(life, `${utteranceId}: frame ${sequence} is nothing that was played`);
        continue;
      }
      isToldTwice ||= played.usedBy !== undefined;
      played.usedBy = utteranceId;
      if (shift !== undefined && played.number - sequence !== shift && !discontinuity) {
        this.#problem(life, `${utteranceId}: a jump before frame ${sequence} that nobody told`);
      }
      shift = played.number - sequence;
    }
    if (!isToldTwice) return;
    this.#duplicated += 1;
    this.#problem(life, `${utteranceId}: its sound is in another utterance too`);
  }

  #problem(life: number, what: string): void {
    this.#problems.push(`life ${life}: ${what}`);
  }

  async #framesWritten(life: number): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
    const log = await readFile(stationFiles(this.#folder).framesWritten(life)).catch(() =>
      Buffer.alloc(0),
    );
    return readFramesWritten(log);
  }

  async #playedIn(
    life: number,
  ): Promise<Map<string, { readonly number: number; usedBy?: string }>> {
    const names = (await readdir(this.#folder)).filter((name) => name.startsWith(`sound-${life}-`));
    const played = new Map<string, { readonly number: number }>();
    for (const name of names) {
      const wav = await readFile(join(this.#folder, name));
      for (let at = WAV_HEADER_BYTES; at + FRAME_BYTES <= wav.length; at += FRAME_BYTES) {
        const number = (at - WAV_HEADER_BYTES) / FRAME_BYTES;
        played.set(frameHash(wav.subarray(at, at + FRAME_BYTES)), { number });
      }
    }
    return played;
  }

  async #tickets(): Promise<readonly Ticket[]> {
    const text = await readFile(stationFiles(this.#folder).tickets, 'utf8').catch(() => '');
    const lines = text.split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as Ticket);
  }
}
