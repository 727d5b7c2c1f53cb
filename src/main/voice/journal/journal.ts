/**
 * The station's journal: every frame of every lane, on disk before anything else is done with it. One
 * instance owns the directory; the voice part writes to it, the uplink and the uploader read from it. While
 * the disk refuses, frames are kept in memory (bounded) so that live streaming goes on, and are written
 * when it takes them again.
 */
import type { LaneId, SessionId, UtteranceId } from '../../../shared/ids.ts';
import { FRAME_BYTES } from '../../../shared/speech/audio-format.ts';
import type { Clock } from '../clock.ts';
import { FrameIndex } from './frame-index.ts';
import type { Sync } from './group-sync.ts';
import { Housekeeping } from './housekeeping.ts';
import { encodeRecord, openRecord, RECORD_HEADER_BYTES, type RecordKind } from './record.ts';
import {
  fileNumbers,
  recoverJournal,
  type FileNumbers,
  type RecoveryReport,
  type SegmentInfo,
} from './recover.ts';
import { readFramesOf } from './replay.ts';
import { deliveredOf, totalBytes, type Retention } from './retention.ts';
import { SegmentFiles, type Place } from './segment-files.ts';
import { SegmentReaders } from './segment-readers.ts';
import type { StoredFrame, StoredUtterance } from './stored-utterance.ts';

/** Read back from memory, not the disk: the tail that the uplink sends from while it keeps up. */
const RECENT_FRAMES = 64;
/** Three minutes of sound that the disk refused; what comes on top goes live or nowhere, and that is said. */
const MAX_KEPT_FRAMES = 9_000;
const FRAME_RECORD_BYTES = RECORD_HEADER_BYTES + FRAME_BYTES + 20;

/** What `appendFrame` made of a frame: on disk, in memory alone, there to be streamed now and no longer, or nothing. */
export type Appended = 'written' | 'kept-in-memory' | 'live-only' | 'lost';

export type JournalDeps = {
  readonly directory: string;
  /** 32 bytes that wrap the utterances' keys. */
  readonly stationKey: Uint8Array;
  readonly clock: Clock;
  /** Policy's, which may change while the journal is open. */
  readonly retention: () => Retention;
  /** The disk refuses (with the system's code) or takes records again. */
  readonly onWritable: (isWritable: boolean, code: string | undefined) => void;
  /** A record that was whole on disk before could not be read back. */
  readonly onUnreadable: (utteranceId: UtteranceId) => void;
  /** Told at each round of erasing: the system's code when the disk refused to erase something. */
  readonly onEraseRefusal: (code: string | undefined) => void;
  /** How the disk is asked to sync; `fdatasync` unless given. */
  readonly sync?: Sync;
};

/** What was on disk at the start. */
export type ReadBack = {
  /** Not erased yet, oldest first. */
  readonly utterances: readonly StoredUtterance[];
  readonly report: RecoveryReport;
};

/** Takes frames at once; what lies there already is read back meanwhile. */
export async function openJournal(deps: JournalDeps): Promise<Journal> {
  return new Journal(deps, await fileNumbers(deps.directory));
}

export class Journal {
  readonly #deps: JournalDeps;
  readonly #files: SegmentFiles;
  readonly #utterances = new Map<UtteranceId, StoredUtterance>();
  readonly #segments = new Map<number, SegmentInfo>();
  readonly #readers: SegmentReaders;
  #isWritable = true;
  #keptFrames = 0;
  /** How often the disk refused a sync: what was written shortly before may not be kept. */
  #tailsLost = 0;
  #isWritingKept = false;
  readonly #housekeeping: Housekeeping;
  /** Until then only what was said since the start can be found. */
  readonly readBack: Promise<ReadBack>;

