/**
 * The files that are being written: a segment and its key file, replaced by the next pair when the segment
 * is full or its keys are used up. Appends are synchronous: when `append` has returned a place, the
 * operating system has the record, and no death of this process can take it back.
 */
import { closeSync, mkdirSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Clock } from '../clock.ts';
import { encodeFileHeader, FILE_HEADER_BYTES } from './file-header.ts';
import { GroupSync, type Sync } from './group-sync.ts';
import { createKeyFile, SLOT_BYTES, slotOffsets, SLOTS_PER_FILE } from './key-slots.ts';
import type { KeyPlace } from './record.ts';

export const SEGMENT_BYTES = 8 * 1024 * 1024;
/** A disk that refused is asked for a new file only this often: lanes append 50 times a second. */
const REOPEN_INTERVAL_US = 1_000_000;

export type Place = { readonly segment: number; readonly offset: number };

type OpenPair = {
  readonly number: number;
  readonly descriptor: number;
  /** Key file, folder and, when the folder is new, those above it: synced once, closed with the segment. */
  readonly others: readonly number[];
  readonly keys: readonly Uint8Array[];
  /** Until it is on the platter: what to write again should the disk refuse to sync it. */
  keyFile: Buffer | undefined;
  sizeBytes: number;
  nextSlot: number;
};

export class SegmentFiles {
  readonly #directory: string;
  readonly #stationKey: Uint8Array;
  readonly #clock: Clock;
  readonly #sync: GroupSync;
  readonly #onFailure: (code: string) => void;
  readonly #onTailLost: (segment: number) => void;
  /** Key files of which nobody knows whether the disk has them: written again with the next pair. */
  #doubtfulKeys: { readonly number: number; readonly bytes: Buffer }[] = [];
  /** The open one, and those whose last records wait for the next sync. */
  readonly #pairs = new Set<OpenPair>();
  #pair: OpenPair | undefined;
  #nextNumber: number;
  #refusedAtUs = Number.NEGATIVE_INFINITY;

