/**
 * One record of the journal as bytes (docs/journal-format.md). Big endian:
 *
 *      0 magic 'BPJR' │ 4 kind u8 │ 5 flags u8 │ 6 payloadBytes u16 │ 8 utteranceId 16 bytes
 *     24 keyFile u32 │ 28 keySlot u16 │ 30 reserved u16 │ 32 counter u32 │ 36 sequence u32
 *     40 capturedAtUs u64 │ 48 payload … │ tag 16 bytes, if sealed │ crc32 u32 over all before it
 *
 * Every record stands alone: it names its utterance and its key, so that losing any other record costs
 * nothing here. The header is authenticated with the payload; the CRC is checked without the key.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { utteranceIdSchema, type UtteranceId } from '../../../shared/ids.ts';

export const RECORD_MAGIC = 0x42504a52;
export const RECORD_HEADER_BYTES = 48;
export const MAX_PAYLOAD_BYTES = 4_096;
const TAG_BYTES = 16;
const CRC_BYTES = 4;
const FLAG_SEALED = 0b01;
const FLAG_DISCONTINUITY = 0b10;

const KIND_NUMBER = {
  opened: 1,
  frame: 2,
  ended: 3,
  delivered: 4,
  parked: 5,
  unparked: 6,
} as const;
export type RecordKind = keyof typeof KIND_NUMBER;
const KIND_NAME = new Map<number, RecordKind>([
  [1, 'opened'],
  [2, 'frame'],
  [3, 'ended'],
  [4, 'delivered'],
  [5, 'parked'],
  [6, 'unparked'],
]);

/** Where an utterance's key lies: the key file of the same number as a segment, and the slot in it. */
export type KeyPlace = { readonly keyFile: number; readonly keySlot: number };

export type RecordHeader = {
  readonly kind: RecordKind;
  readonly utteranceId: UtteranceId;
  readonly keyPlace: KeyPlace;
  /** Counts the sealed records of an utterance: with its own key, the nonce is never used twice. */
  readonly counter: number;
  /** Of a frame; 0 in other kinds. */
  readonly sequence: number;
  readonly capturedAtUs: number;
  readonly discontinuity: boolean;
};

export type DecodedRecord = RecordHeader & {
  readonly sealed: boolean;
  /** Still encrypted when sealed; a view into the file's bytes. */
  readonly payload: Uint8Array;
  readonly bytes: Uint8Array;
};

/** `key` seals the payload (AES-256-GCM); without one it is written plain (marks hold no secret). */
export function encodeRecord(
  header: RecordHeader,
  payload: Uint8Array,
  key: Uint8Array | undefined,
): Uint8Array {
  const tagBytes = key === undefined ? 0 : TAG_BYTES;
  const size = RECORD_HEADER_BYTES + payload.length + tagBytes + CRC_BYTES;
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32BE(RECORD_MAGIC, 0);
  bytes.writeUInt8(KIND_NUMBER[header.kind], 4);
  bytes.writeUInt8(
    (key === undefined ? 0 : FLAG_SEALED) | (header.discontinuity ? FLAG_DISCONTINUITY : 0),
    5,
  );
  bytes.writeUInt16BE(payload.length, 6);
  bytes.write(header.utteranceId.replaceAll('-', ''), 8, 'hex');
  bytes.writeUInt32BE(header.keyPlace.keyFile, 24);
  bytes.writeUInt16BE(header.keyPlace.keySlot, 28);
  bytes.writeUInt32BE(header.counter, 32);
  bytes.writeUInt32BE(header.sequence, 36);
  bytes.writeBigUInt64BE(BigInt(Math.max(0, Math.round(header.capturedAtUs))), 40);
  if (key === undefined) {
    bytes.set(payload, RECORD_HEADER_BYTES);
  } else {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(header.counter));
    cipher.setAAD(bytes.subarray(0, RECORD_HEADER_BYTES));
    bytes.set(cipher.update(payload), RECORD_HEADER_BYTES);
    cipher.final();
    bytes.set(cipher.getAuthTag(), RECORD_HEADER_BYTES + payload.length);
  }
  bytes.writeUInt32BE(crc32(bytes.subarray(0, size - CRC_BYTES)), size - CRC_BYTES);
  return bytes;
}

