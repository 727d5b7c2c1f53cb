/**
 * Reads a segment that may be torn or damaged. What is not a whole record is skipped byte by byte until the
 * next one that proves itself by magic and CRC, so damage costs exactly the records it touches.
 */
import { FILE_HEADER_BYTES } from './file-header.ts';
import { decodeRecordAt, RECORD_MAGIC, type DecodedRecord } from './record.ts';

export type FoundRecord = { readonly offset: number; readonly record: DecodedRecord };
export type DamagedRange = {
  readonly offset: number;
  readonly bytes: number;
  /** Nothing whole follows: what a kill or power cut in mid-write leaves behind. */
  readonly isTail: boolean;
};

export type Scan = {
  readonly records: readonly FoundRecord[];
  readonly damaged: readonly DamagedRange[];
};

const MAGIC_BYTES = Buffer.alloc(4);
MAGIC_BYTES.writeUInt32BE(RECORD_MAGIC);

export function scanSegment(file: Buffer): Scan {
  const records: FoundRecord[] = [];
  const damaged: DamagedRange[] = [];
  let offset = Math.min(FILE_HEADER_BYTES, file.length);
  while (offset < file.length) {
    const record = decodeRecordAt(file, offset);
    if (record !== undefined) {
      records.push({ offset, record });
      offset += record.bytes.length;
      continue;
    }
    const next = nextRecordAfter(file, offset);
    damaged.push({ offset, bytes: next - offset, isTail: next === file.length });
    offset = next;
  }
  return { records, damaged };
}

function nextRecordAfter(file: Buffer, offset: number): number {
  let candidate = file.indexOf(MAGIC_BYTES, offset + 1);
  while (candidate !== -1) {
    if (decodeRecordAt(file, candidate) !== undefined) return candidate;
    candidate = file.indexOf(MAGIC_BYTES, candidate + 1);
  }
  return file.length;
}