  constructor(deps: {
    directory: string;
    stationKey: Uint8Array;
    clock: Clock;
    nextNumber: number;
    sync: Sync | undefined;
    onFailure: (code: string) => void;
    /** A sync of this segment failed: what was written since the last one may never reach the platter. */
    onTailLost: (segment: number) => void;
  }) {
    this.#directory = deps.directory;
    this.#stationKey = deps.stationKey;
    this.#clock = deps.clock;
    this.#nextNumber = deps.nextNumber;
    this.#onFailure = deps.onFailure;
    this.#onTailLost = deps.onTailLost;
    this.#sync = new GroupSync({
      clock: deps.clock,
      sync: deps.sync,
      onFailure: (code, descriptor) => {
        this.#distrust(code, descriptor);
      },
    });
  }

  get fsyncCount(): number {
    return this.#sync.count;
  }

  /** The segment that is being written and must not be removed. */
  get currentNumber(): number | undefined {
    return this.#pair?.number;
  }

  /** A key that was never used, or undefined while the disk refuses. */
  takeKey(): { readonly place: KeyPlace; readonly key: Uint8Array } | undefined {
    if (this.#pair !== undefined && this.#pair.nextSlot >= SLOTS_PER_FILE) this.#closePair();
    const pair = this.#writablePair();
    if (pair === undefined) return undefined;
    const keySlot = pair.nextSlot;
    const key = pair.keys[keySlot];
    if (key === undefined) return undefined;
    pair.nextSlot += 1;
    return { place: { keyFile: pair.number, keySlot }, key };
  }

  /** The key is being erased: it must not come back with what is written again. */
  forgetKey({ keyFile, keySlot }: KeyPlace): void {
    const copies = [...this.#pairs, ...this.#doubtfulKeys].filter(
      ({ number }) => number === keyFile,
    );
    for (const copy of copies) {
      const bytes = 'bytes' in copy ? copy.bytes : copy.keyFile;
      for (const offset of slotOffsets(keySlot)) bytes?.fill(0, offset, offset + SLOT_BYTES);
    }
  }

  /** Undefined: the disk refused, and `onFailure` was told. */
  append(bytes: Uint8Array): Place | undefined {
    if (this.#pair !== undefined && this.#pair.sizeBytes >= SEGMENT_BYTES) this.#closePair();
    const pair = this.#writablePair();
    if (pair === undefined) return undefined;
    const offset = pair.sizeBytes;
    try {
      writeWhole(pair.descriptor, bytes, offset);
    } catch (cause) {
      // The size stays: the next record overwrites the torn one.
      this.#onFailure(codeOf(cause));
      return undefined;
    }
    pair.sizeBytes += bytes.length;
    this.#sync.mark(pair.descriptor);
    return { segment: pair.number, offset };
  }

  synced(): Promise<void> {
    return this.#sync.synced();
  }

  async close(): Promise<void> {
    await this.#sync.flush();
    this.#closePair();
    await this.#sync.flush();
  }

  #writablePair(): OpenPair | undefined {
    if (this.#pair !== undefined) return this.#pair;
    if (this.#clock.nowUs() - this.#refusedAtUs < REOPEN_INTERVAL_US) return undefined;
    try {
      this.#pair = this.#createPair();
    } catch (cause) {
      this.#refusedAtUs = this.#clock.nowUs();
      this.#onFailure(codeOf(cause));
    }
    return this.#pair;
  }

  #createPair(): OpenPair {
    const firstMade = mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    const number = this.#nextNumber;
    this.#nextNumber += 1;
    const createdAtMs = this.#clock.wallMs();
    const { bytes, keys } = createKeyFile(number, createdAtMs, this.#stationKey);
    const header = encodeFileHeader({ kind: 'segment', number, slots: 0, createdAtMs });
    const keyPath = keyFilePath(this.#directory, number);
    const keyDescriptor = createFile(keyPath, bytes);
    let descriptor: number;
    try {
      descriptor = createFile(segmentPath(this.#directory, number), header);
    } catch (cause) {
      closeSync(keyDescriptor);
      unlinkSync(keyPath);
      throw cause;
    }
    const others = [
      keyDescriptor,
      ...this.#writeDoubtfulKeys(),
      ...foldersToSync(this.#directory, firstMade),
    ];
    for (const each of [...others, descriptor]) this.#sync.mark(each);
    const pair: OpenPair = {
      number,
      descriptor,
      others,
      keys,
      keyFile: bytes,
      sizeBytes: FILE_HEADER_BYTES,
      nextSlot: 0,
    };
    this.#pairs.add(pair);
    void this.#sync.synced().then(() => {
      pair.keyFile = undefined;
    });
    return pair;
  }

  /** The operating system may have dropped what it could not write, and says so once: it is written anew. */
  #writeDoubtfulKeys(): readonly number[] {
    const doubtful = this.#doubtfulKeys;
    this.#doubtfulKeys = [];
    return doubtful.flatMap(({ number, bytes }) => {
      try {
        const descriptor = openSync(keyFilePath(this.#directory, number), 'r+');
        writeWhole(descriptor, bytes, 0);
        return [descriptor];
      } catch {
        this.#doubtfulKeys.push({ number, bytes });
        return [];
      }
    });
  }

  #closePair(): void {
    const pair = this.#pair;
    this.#pair = undefined;
    if (pair === undefined) return;
    void this.#sync.synced().then(() => {
      this.#pairs.delete(pair);
      for (const each of [pair.descriptor, ...pair.others]) closeSync(each);
    });
  }

  /** Nothing more goes into a file whose sync failed; its tail is written again into the next. */
  #distrust(code: string, descriptor: number): void {
    const isOf = (pair: OpenPair): boolean =>
      pair.descriptor === descriptor || pair.others.includes(descriptor);
    const pair = [...this.#pairs].find(isOf);
    if (pair === undefined) return;
    if (pair === this.#pair) this.#closePair();
    this.#refusedAtUs = this.#clock.nowUs();
    if (pair.keyFile !== undefined) {
      this.#doubtfulKeys.push({ number: pair.number, bytes: pair.keyFile });
      pair.keyFile = undefined;
    }
    this.#onFailure(code);
    this.#onTailLost(pair.number);
  }
}

export function segmentPath(directory: string, number: number): string {
  return join(directory, `voice-${fileNumber(number)}.journal`);
}

export function keyFilePath(directory: string, number: number): string {
  return join(directory, `voice-${fileNumber(number)}.keys`);
}

function fileNumber(number: number): string {
  return String(number).padStart(8, '0');
}

function createFile(path: string, content: Uint8Array): number {
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    writeWhole(descriptor, content, 0);
    return descriptor;
  } catch (cause) {
    // A full disk is asked every second: it must not fill with halves.
    closeSync(descriptor);
    unlinkSync(path);
    throw cause;
  }
}

function writeWhole(descriptor: number, bytes: Uint8Array, position: number): void {
  let written = 0;
  while (written < bytes.length) {
    const length = bytes.length - written;
    written += writeSync(descriptor, bytes, written, length, position + written);
  }
}

/**
 * Descriptors of the folders that name a new file: the journal's own, and all above it up to the one that
 * was there before. Windows has no descriptors of folders and needs none for this.
 */
function foldersToSync(directory: string, firstMade: string | undefined): readonly number[] {
  const folders = [resolve(directory)];
  const last = firstMade === undefined ? folders[0] : dirname(resolve(firstMade));
  for (let folder = resolve(directory); folder !== last && folder !== dirname(folder);) {
    folder = dirname(folder);
    folders.push(folder);
  }
  return folders.flatMap((folder) => {
    try {
      return [openSync(folder, 'r')];
    } catch {
      return [];
    }
  });
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : 'unknown';
}