  constructor(deps: JournalDeps, numbers: FileNumbers) {
    this.#deps = deps;
    this.readBack = this.#readBackAll(numbers);
    this.#readers = new SegmentReaders(deps.directory);
    this.#files = new SegmentFiles({
      directory: deps.directory,
      stationKey: deps.stationKey,
      clock: deps.clock,
      nextNumber: Math.max(0, ...numbers.segments, ...numbers.keys) + 1,
      sync: deps.sync,
      onFailure: (code) => {
        this.#setWritable(false, code);
      },
      onTailLost: (segment) => {
        this.#keepTail(segment);
      },
    });
    this.#housekeeping = new Housekeeping({
      ...deps,
      files: this.#files,
      utterances: this.#utterances,
      segments: this.#segments,
      known: this.readBack,
      onErased: (utterance) => this.#forgetFrames(utterance),
      onRemoved: (segment) => this.#readers.close(segment),
      onRefusal: deps.onEraseRefusal,
    });
  }

  get isWritable(): boolean {
    return this.#isWritable;
  }

  get fsyncCount(): number {
    return this.#files.fsyncCount;
  }

  /** Policy wants sound erased as soon as it is delivered. */
  get keepsNothing(): boolean {
    return this.#deps.retention().keepDeliveredMs === 0;
  }

  /** Bytes on disk, and those of them that are not delivered. */
  get space(): { readonly usedBytes: number; readonly waitingBytes: number } {
    let waitingFrames = 0;
    for (const { frames } of this.#utterances.values()) waitingFrames += frames.length;
    return {
      usedBytes: totalBytes(this.#segments),
      waitingBytes: waitingFrames * FRAME_RECORD_BYTES,
    };
  }

  /** Everything that is not erased yet, oldest first. */
  utterances(): readonly StoredUtterance[] {
    return oldestFirst(this.#utterances);
  }

  find(utteranceId: UtteranceId): StoredUtterance | undefined {
    return this.#utterances.get(utteranceId);
  }

  /** Written twice, so that a damaged byte never costs who the utterance belongs to. */
  open(opened: {
    utteranceId: UtteranceId;
    sessionId: SessionId;
    laneId: LaneId;
    startedAtUs: number;
  }): StoredUtterance {
    const wallMs = this.#deps.clock.wallMs();
    const utterance: StoredUtterance = {
      ...opened,
      startedAtWallMs: wallMs,
      secret: undefined,
      isOpened: false,
      isOpeningDoubtful: false,
      segments: new Set(),
      frames: new FrameIndex(),
      counter: 0,
      ended: undefined,
      mark: 'waiting',
      deliveredAtWallMs: undefined,
      deliveredKnownAtUs: undefined,
      isDeliveryKept: false,
    };
    this.#utterances.set(opened.utteranceId, utterance);
    this.#begin(utterance);
    return utterance;
  }

  /** A frame counts as captured when this has returned. `pcm` is copied. */
  appendFrame(utterance: StoredUtterance, frame: StoredFrame): Appended {
    const { frames } = utterance;
    if (frame.sequence <= (frames.lastSequence ?? -1)) return 'lost';
    const pcm = Uint8Array.from(frame.pcm);
    const place = this.#append(utterance, 'frame', pcm, 'sealed', frame);
    const { sequence, capturedAtUs, discontinuity } = frame;
    const entry = { sequence, capturedAtUs, discontinuity, place, pcm };
    const isLiveOnly = place === undefined && this.#keptFrames >= MAX_KEPT_FRAMES;
    if (isLiveOnly) frames.pass(entry);
    else frames.push(entry);
    if (place === undefined && !isLiveOnly) this.#keptFrames += 1;
    frames.release(frames.length - RECENT_FRAMES - 1);
    if (isLiveOnly) return 'live-only';
    return place === undefined ? 'kept-in-memory' : 'written';
  }

  end(
    utterance: StoredUtterance,
    ended: { nextSequence: number; endedAtUs: number; reason: string },
  ): void {
    utterance.ended = { nextSequence: ended.nextSequence, endedAtUs: ended.endedAtUs };
    this.#appendTwice(utterance, 'ended', ended, 'sealed');
    void this.#files.synced().then(() => utterance.frames.releaseAll());
  }

  /**
   * True once no restart can ask for the utterance again, because the mark is on the platter or nothing of it
   * ever was: only then may the relay forget the result. A mark that the disk refused is tried at the next call.
   */
  async markDelivered(utteranceId: UtteranceId): Promise<boolean> {
    if (!this.#utterances.has(utteranceId)) await this.readBack;
    const utterance = this.#utterances.get(utteranceId);
    if (utterance === undefined) return true;
    const wallMs = (utterance.deliveredAtWallMs ??= this.#deps.clock.wallMs());
    utterance.mark = 'delivered';
    utterance.deliveredKnownAtUs ??= this.#deps.clock.nowUs();
    this.#forgetFrames(utterance);
    utterance.isDeliveryKept ||=
      !utterance.isOpened || this.#appendTwice(utterance, 'delivered', { wallMs }, 'plain');
    const tailsLost = this.#tailsLost;
    await this.#files.synced();
    if (this.#tailsLost !== tailsLost) utterance.isDeliveryKept = false;
    return utterance.isDeliveryKept;
  }

  park(utteranceId: UtteranceId, reason: string): void {
    this.#mark(utteranceId, 'parked', reason);
  }

  unpark(utteranceId: UtteranceId): void {
    this.#mark(utteranceId, 'waiting', undefined);
  }

  /**
   * Frames from `fromSequence` on, at most `limit`, in order. A frame that cannot be read back any more is
   * left out, and reported.
   */
  frames(utterance: StoredUtterance, fromSequence: number, limit: number): readonly StoredFrame[] {
    const found: StoredFrame[] = [];
    const { frames } = utterance;
    for (let at = frames.positionOf(fromSequence); at < frames.length; at += 1) {
      const entry = frames.at(at);
      if (entry === undefined || found.length >= limit) break;
      const pcm = entry.pcm ?? this.#readBack(utterance, entry.place);
      if (pcm === undefined) {
        if (!frames.isPassing(at)) this.#deps.onUnreadable(utterance.utteranceId);
        continue;
      }
      const { sequence, capturedAtUs, discontinuity } = entry;
      found.push({ sequence, capturedAtUs, discontinuity, pcm });
    }
    return found;
  }

  /** All frames of any utterance that is not erased, delivered ones included. */
  async replay(utteranceId: UtteranceId): Promise<readonly StoredFrame[]> {
    if (!this.#utterances.has(utteranceId)) await this.readBack;
    const utterance = this.#utterances.get(utteranceId);
    if (utterance === undefined) return [];
    if (utterance.mark !== 'delivered') return this.frames(utterance, 0, Infinity);
    return readFramesOf(utterance, this.#deps.directory);
  }

  /** Erases delivered sound that has had its time, or the oldest of it when the disk's share is used up. */
  async tidy(): Promise<void> {
    await this.#housekeeping.tidy();
  }

  /** Erases all delivered sound before its time: the shift is over. */
  async eraseDelivered(): Promise<void> {
    await this.#housekeeping.erase(deliveredOf);
  }

  /** Erases these, delivered or not, when a person wants it. False: the disk refused. */
  erase(utteranceIds: ReadonlySet<UtteranceId>): Promise<boolean> {
    return this.#housekeeping.erase((utterances) =>
      [...utterances.values()].filter(({ utteranceId }) => utteranceIds.has(utteranceId)),
    );
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.readBack]);
    await this.#files.close();
    this.#readers.closeAll();
  }

  async #readBackAll(numbers: FileNumbers): Promise<ReadBack> {
    const { directory, stationKey, clock } = this.#deps;
    const { utterances, segments, report } = await recoverJournal(directory, stationKey, numbers);
    for (const [utteranceId, utterance] of utterances) {
      if (utterance.mark === 'delivered') utterance.deliveredKnownAtUs = clock.nowUs();
      this.#utterances.set(utteranceId, utterance);
    }
    for (const [number, info] of segments) this.#segments.set(number, info);
    return { utterances: oldestFirst(utterances), report };
  }

  /** Its key and its opening record; false while the disk refuses. */
  #begin(utterance: StoredUtterance): boolean {
    utterance.secret ??= this.#files.takeKey();
    const { sessionId, laneId, startedAtUs, startedAtWallMs: wallMs } = utterance;
    const payload = { sessionId, laneId, startedAtUs, wallMs };
    const isWritten = this.#appendTwice(utterance, 'opened', payload, 'sealed');
    utterance.isOpened ||= isWritten;
    if (isWritten) utterance.isOpeningDoubtful = false;
    return isWritten;
  }

  #mark(utteranceId: UtteranceId, mark: 'parked' | 'waiting', reason: string | undefined): void {
    const utterance = this.#utterances.get(utteranceId);
    if (utterance === undefined || utterance.mark === 'delivered') return;
    utterance.mark = mark;
    const payload = { wallMs: this.#deps.clock.wallMs(), reason };
    this.#appendTwice(utterance, mark === 'parked' ? 'parked' : 'unparked', payload, 'plain');
  }

  #appendTwice(
    utterance: StoredUtterance,
    kind: RecordKind,
    json: object,
    form: 'sealed' | 'plain',
  ): boolean {
    const payload = Buffer.from(JSON.stringify(json));
    const places = [1, 2].map(() => this.#append(utterance, kind, payload, form, undefined));
    return places.some((place) => place !== undefined);
  }

  #append(
    utterance: StoredUtterance,
    kind: RecordKind,
    payload: Uint8Array,
    form: 'sealed' | 'plain',
    frame: Omit<StoredFrame, 'pcm'> | undefined,
  ): Place | undefined {
    const isUnopened = !utterance.isOpened || utterance.isOpeningDoubtful;
    if (kind !== 'opened' && isUnopened && !this.#begin(utterance)) return undefined;
    const { secret, utteranceId } = utterance;
    if (secret === undefined) return undefined;
    const header = {
      kind,
      utteranceId,
      keyPlace: secret.place,
      counter: utterance.counter,
      sequence: frame?.sequence ?? 0,
      capturedAtUs: frame?.capturedAtUs ?? 0,
      discontinuity: frame?.discontinuity ?? false,
    };
    if (form === 'sealed') utterance.counter += 1;
    const key = form === 'sealed' ? secret.key : undefined;
    const bytes = encodeRecord(header, payload, key);
    const place = this.#files.append(bytes);
    if (place === undefined) return undefined;
    utterance.segments.add(place.segment);
    const size = this.#segments.get(place.segment)?.bytes ?? 0;
    this.#segments.set(place.segment, {
      bytes: Math.max(size, place.offset + bytes.length),
      isKept: false,
    });
    this.#setWritable(true, undefined);
    return place;
  }

  #setWritable(isWritable: boolean, code: string | undefined): void {
    if (this.#isWritable === isWritable) return;
    this.#isWritable = isWritable;
    this.#deps.onWritable(isWritable, code);
    if (isWritable) this.#writeKept();
  }

  /** Frames that the disk refused before follow the later ones; readers go by sequence. */
  #writeKept(): void {
    if (this.#isWritingKept) return;
    this.#isWritingKept = true;
    for (const utterance of this.#utterances.values()) {
      for (const position of utterance.frames.inMemory()) {
        const entry = utterance.frames.at(position);
        if (entry?.pcm === undefined || entry.place !== undefined) continue;
        const wasKept = !utterance.frames.isPassing(position);
        const place = this.#append(utterance, 'frame', entry.pcm, 'sealed', entry);
        utterance.frames.setPlace(position, place);
        if (place !== undefined && wasKept) this.#keptFrames -= 1;
      }
      this.#markAgain(utterance);
      if (!this.#isWritable) break;
    }
    this.#isWritingKept = false;
  }

  /** A delivered mark that the disk refused: without it the next start would ask for the utterance again. */
  #markAgain(utterance: StoredUtterance): void {
    const { mark, isOpened, isDeliveryKept, deliveredAtWallMs: wallMs } = utterance;
    if (mark !== 'delivered' || !isOpened || isDeliveryKept) return;
    this.#appendTwice(utterance, 'delivered', { wallMs }, 'plain');
  }

  /** The disk refused to sync the segment: what memory still has of its tail is written again elsewhere. */
  #keepTail(segment: number): void {
    this.#tailsLost += 1;
    for (const utterance of this.#utterances.values()) {
      for (const position of utterance.frames.inMemory()) {
        if (utterance.frames.at(position)?.place?.segment !== segment) continue;
        utterance.frames.setPlace(position, undefined);
        this.#keptFrames += 1;
        utterance.isOpeningDoubtful = true;
      }
    }
  }

  #forgetFrames(utterance: StoredUtterance): void {
    this.#keptFrames -= utterance.frames.unwritten;
    utterance.frames.clear();
  }

  #readBack(utterance: StoredUtterance, place: Place | undefined): Uint8Array | undefined {
    if (place === undefined || utterance.secret === undefined) return undefined;
    const record = this.#readers.read(place);
    if (record?.utteranceId !== utterance.utteranceId) return undefined;
    return openRecord(record, utterance.secret.key);
  }
}

function oldestFirst(
  utterances: ReadonlyMap<unknown, StoredUtterance>,
): readonly StoredUtterance[] {
  return [...utterances.values()].sort((a, b) => a.startedAtWallMs - b.startedAtWallMs);
}
