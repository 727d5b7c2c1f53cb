/**
 * Reads a segment that may be torn or damaged. What is not a whole record is skipped byte by byte until the
 * next one that proves itself by magic and CRC, so damage costs exactly the records it touches.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import type { UtteranceId } from '../../../shared/ids.ts';
import { FILE_HEADER_BYTES } from './file-header.ts';
import { RECORD_MAGIC, recordEndAt, recordField, utteranceIdAt } from './record.ts';

/** How much is read before others get their turn: about a millisecond, ten on a bad day. */
const BREATH_BYTES = 512 * 1024;

export type DamagedRange = {
  readonly offset: number;
  readonly bytes: number;
  /** Nothing whole follows: what a kill or power cut in mid-write leaves behind. */
  readonly isTail: boolean;
};

/** Called with each whole record, from the front; the file's bytes may change after `scanSegment` is done. */
export type OnRecord = (offset: number, utteranceId: UtteranceId) => void;

export async function scanSegment(
  file: Buffer,
  onRecord: OnRecord,
): Promise<readonly DamagedRange[]> {
  const ids = new SeenIds();
  const damaged: DamagedRange[] = [];
  let breatheAt = BREATH_BYTES;
  let offset = Math.min(FILE_HEADER_BYTES, file.length);
  while (offset < file.length) {
    if (offset > breatheAt) {
      breatheAt = offset + BREATH_BYTES;
      await breathe();
    }
    const end = recordEndAt(file, offset);
    const utteranceId = end === undefined ? undefined : ids.at(file, offset);
    if (end !== undefined && utteranceId !== undefined) {
      onRecord(offset, utteranceId);
      offset = end;
      continue;
    }
    const next = nextRecordAfter(file, offset, ids);
    damaged.push({ offset, bytes: next - offset, isTail: next === file.length });
    offset = next;
  }
  return damaged;
}

function nextRecordAfter(file: Buffer, offset: number, ids: SeenIds): number {
  let candidate = file.indexOf(MAGIC_BYTES, offset + 1);
  while (candidate !== -1) {
    if (recordEndAt(file, candidate) !== undefined && ids.at(file, candidate) !== undefined) {
      return candidate;
    }
    candidate = file.indexOf(MAGIC_BYTES, candidate + 1);
  }
  return file.length;
}

const MAGIC_BYTES = Buffer.alloc(4);
MAGIC_BYTES.writeUInt32BE(RECORD_MAGIC);

/** A segment has ten thousand records and few utterances: each id is parsed once. */
class SeenIds {
  readonly #ids = new Map<string, UtteranceId | undefined>();

  at(file: Buffer, offset: number): UtteranceId | undefined {
    const bytes = recordField.utterance(file, offset);
    const seen = this.#ids.get(bytes);
    if (seen !== undefined) return seen;
    const id = utteranceIdAt(file, offset);
    this.#ids.set(bytes, id);
    return id;
  }
}