/** Single fields of the whole record at `offset`, for readers of so many that an object each would be too much. */
export const recordField = {
  isFrame: (file: Buffer, offset: number): boolean =>
    file.readUInt8(offset + 4) === KIND_NUMBER.frame,
  /** The 16 bytes of the utterance's id, to compare. */
  utterance: (file: Buffer, offset: number): string =>
    file.toString('latin1', offset + 8, offset + 24),
  counter: (file: Buffer, offset: number): number => file.readUInt32BE(offset + 32),
  sequence: (file: Buffer, offset: number): number => file.readUInt32BE(offset + 36),
  capturedAtUs: (file: Buffer, offset: number): number =>
    file.readUInt32BE(offset + 40) * 2 ** 32 + file.readUInt32BE(offset + 44),
  discontinuity: (file: Buffer, offset: number): boolean =>
    (file.readUInt8(offset + 5) & FLAG_DISCONTINUITY) !== 0,
};

/** Where the whole, undamaged record that begins at `offset` ends; undefined when none does. Makes no objects to keep. */
export function recordEndAt(file: Buffer, offset: number): number | undefined {
  if (offset + RECORD_HEADER_BYTES + CRC_BYTES > file.length) return undefined;
  if (file.readUInt32BE(offset) !== RECORD_MAGIC) return undefined;
  const payloadBytes = file.readUInt16BE(offset + 6);
  if (payloadBytes > MAX_PAYLOAD_BYTES) return undefined;
  const tagBytes = (file.readUInt8(offset + 5) & FLAG_SEALED) === 0 ? 0 : TAG_BYTES;
  const crcAt = offset + RECORD_HEADER_BYTES + payloadBytes + tagBytes;
  if (crcAt + CRC_BYTES > file.length) return undefined;
  if (crc32(file.subarray(offset, crcAt)) !== file.readUInt32BE(crcAt)) return undefined;
  return KIND_NAME.has(file.readUInt8(offset + 4)) ? crcAt + CRC_BYTES : undefined;
}

/** The whole, undamaged record that begins at `offset`, or undefined. */
export function decodeRecordAt(file: Buffer, offset: number): DecodedRecord | undefined {
  const end = recordEndAt(file, offset);
  if (end === undefined) return undefined;
  const kind = KIND_NAME.get(file.readUInt8(offset + 4));
  const utteranceId = utteranceIdAt(file, offset);
  if (kind === undefined || utteranceId === undefined) return undefined;
  const payloadAt = offset + RECORD_HEADER_BYTES;
  return {
    kind,
    utteranceId,
    keyPlace: {
      keyFile: file.readUInt32BE(offset + 24),
      keySlot: file.readUInt16BE(offset + 28),
    },
    counter: recordField.counter(file, offset),
    sequence: recordField.sequence(file, offset),
    capturedAtUs: recordField.capturedAtUs(file, offset),
    discontinuity: recordField.discontinuity(file, offset),
    sealed: (file.readUInt8(offset + 5) & FLAG_SEALED) !== 0,
    payload: file.subarray(payloadAt, payloadAt + file.readUInt16BE(offset + 6)),
    bytes: file.subarray(offset, end),
  };
}

/** The payload in the clear; undefined when the key is not this record's or someone changed it. */
export function openRecord(record: DecodedRecord, key: Uint8Array): Uint8Array | undefined {
  if (!record.sealed) return record.payload;
  const tagAt = RECORD_HEADER_BYTES + record.payload.length;
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(record.counter), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(record.bytes.subarray(0, RECORD_HEADER_BYTES));
  decipher.setAuthTag(record.bytes.subarray(tagAt, tagAt + TAG_BYTES));
  const opened = decipher.update(record.payload);
  try {
    decipher.final();
    return opened;
  } catch {
    return undefined;
  }
}

/** 96 bits, of which the counter fills the last 32: unique because the key serves one utterance. */
function nonceOf(counter: number): Uint8Array {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(counter, 8);
  return nonce;
}

/** Undefined when it is none, whatever the checksum says. */
export function utteranceIdAt(file: Buffer, offset: number): UtteranceId | undefined {
  const hex = file.toString('hex', offset + 8, offset + 24);
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return utteranceIdSchema.safeParse(uuid).data;
}
