/**
 * The books of one station in the lab. After each of its lives the journal is read as the next life will read it,
 * and held against three witnesses: the log of writes that returned, the sound that was played, and
 * the tickets with BuildPanel's digest of what it heard. Nothing here trusts what the station says of itself.
 */
import { readFile } from 'node:fs/promises';
import { digestOf } from '../../src/buildpanel/digest-recogniser.ts';
import { recoverJournal, type RecoveryReport } from '../../src/main/voice/journal/recover.ts';
import { readFramesOf } from '../../src/main/voice/journal/replay.ts';
import type { StoredFrame } from '../../src/main/voice/journal/stored-utterance.ts';
import { opusDigestOf } from './parts/opus-digest.ts';
import { readFramesWritten } from './parts/frames-written.ts';
import { Played, type PlayedFrame, type Run } from './parts/played.ts';
import { LAB_STATION_KEY, stationFiles } from './parts/station-files.ts';
import { readTicketBook, timesShown, type TicketLine } from './parts/ticket-book.ts';

/** What a power cut may cost. */
const TAIL_US = 150_000;

export type Balance = {
  readonly utterances: number;
  readonly framesCaptured: number;
  /** Of them those that are gone, the tail that a power cut may cost included. */
  readonly framesLost: number;
  readonly tailFramesLost: number;
  readonly utterancesLost: number;
  readonly utterancesDuplicated: number;
  /** By utterance, of its sound in any form. */
  readonly digests: readonly (readonly string[])[];
  /** What is wrong, for people. */
  readonly problems: readonly string[];
};

/** What the case knows of the files of a life: what it did to them, and what may therefore be missing. */
export type Harm = {
  /** Frames whose records it has cut off or overwritten. */
  readonly destroyedFrames?: number;
  /** The journal must tell of damage from now on. */
  readonly isDamaged?: boolean;
  /** When the power went, on the monotonic clock. */
  readonly powerCutAtUs?: number;
  /** Of the real app, which makes its own. */
  readonly stationKey?: Uint8Array;
  /** It heard a real device, whose sound is not sample by sample what was played. */
  readonly isResampled?: boolean;
  /** Sound was erased as soon as its words were stored: what is on a ticket need not be in the journal. */
  readonly keepsNothing?: boolean;
  /** The disk refused some of it: what is not in the journal may have gone live, from memory. */
  readonly diskRefused?: boolean;
};

type Utterance = {
  readonly life: number;
  readonly frames: number;
  /** Of its sound as it is, and as Opus makes it. */
  readonly digests: readonly string[];
};

