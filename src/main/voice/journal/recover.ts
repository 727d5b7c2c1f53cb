/** Reads the whole file set back at the start of the process and says what was damaged and what it cost. */
import { readdir, readFile } from 'node:fs/promises';
import type { UtteranceId } from '../../../shared/ids.ts';
import { decodeFileHeader, FILE_HEADER_BYTES, FORMAT_VERSION } from './file-header.ts';
import { KEY_FILE_BYTES, readKeyFile, type KeyFile, type KeySlot } from './key-slots.ts';
import { openRecord, type DecodedRecord } from './record.ts';
import { scanSegment, type FoundRecord } from './scan.ts';
import { keyFilePath, segmentPath } from './segment-files.ts';
import {
  endedPayloadSchema,
  markPayloadSchema,
  openedPayloadSchema,
  type StoredUtterance,
} from './stored-utterance.ts';

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
  readonly utterances: Map<UtteranceId, StoredUtterance>;
  readonly segments: Map<number, SegmentInfo>;
  readonly nextNumber: number;
  readonly report: RecoveryReport;
};

type Located = FoundRecord & { readonly segment: number };

export async function recoverJournal(
  directory: string,
  stationKey: Uint8Array,
): Promise<Recovered> {
  const numbers = await fileNumbers(directory);
  const damaged: Damage[] = [];
  const keyFiles = new Map<number, KeyFile>();
  for (const number of numbers.keys) {
    const file = await readOrReport(keyFilePath(directory, number), 'keys', number, damaged);
    if (file === undefined) continue;
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
  const located: Located[] = [];
  const sizes = new Map<number, number>();
  for (const segment of numbers.segments) {
    const file = await readOrReport(segmentPath(directory, segment), 'segment', segment, damaged);
    sizes.set(segment, file?.length ?? 0);
    if (file === undefined) continue;
    for (const { offset, record } of scanReporting(file, segment, damaged)) {
      located.push({ offset, segment, record: withoutSound(record) });
    }
  }
  const assembled = assemble(located, keyFiles, new Set(numbers.segments));
  const segments = new Map<number, SegmentInfo>();
  const foreign = new Set(
    damaged
      .filter(({ what }) => what === 'newer-format' || what === 'unreadable')
      .map(({ number }) => number),
  );
  // A key file without a segment is what a kill between two removals leaves, or all that is left of one.
  for (const number of numbers.keys) if (!sizes.has(number)) sizes.set(number, 0);
  for (const [segment, bytes] of sizes) {
    const isKept = assembled.unreadableIn.has(segment) || foreign.has(segment);
    segments.set(segment, { bytes, isKept });
  }
  return {
    utterances: assembled.utterances,
    segments,
    nextNumber: Math.max(0, ...numbers.segments, ...numbers.keys) + 1,
    report: {
      segments: numbers.segments.length,
      records: located.length,
      damaged,
      unreadableUtterances: assembled.unreadable,
    },
  };
}

const NOTHING = Buffer.alloc(0);

/** A whole journal must not stand in memory at once: frames are read again when they are wanted. */
function withoutSound(record: DecodedRecord): DecodedRecord {
  if (record.kind === 'frame') return { ...record, payload: NOTHING, bytes: NOTHING };
  const bytes = Buffer.from(record.bytes);
  const payloadAt = record.payload.byteOffset - record.bytes.byteOffset;
  return {
    ...record,
    bytes,
    payload: bytes.subarray(payloadAt, payloadAt + record.payload.length),
  };
}

function scanReporting(file: Buffer, number: number, damaged: Damage[]): readonly FoundRecord[] {
  const header = decodeFileHeader('segment', file);
  if (header !== undefined && header.version > FORMAT_VERSION) {
    damaged.push({ file: 'segment', number, offset: 8, what: 'newer-format' });
    return [];
  }
  if (file.length < FILE_HEADER_BYTES) {
    damaged.push({ file: 'segment', number, offset: file.length, what: 'torn-tail' });
    return [];
  }
  if (header?.number !== number)
    damaged.push({ file: 'segment', number, offset: 0, what: 'header' });
  const scan = scanSegment(file);
  for (const { offset, isTail } of scan.damaged) {
    damaged.push({ file: 'segment', number, offset, what: isTail ? 'torn-tail' : 'record' });
  }
  return scan.records;
}

type Assembled = {
  readonly utterances: Map<UtteranceId, StoredUtterance>;
  readonly unreadable: number;
  readonly unreadableIn: Set<number>;
};

function assemble(
  located: readonly Located[],
  keyFiles: ReadonlyMap<number, KeyFile>,
  segments: ReadonlySet<number>,
): Assembled {
  const byUtterance = new Map<UtteranceId, Located[]>();
  for (const each of located) {
    const { utteranceId } = each.record;
    const records = byUtterance.get(utteranceId) ?? [];
    records.push(each);
    byUtterance.set(utteranceId, records);
  }
  const utterances = new Map<UtteranceId, StoredUtterance>();
  const unreadableIn = new Set<number>();
  let unreadable = 0;
  for (const [utteranceId, records] of byUtterance) {
    const slot = slotOf(records, keyFiles, segments);
    if (slot.state === 'erased') continue;
    const opened = slot.state === 'usable' ? rebuild(utteranceId, records, slot.key) : undefined;
    if (opened === undefined) {
      unreadable += 1;
      for (const { segment, record } of records) {
        unreadableIn.add(segment);
        unreadableIn.add(record.keyPlace.keyFile);
      }
    } else {
      utterances.set(utteranceId, opened);
    }
  }
  return { utterances, unreadable, unreadableIn };
}

/** A key file that went with its segment was erased; one that is missing beside its segment is a loss. */
function slotOf(
  records: readonly Located[],
  keyFiles: ReadonlyMap<number, KeyFile>,
  segments: ReadonlySet<number>,
): KeySlot {
  const place = records[0]?.record.keyPlace;
  if (place === undefined) return { state: 'unreadable' };
  const file = keyFiles.get(place.keyFile);
  if (file === undefined) {
    return { state: segments.has(place.keyFile) ? 'unreadable' : 'erased' };
  }
  return file.slots[place.keySlot] ?? { state: 'unreadable' };
}

function rebuild(
  utteranceId: UtteranceId,
  records: readonly Located[],
  key: Uint8Array,
): StoredUtterance | undefined {
  const first = records[0]?.record;
  const opened = firstPayload(records, 'opened', key, openedPayloadSchema);
  if (first === undefined || opened === undefined) return undefined;
  const utterance: StoredUtterance = {
    utteranceId,
    sessionId: opened.sessionId,
    laneId: opened.laneId,
    startedAtUs: opened.startedAtUs,
    startedAtWallMs: opened.wallMs,
    secret: { place: first.keyPlace, key },
    isOpened: true,
    isOpeningDoubtful: false,
    segments: new Set(records.map(({ segment }) => segment)),
    frames: framesOf(records),
    counter: Math.max(...records.map(({ record }) => record.counter)) + 1,
    ended: firstPayload(records, 'ended', key, endedPayloadSchema),
    mark: 'waiting',
    deliveredAtWallMs: undefined,
    deliveredKnownAtUs: undefined,
    isDeliveryKept: false,
  };
  for (const { record } of records) applyMark(utterance, record);
  const last = utterance.frames.at(-1);
  utterance.ended ??= {
    nextSequence: last === undefined ? 0 : last.sequence + 1,
    endedAtUs: last?.capturedAtUs ?? opened.startedAtUs,
  };
  if (utterance.mark === 'delivered') utterance.frames = [];
  return utterance;
}

function applyMark(utterance: StoredUtterance, record: DecodedRecord): void {
  if (utterance.mark === 'delivered') return;
  if (record.kind === 'delivered') {
    utterance.mark = 'delivered';
    utterance.isDeliveryKept = true;
    utterance.deliveredAtWallMs = parseJson(record.payload, markPayloadSchema)?.wallMs ?? 0;
  }
  if (record.kind === 'parked') utterance.mark = 'parked';
  if (record.kind === 'unparked') utterance.mark = 'waiting';
}

function framesOf(records: readonly Located[]): StoredUtterance['frames'] {
  const bySequence = new Map<number, StoredUtterance['frames'][number]>();
  for (const { record, segment, offset } of records) {
    if (record.kind !== 'frame' || bySequence.has(record.sequence)) continue;
    const { sequence, capturedAtUs, discontinuity } = record;
    const place = { segment, offset };
    bySequence.set(sequence, { sequence, capturedAtUs, discontinuity, place, pcm: undefined });
  }
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}

type Schema<Value> = {
  readonly safeParse: (json: unknown) => { success: true; data: Value } | { success: false };
};

function firstPayload<Value>(
  records: readonly Located[],
  kind: DecodedRecord['kind'],
  key: Uint8Array,
  schema: Schema<Value>,
): Value | undefined {
  for (const { record } of records) {
    if (record.kind !== kind) continue;
    const payload = openRecord(record, key);
    const value = payload === undefined ? undefined : parseJson(payload, schema);
    if (value !== undefined) return value;
  }
  return undefined;
}

function parseJson<Value>(payload: Uint8Array, schema: Schema<Value>): Value | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(payload).toString('utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

async function fileNumbers(directory: string): Promise<{ segments: number[]; keys: number[] }> {
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

async function readOrReport(
  path: string,
  file: Damage['file'],
  number: number,
  damaged: Damage[],
): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch {
    damaged.push({ file, number, offset: 0, what: 'unreadable' });
    return undefined;
  }
}
