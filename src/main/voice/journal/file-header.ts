/**
 * The first 32 bytes of a segment and of a key file, big endian:
 *
 *     0 magic 8 bytes │ 8 version u16 │ 10 slots u16 (key file) │ 12 number u32
 *     16 createdAtMs u64 │ 24 reserved u32 │ 28 crc32 u32 over all before it
 *
 * The number is also the file's name: a damaged header is reported and costs no record.
 */
import { crc32 } from 'node:zlib';

export const FORMAT_VERSION = 1;
export const FILE_HEADER_BYTES = 32;
const MAGIC = { segment: 'BPSJRNL1', keys: 'BPSKEYS1' } as const;

export type FileHeader = {
  readonly kind: keyof typeof MAGIC;
  readonly version: number;
  readonly number: number;
  readonly slots: number;
  readonly createdAtMs: number;
};

export function encodeFileHeader(header: Omit<FileHeader, 'version'>): Buffer {
  const bytes = Buffer.alloc(FILE_HEADER_BYTES);
  bytes.write(MAGIC[header.kind], 0, 'latin1');
  bytes.writeUInt16BE(FORMAT_VERSION, 8);
  bytes.writeUInt16BE(header.slots, 10);
  bytes.writeUInt32BE(header.number, 12);
  bytes.writeBigUInt64BE(BigInt(Math.round(header.createdAtMs)), 16);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 28)), 28);
  return bytes;
}

/** Undefined when it is damaged or not of this kind. */
export function decodeFileHeader(kind: FileHeader['kind'], file: Buffer): FileHeader | undefined {
  if (file.length < FILE_HEADER_BYTES) return undefined;
  if (file.readUInt32BE(28) !== crc32(file.subarray(0, 28))) return undefined;
  if (file.toString('latin1', 0, 8) !== MAGIC[kind]) return undefined;
  return {
    kind,
    version: file.readUInt16BE(8),
    slots: file.readUInt16BE(10),
    number: file.readUInt32BE(12),
    createdAtMs: Number(file.readBigUInt64BE(16)),
  };
}