export class Books {
  readonly #folder: string;
  readonly #utterances = new Map<string, Utterance>();
  readonly #problems: string[] = [];
  /** Lives whose journal may lack what went live. */
  readonly #liveOnly = new Map<number, Played>();
  /** Lives that ended with the power: what went live in their last moment is on a ticket, not on the disk. */
  readonly #cut = new Map<number, Played>();
  #isDamaged = false;
  #framesCaptured = 0;
  #framesLost = 0;
  #tailFramesLost = 0;
  #duplicated = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Call when a life has ended, before the next begins. */
  async closeLife(life: number, journalFolder: string, harm: Harm = {}): Promise<void> {
    const log = await readFile(stationFiles(this.#folder).framesWritten(life)).catch(() =>
      Buffer.alloc(0),
    );
    const written = readFramesWritten(log);
    const played = await Played.read(this.#folder, life);
    if (harm.diskRefused === true) this.#liveOnly.set(life, played);
    if (harm.powerCutAtUs !== undefined) this.#cut.set(life, played);
    const { stationKey = LAB_STATION_KEY } = harm;
    const { utterances, report } = await recoverJournal(journalFolder, stationKey);
    this.#judgeDamage(life, report, harm);
    const tickets = await this.#tickets();
    const textOf = new Map(tickets.map(({ utteranceId, text }) => [utteranceId, text]));
    /** Lost frames, by when they were written. */
    const lostAtUs: number[] = [];
    for (const [utteranceId, stored] of utterances) {
      const known = this.#utterances.get(utteranceId);
      if (known !== undefined && textOf.has(utteranceId)) continue;
      const frames = await readFramesOf(stored, journalFolder);
      if (known !== undefined) {
        const missing = Math.max(0, known.frames - frames.length);
        lostAtUs.push(...Array.from({ length: missing }, () => 0));
        continue;
      }
      const sequences = new Set(frames.map(({ sequence }) => sequence));
      for (const [sequence, atUs] of written.get(utteranceId) ?? []) {
        if (!sequences.has(sequence)) lostAtUs.push(atUs);
      }
      if (harm.isResampled !== true) this.#compare(life, utteranceId, frames, played);
      const sound = frames.map(({ pcm }) => pcm);
      const digests = sound.length === 0 ? [] : await digestsOf(sound, textOf.get(utteranceId));
      this.#utterances.set(utteranceId, { life, frames: frames.length, digests });
    }
    for (const [utteranceId, frames] of written) {
      this.#framesCaptured += frames.size;
      if (this.#utterances.has(utteranceId)) continue;
      const text = harm.keepsNothing === true ? textOf.get(utteranceId) : undefined;
      const heard = text === undefined ? undefined : played.runOf(text);
      if (text === undefined || heard === undefined || heard.to - heard.from !== frames.size) {
        lostAtUs.push(...frames.values());
      } else {
        this.#use(life, utteranceId, played.framesOf(heard));
        this.#utterances.set(utteranceId, { life, frames: frames.size, digests: [text] });
      }
    }
    if (isWhole(harm)) {
      for (const { from, to } of played.unheard) {
        this.#problem(life, `frames ${from} to ${to} were spoken, and nobody captured them`);
      }
    }
    const inJournal = new Set<string>(utterances.keys());
    for (const [utteranceId, { frames }] of this.#utterances) {
      const isGone = frames > 0 && !textOf.has(utteranceId) && !inJournal.has(utteranceId);
      if (isGone) this.#problem(life, `${utteranceId}: in the journal no more, and on no ticket`);
    }
    this.#countLost(life, lostAtUs, harm);
  }

  /** When all has had its time to arrive. */
  async balance(): Promise<Balance> {
    const tickets = await this.#tickets();
    const textOf = new Map(tickets.map(({ utteranceId, text }) => [utteranceId, text]));
    const problems = [...this.#problems];
    let utterancesDuplicated = this.#duplicated;
    const surplus = surplusOf(tickets);
    if (surplus > 0) {
      utterancesDuplicated += surplus;
      problems.push('an utterance is on two tickets');
    }
    const nowhere = await this.#takenForRepeats(tickets);
    let utterancesLost = nowhere.length;
    problems.push(...nowhere.map((id) => `${id} was taken for a repeat, and is on no ticket`));
    let framesLost = this.#framesLost;
    for (const [utteranceId, { life, frames, digests }] of this.#utterances) {
      const text = textOf.get(utteranceId);
      if (frames === 0 || (text !== undefined && digests.includes(text))) continue;
      if (text === undefined) {
        utterancesLost += 1;
        problems.push(`life ${life}: ${utteranceId} is on no ticket`);
      } else if (!this.#liveOnly.has(life) && !this.#isOfCut(life, text)) {
        framesLost += Math.max(1, frames - Number(text.split(' ')[0] ?? 0));
        problems.push(`life ${life}: ${utteranceId}: its ticket has other sound than the journal`);
      }
    }
    for (const [life, played] of this.#liveOnly) {
      const { missed, twice, foreign } = compareWithPlayed(played, [...textOf.values()]);
      utterancesLost += missed;
      utterancesDuplicated += twice;
      if (missed + twice + foreign > 0) {
        problems.push(`life ${life}: ${missed} missed, ${twice} twice, ${foreign} never played`);
      }
    }
    return {
      utterances: Math.max(this.#utterances.size, textOf.size),
      framesCaptured: this.#framesCaptured,
      framesLost,
      tailFramesLost: this.#tailFramesLost,
      utterancesLost,
      utterancesDuplicated,
      digests: [...this.#utterances.values()].map(({ digests }) => digests),
      problems,
    };
  }

  #isOfCut(life: number, text: string): boolean {
    return this.#cut.get(life)?.runOf(text) !== undefined;
  }

  #judgeDamage(life: number, report: RecoveryReport, harm: Harm): void {
    const damaged = report.damaged.filter(({ what }) => what !== 'torn-tail');
    const { unreadableUtterances } = report;
    this.#isDamaged ||= harm.isDamaged === true;
    const isTold = damaged.length > 0 || unreadableUtterances > 0;
    // What a power cut leaves of files that were never synced may look like anything.
    if (this.#cut.size > 0 || isTold === this.#isDamaged) return;
    this.#problem(
      life,
      isTold
        ? `the journal is damaged: ${JSON.stringify(damaged)}, ${unreadableUtterances} unreadable`
        : 'the journal does not tell of its damage',
    );
  }

  #countLost(life: number, lostAtUs: readonly number[], harm: Harm): void {
    const { powerCutAtUs = Infinity, destroyedFrames = 0 } = harm;
    const inTail = lostAtUs.filter((atUs) => atUs > powerCutAtUs - TAIL_US).length;
    const lost = Math.max(0, lostAtUs.length - inTail - destroyedFrames);
    if (lost > 0) {
      const oldestUs = Math.min(...lostAtUs);
      const when =
        harm.powerCutAtUs === undefined
          ? ''
          : `, the oldest ${Math.round((powerCutAtUs - oldestUs) / 1_000)} ms before the power went`;
      this.#problem(life, `${lost} captured frames are gone${when}`);
    }
    this.#framesLost += lost + inTail;
    this.#tailFramesLost += inTail;
    this.#framesCaptured -= Math.min(destroyedFrames, lostAtUs.length);
  }

  /** Frame by frame what was played, without a jump that nobody told, and no sound in two utterances. */
  #compare(life: number, utteranceId: string, frames: readonly StoredFrame[], sound: Played): void {
    let shift: number | undefined;
    const heard: PlayedFrame[] = [];
    for (const { sequence, discontinuity, pcm } of frames) {
      const played = sound.find(pcm);
      if (played === undefined) {
        this.#framesLost += 1;
        this.#problem(life, `${utteranceId}: frame ${sequence} is nothing that was played`);
        continue;
      }
      heard.push(played);
      if (shift !== undefined && played.number - sequence !== shift && !discontinuity) {
        this.#problem(life, `${utteranceId}: a jump before frame ${sequence} that nobody told`);
      }
      shift = played.number - sequence;
    }
    this.#use(life, utteranceId, heard);
  }

  #use(life: number, utteranceId: string, frames: readonly PlayedFrame[]): void {
    const isToldTwice =
      new Set(frames).size < frames.length || frames.some(({ usedBy }) => usedBy !== undefined);
    for (const frame of frames) frame.usedBy = utteranceId;
    if (!isToldTwice) return;
    this.#duplicated += 1;
    this.#problem(life, `${utteranceId}: its sound is in another utterance too`);
  }

  #problem(life: number, what: string): void {
    this.#problems.push(`life ${life}: ${what}`);
  }

