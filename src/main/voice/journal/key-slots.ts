/**
 * The keys of a segment's utterances, kept apart from it so that they can be erased first. A key file is
 * its header and two equal rows of slots of 64 bytes (a damaged slot costs nothing, its twin has the key):
 *
 *     0 nonce 12 bytes │ 12 key, sealed with the station key 32 bytes │ 44 tag 16 bytes │ 60 crc32 u32
 *
 * All keys are made when the file is, so that opening an utterance needs no fsync of its own. An erased
 * slot is zeros.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { decodeFileHeader, encodeFileHeader, FILE_HEADER_BYTES } from './file-header.ts';

export const SLOTS_PER_FILE = 256;
export const SLOT_BYTES = 64;
const KEY_BYTES = 32;
export const KEY_FILE_BYTES = FILE_HEADER_BYTES + 2 * SLOTS_PER_FILE * SLOT_BYTES;

export type KeySlot =
  | { readonly state: 'usable'; readonly key: Uint8Array }
  | { readonly state: 'erased' }
  | { readonly state: 'unreadable' };

export type KeyFile = {
  /** Unsealed when asked: most slots of a file are never used. */
  readonly slot: (slot: number) => KeySlot;
  /** Offsets where the file is damaged, whether or not it cost anything. */
  readonly damagedAt: readonly number[];
};

export function createKeyFile(
  number: number,
  createdAtMs: number,
  stationKey: Uint8Array,
): { readonly bytes: Buffer; readonly keys: readonly Uint8Array[] } {
  const keys = Array.from({ length: SLOTS_PER_FILE }, () => randomBytes(KEY_BYTES));
  const row = Buffer.concat(keys.map((key, slot) => sealKey(key, number, slot, stationKey)));
  const header = encodeFileHeader({ kind: 'keys', number, slots: SLOTS_PER_FILE, createdAtMs });
  return { bytes: Buffer.concat([header, row, row]), keys };
}

/** `file` must stay as it is for as long as slots are asked for. */
export function readKeyFile(file: Buffer, number: number, stationKey: Uint8Array): KeyFile {
  const damagedAt: number[] = [];
  const header = decodeFileHeader('keys', file);
  if (header?.number !== number) damagedAt.push(0);
  const bytesAt = (offset: number): Buffer => file.subarray(offset, offset + SLOT_BYTES);
  for (let slot = 0; slot < SLOTS_PER_FILE; slot += 1) {
    for (const offset of slotOffsets(slot)) if (!isWhole(bytesAt(offset))) damagedAt.push(offset);
  }
  const read = (slot: number): KeySlot => {
    let best: KeySlot = { state: 'unreadable' };
    if (slot >= SLOTS_PER_FILE) return best;
    for (const offset of slotOffsets(slot)) {
      const copy = readSlot(bytesAt(offset), number, slot, stationKey);
      if (copy.state === 'usable') return copy;
      if (copy.state === 'erased') best = copy;
    }
    return best;
  };
  return { slot: read, damagedAt };
}

/** Where the two copies of a slot lie. */
export function slotOffsets(slot: number): readonly [number, number] {
  const first = FILE_HEADER_BYTES + slot * SLOT_BYTES;
  return [first, first + SLOTS_PER_FILE * SLOT_BYTES];
}

function sealKey(key: Uint8Array, number: number, slot: number, stationKey: Uint8Array): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', stationKey, nonce);
  cipher.setAAD(placeOf(number, slot));
  const sealed = Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(sealed));
  return Buffer.concat([sealed, crc]);
}

/** Erased, or as it was written. */
function isWhole(bytes: Buffer): boolean {
  if (bytes.length < SLOT_BYTES) return false;
  return isZero(bytes) || crc32(bytes.subarray(0, 60)) === bytes.readUInt32BE(60);
}

function isZero(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}

function readSlot(bytes: Buffer, number: number, slot: number, stationKey: Uint8Array): KeySlot {
  if (!isWhole(bytes)) return { state: 'unreadable' };
  if (isZero(bytes)) return { state: 'erased' };
  const decipher = createDecipheriv('aes-256-gcm', stationKey, bytes.subarray(0, 12), {
    authTagLength: 16,
  });
  decipher.setAAD(placeOf(number, slot));
  decipher.setAuthTag(bytes.subarray(44, 60));
  const key = decipher.update(bytes.subarray(12, 44));
  try {
    decipher.final();
    return { state: 'usable', key };
  } catch {
    return { state: 'unreadable' };
  }
}

function placeOf(number: number, slot: number): Buffer {
  const place = Buffer.alloc(6);
  place.writeUInt32BE(number, 0);
  place.writeUInt16BE(slot, 4);
  return place;
}
