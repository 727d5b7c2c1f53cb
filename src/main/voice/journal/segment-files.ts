/**
 * The files that are being written: a segment and its key file, replaced by the next pair when the segment
 * is full or its keys are used up. Appends are synchronous: when `append` has returned a place, the
 * operating system has the record, and no death of this process can take it back.
 */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { encodeFileHeader, FILE_HEADER_BYTES } from './file-header.ts';
import { GroupSync } from './group-sync.ts';
import { createKeyFile, SLOTS_PER_FILE } from './key-slots.ts';
import type { KeyPlace } from './record.ts';

export const SEGMENT_BYTES = 8 * 1024 * 1024;
/** A disk that refused is asked for a new file only this often: lanes append 50 times a second. */
const REOPEN_INTERVAL_US = 1_000_000;

export type Place = { readonly segment: number; readonly offset: number };

type OpenPair = {
  readonly number: number;
  readonly descriptor: number;
  readonly keyDescriptor: number;
  readonly keys: readonly Uint8Array[];
  sizeBytes: number;
  nextSlot: number;
};

export class SegmentFiles {
  readonly #directory: string;
  readonly #stationKey: Uint8Array;
  readonly #clock: Clock;
  readonly #sync: GroupSync;
  readonly #onFailure: (code: string) => void;
  #directoryDescriptor: number | undefined;
  #pair: OpenPair | undefined;
  #nextNumber: number;
  #refusedAtUs = Number.NEGATIVE_INFINITY;

  constructor(deps: {
    directory: string;
    stationKey: Uint8Array;
    clock: Clock;
    nextNumber: number;
    onFailure: (code: string) => void;
  }) {
    this.#directory = deps.directory;
    this.#stationKey = deps.stationKey;
    this.#clock = deps.clock;
    this.#nextNumber = deps.nextNumber;
    this.#onFailure = deps.onFailure;
    this.#sync = new GroupSync({
      clock: deps.clock,
      onFailure: (code) => {
        this.#refuse(code);
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
    if (this.#directoryDescriptor !== undefined) closeSync(this.#directoryDescriptor);
    this.#directoryDescriptor = undefined;
  }

  #writablePair(): OpenPair | undefined {
    if (this.#pair !== undefined) return this.#pair;
    if (this.#clock.nowUs() - this.#refusedAtUs < REOPEN_INTERVAL_US) return undefined;
    try {
      this.#pair = this.#createPair();
    } catch (cause) {
      this.#refuse(codeOf(cause));
    }
    return this.#pair;
  }

  #createPair(): OpenPair {
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    const number = this.#nextNumber;
    this.#nextNumber += 1;
    const createdAtMs = this.#clock.wallMs();
    const { bytes, keys } = createKeyFile(number, createdAtMs, this.#stationKey);
    const keyDescriptor = createFile(keyFilePath(this.#directory, number), bytes);
    const header = encodeFileHeader({ kind: 'segment', number, slots: 0, createdAtMs });
    const descriptor = createFile(segmentPath(this.#directory, number), header);
    this.#directoryDescriptor ??= openDirectory(this.#directory);
    for (const each of [keyDescriptor, descriptor, this.#directoryDescriptor]) {
      if (each !== undefined) this.#sync.mark(each);
    }
    return {
      number,
      descriptor,
      keyDescriptor,
      keys,
      sizeBytes: FILE_HEADER_BYTES,
      nextSlot: 0,
    };
  }

  #closePair(): void {
    const pair = this.#pair;
    this.#pair = undefined;
    if (pair === undefined) return;
    const close = (): void => {
      closeSync(pair.descriptor);
      closeSync(pair.keyDescriptor);
    };
    void this.#sync.synced().then(close);
  }

  #refuse(code: string): void {
    this.#closePair();
    this.#refusedAtUs = this.#clock.nowUs();
    this.#onFailure(code);
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
    closeSync(descriptor);
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

/** Windows has no descriptors of directories and needs none for this. */
function openDirectory(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : 'unknown';
}