  /** What the station's tickets said that they have already, and have not. */
  async #takenForRepeats(tickets: readonly TicketLine[]): Promise<readonly string[]> {
    const shown = new Set(
      tickets.filter(({ became }) => became !== null).map(({ utteranceId }) => utteranceId),
    );
    const book = await readTicketBook(stationFiles(this.#folder).ticketBook);
    const known = new Set([...shown, ...book.applied, ...book.missed]);
    return [...new Set(tickets.map(({ utteranceId }) => utteranceId))].filter(
      (utteranceId) => !known.has(utteranceId),
    );
  }

  async #tickets(): Promise<readonly TicketLine[]> {
    const text = await readFile(stationFiles(this.#folder).tickets, 'utf8').catch(() => '');
    const lines = text.split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as TicketLine);
  }
}

/** How often more than once utterances are shown. */
function surplusOf(tickets: readonly TicketLine[]): number {
  const byId = new Map<string, TicketLine[]>();
  for (const line of tickets) {
    byId.set(line.utteranceId, [...(byId.get(line.utteranceId) ?? []), line]);
  }
  return [...byId.values()].reduce((sum, lines) => sum + Math.max(0, timesShown(lines) - 1), 0);
}

/** The journal must have all that was captured. */
function isWhole({ destroyedFrames, powerCutAtUs, isResampled, diskRefused }: Harm): boolean {
  const isHarmed = destroyedFrames !== undefined || powerCutAtUs !== undefined;
  return !isHarmed && isResampled !== true && diskRefused !== true;
}

/** `text` of its ticket, if there is one: when it is the first digest, the second will not be wanted. */
async function digestsOf(
  frames: readonly Uint8Array[],
  text: string | undefined,
): Promise<readonly string[]> {
  const digest = digestOf(Buffer.concat(frames));
  return digest === text ? [digest] : [digest, await opusDigestOf(frames)];
}

/** Each stretch of speech must be on one ticket, and each ticket of this life must be a stretch of what was played. */
function compareWithPlayed(played: Played, texts: readonly string[]) {
  const runs = texts.map((text) => played.runOf(text));
  const onTickets = played.spoken.map(
    (speech) => runs.filter((run) => run !== undefined && overlaps(run, speech)).length,
  );
  return {
    missed: onTickets.filter((count) => count === 0).length,
    twice: onTickets.filter((count) => count > 1).length,
    foreign: runs.filter((run) => run === undefined).length,
  };
}

function overlaps(run: Run, other: Run): boolean {
  return run.file === other.file && run.from < other.to && other.from < run.to;
}
