/** Reads the whole file set back at the start of the process and says what was damaged and what it cost. */
import { open, readdir, readFile } from 'node:fs/promises';
import type { UtteranceId } from '../../../shared/ids.ts';
import { decodeFileHeader, FILE_HEADER_BYTES, FORMAT_VERSION } from './file-header.ts';
import { RecordFold } from './fold-records.ts';
import { KEY_FILE_BYTES, readKeyFile, type KeyFile } from './key-slots.ts';
import { scanSegment } from './scan.ts';
import { keyFilePath, segmentPath } from './segment-files.ts';
import type { StoredUtterance } from './stored-utterance.ts';

export type Damage = {
  readonly file: 'segment' | 'keys';
  readonly number: number;
  readonly offset: number;
  readonly what: 'record' | 'torn-tail' | 'header' | 'key-slot' | 'newer-format' | 'unreadable';
};

export type RecoveryReport = {
  readonly segments: number;
  readonly records: number;
  readonly damaged: readonly Damage[];
  /** Utterances that no key or no opening record is left of: kept on disk, but nothing can be made of them. */
  readonly unreadableUtterances: number;
};

export type SegmentInfo = {
  readonly bytes: number;
  /** Holds records that nobody could read: never removed. */
  readonly isKept: boolean;
};

export type Recovered = {
  readonly utterances: ReadonlyMap<UtteranceId, StoredUtterance>;
  readonly segments: ReadonlyMap<number, SegmentInfo>;
  readonly report: RecoveryReport;
};

/** The numbers of the files that are there, lowest first. */
export type FileNumbers = {
  readonly segments: readonly number[];
  readonly keys: readonly number[];
};

export async function fileNumbers(directory: string): Promise<FileNumbers> {
  let names: string[];
  try {
    names = await readdir(directory);
  } catch {
    // Not there yet, or not to be read: writing will find out and say so.
    names = [];
  }
  const numbered = (pattern: RegExp): number[] =>
    names
      .flatMap((name) => pattern.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  return {
    segments: numbered(/^voice-(\d{8})\.journal$/),
    keys: numbered(/^voice-(\d{8})\.keys$/),
  };
}

/** Reads the files that `listed` says, or all. */
export async function recoverJournal(
  directory: string,
  stationKey: Uint8Array,
  listed?: FileNumbers,
): Promise<Recovered> {
  const numbers = listed ?? (await fileNumbers(directory));
  const damaged: Damage[] = [];
  const keyFiles = await readKeys(directory, stationKey, numbers, damaged);
  const fold = new RecordFold(keyFiles, new Set(numbers.segments));
  const sizes = new Map<number, number>();
  const reader = new WholeFiles();
  for (const segment of numbers.segments) {
    const file = await reader.read(segmentPath(directory, segment));
    sizes.set(segment, file?.length ?? 0);
    if (file === undefined) {
      damaged.push({ file: 'segment', number: segment, offset: 0, what: 'unreadable' });
    } else {
      await foldSegment(file, segment, fold, damaged);
    }
  }
  const assembled = fold.assemble();
  // A key file without a segment is what a kill between two removals leaves, or all that is left of one.
  for (const number of numbers.keys) if (!sizes.has(number)) sizes.set(number, 0);
  const foreign = new Set(
    damaged
      .filter(({ what }) => what === 'newer-format' || what === 'unreadable')
      .map(({ number }) => number),
  );
  const segments = new Map<number, SegmentInfo>();
  for (const [segment, bytes] of sizes) {
    const isKept = assembled.unreadableIn.has(segment) || foreign.has(segment);
    segments.set(segment, { bytes, isKept });
  }
  return {
    utterances: assembled.utterances,
    segments,
    report: {
      segments: numbers.segments.length,
      records: fold.records,
      damaged,
      unreadableUtterances: assembled.unreadable,
    },
  };
}

async function readKeys(
  directory: string,
  stationKey: Uint8Array,
  numbers: FileNumbers,
  damaged: Damage[],
): Promise<ReadonlyMap<number, KeyFile>> {
  const keyFiles = new Map<number, KeyFile>();
  for (const number of numbers.keys) {
    const file = await readFile(keyFilePath(directory, number)).catch(() => undefined);
    if (file === undefined) {
      damaged.push({ file: 'keys', number, offset: 0, what: 'unreadable' });
      continue;
    }
    const keys = readKeyFile(file, number, stationKey);
    keyFiles.set(number, keys);
    if (file.length < KEY_FILE_BYTES && !numbers.segments.includes(number)) {
      // Killed while it was made, before its segment was: no key of it was ever used.
      damaged.push({ file: 'keys', number, offset: file.length, what: 'torn-tail' });
      continue;
    }
    for (const offset of keys.damagedAt) {
      damaged.push({ file: 'keys', number, offset, what: offset === 0 ? 'header' : 'key-slot' });
    }
  }
  return keyFiles;
}

async function foldSegment(
  file: Buffer,
  number: number,
  fold: RecordFold,
  damaged: Damage[],
): Promise<void> {
  const header = decodeFileHeader('segment', file);
  if (header !== undefined && header.version > FORMAT_VERSION) {
    damaged.push({ file: 'segment', number, offset: 8, what: 'newer-format' });
    return;
  }
  if (file.length < FILE_HEADER_BYTES) {
    damaged.push({ file: 'segment', number, offset: file.length, what: 'torn-tail' });
    return;
  }
  if (header?.number !== number)
    damaged.push({ file: 'segment', number, offset: 0, what: 'header' });
  const ranges = await scanSegment(file, (offset, utteranceId) => {
    fold.add(number, file, offset, utteranceId);
  });
  for (const { offset, isTail } of ranges) {
    damaged.push({ file: 'segment', number, offset, what: isTail ? 'torn-tail' : 'record' });
  }
}

/** One file after the other in the same memory: what was read is gone with the next. */
class WholeFiles {
  #memory = Buffer.alloc(0);

  /** Undefined when it cannot be read. */
  async read(path: string): Promise<Buffer | undefined> {
    try {
      const file = await open(path, 'r');
      try {
        const { size } = await file.stat();
        if (this.#memory.length < size) this.#memory = Buffer.allocUnsafeSlow(size);
        let length = 0;
        for (let got = -1; got !== 0 && length < size; length += got) {
          got = (await file.read(this.#memory, length, size - length, length)).bytesRead;
        }
        return this.#memory.subarray(0, length);
      } finally {
        await file.close();
      }
    } catch {
      return undefined;
    }
  }
}
