/**
 * Makes utterances out of the records of all segments while they are read, so that nothing of a segment has to
 * stand in memory when it has been: of a frame its place stays, of other records what they say.
 */
import type { z } from 'zod';
import type { UtteranceId } from '../../../shared/ids.ts';
import { FrameIndex } from './frame-index.ts';
import type { KeyFile, KeySlot } from './key-slots.ts';
import { decodeRecordAt, openRecord, recordField, type DecodedRecord } from './record.ts';
import {
  endedPayloadSchema,
  markPayloadSchema,
  openedPayloadSchema,
  type StoredUtterance,
} from './stored-utterance.ts';

type Folded = {
  readonly utteranceId: UtteranceId;
  readonly place: DecodedRecord['keyPlace'];
  readonly slot: KeySlot;
  readonly segments: Set<number>;
  readonly frames: FrameIndex;
  opened: z.infer<typeof openedPayloadSchema> | undefined;
  ended: z.infer<typeof endedPayloadSchema> | undefined;
  counter: number;
  lastFrame: { sequence: number; capturedAtUs: number } | undefined;
  mark: StoredUtterance['mark'];
  deliveredAtWallMs: number | undefined;
};

export type Assembled = {
  readonly utterances: Map<UtteranceId, StoredUtterance>;
  /** Utterances that no key or no opening record is left of. */
  readonly unreadable: number;
  /** Numbers of the pairs that hold something of them. */
  readonly unreadableIn: ReadonlySet<number>;
};

export class RecordFold {
  readonly #keyFiles: ReadonlyMap<number, KeyFile>;
  readonly #segments: ReadonlySet<number>;
  readonly #utterances = new Map<UtteranceId, Folded>();
  #records = 0;

  constructor(keyFiles: ReadonlyMap<number, KeyFile>, segments: ReadonlySet<number>) {
    this.#keyFiles = keyFiles;
    this.#segments = segments;
  }

  get records(): number {
    return this.#records;
  }

  /** The whole record at `offset` of a segment's bytes; segments in order, records from the front. */
  add(segment: number, file: Buffer, offset: number, utteranceId: UtteranceId): void {
    this.#records += 1;
    const folded = this.#utterances.get(utteranceId) ?? this.#begin(file, offset, utteranceId);
    if (folded === undefined || folded.slot.state === 'erased') return;
    folded.segments.add(segment);
    folded.counter = Math.max(folded.counter, recordField.counter(file, offset) + 1);
    if (recordField.isFrame(file, offset)) addFrame(folded, segment, file, offset);
    else addOther(folded, decodeRecordAt(file, offset));
  }

  assemble(): Assembled {
    const utterances = new Map<UtteranceId, StoredUtterance>();
    const unreadableIn = new Set<number>();
    let unreadable = 0;
    for (const folded of this.#utterances.values()) {
      if (folded.slot.state === 'erased') continue;
      const stored = storedOf(folded);
      if (stored === undefined) {
        unreadable += 1;
        for (const segment of folded.segments) unreadableIn.add(segment);
        unreadableIn.add(folded.place.keyFile);
      } else {
        utterances.set(folded.utteranceId, stored);
      }
    }
    return { utterances, unreadable, unreadableIn };
  }

  #begin(file: Buffer, offset: number, utteranceId: UtteranceId): Folded | undefined {
    const place = decodeRecordAt(file, offset)?.keyPlace;
    if (place === undefined) return undefined;
    const folded: Folded = {
      utteranceId,
      place,
      slot: this.#slotOf(place),
      segments: new Set(),
      frames: new FrameIndex(),
      opened: undefined,
      ended: undefined,
      counter: 0,
      lastFrame: undefined,
      mark: 'waiting',
      deliveredAtWallMs: undefined,
    };
    this.#utterances.set(utteranceId, folded);
    return folded;
  }

  /** A key file that went with its segment was erased; one that is missing beside its segment is a loss. */
  #slotOf({ keyFile, keySlot }: Folded['place']): KeySlot {
    const file = this.#keyFiles.get(keyFile);
    if (file !== undefined) return file.slot(keySlot);
    return { state: this.#segments.has(keyFile) ? 'unreadable' : 'erased' };
  }
}

function addFrame(folded: Folded, segment: number, file: Buffer, offset: number): void {
  const sequence = recordField.sequence(file, offset);
  const capturedAtUs = recordField.capturedAtUs(file, offset);
  const last = (folded.lastFrame ??= { sequence, capturedAtUs });
  if (sequence > last.sequence) {
    last.sequence = sequence;
    last.capturedAtUs = capturedAtUs;
  }
  if (folded.mark === 'delivered' || folded.slot.state !== 'usable') return;
  const discontinuity = recordField.discontinuity(file, offset);
  folded.frames.add(sequence, capturedAtUs, discontinuity, segment, offset);
}

function addOther(folded: Folded, record: DecodedRecord | undefined): void {
  if (record === undefined || folded.slot.state !== 'usable') return;
  const { key } = folded.slot;
  if (record.kind === 'opened') folded.opened ??= payloadOf(record, key, openedPayloadSchema);
  if (record.kind === 'ended') folded.ended ??= payloadOf(record, key, endedPayloadSchema);
  if (folded.mark === 'delivered') return;
  if (record.kind === 'delivered') {
    folded.mark = 'delivered';
    folded.deliveredAtWallMs = payloadOf(record, key, markPayloadSchema)?.wallMs ?? 0;
    folded.frames.clear();
  }
  if (record.kind === 'parked') folded.mark = 'parked';
  if (record.kind === 'unparked') folded.mark = 'waiting';
}

function storedOf(folded: Folded): StoredUtterance | undefined {
  const { slot, opened, lastFrame, frames, mark } = folded;
  if (slot.state !== 'usable' || opened === undefined) return undefined;
  frames.settle();
  return {
    utteranceId: folded.utteranceId,
    sessionId: opened.sessionId,
    laneId: opened.laneId,
    startedAtUs: opened.startedAtUs,
    startedAtWallMs: opened.wallMs,
    secret: { place: folded.place, key: slot.key },
    isOpened: true,
    isOpeningDoubtful: false,
    segments: folded.segments,
    frames,
    counter: folded.counter,
    ended: folded.ended ?? {
      nextSequence: lastFrame === undefined ? 0 : lastFrame.sequence + 1,
      endedAtUs: lastFrame?.capturedAtUs ?? opened.startedAtUs,
    },
    mark,
    deliveredAtWallMs: folded.deliveredAtWallMs,
    deliveredKnownAtUs: undefined,
    isDeliveryKept: mark === 'delivered',
  };
}

function payloadOf<Value>(
  record: DecodedRecord,
  key: Uint8Array,
  schema: z.ZodType<Value>,
): Value | undefined {
  const payload = openRecord(record, key);
  if (payload === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(Buffer.from(payload).toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
