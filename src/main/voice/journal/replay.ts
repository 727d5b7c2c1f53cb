/** Frames of an utterance that the index no longer holds, read from the segments that have them. */
import { readFile } from 'node:fs/promises';
import { decodeRecordAt, openRecord, recordField } from './record.ts';
import { scanSegment } from './scan.ts';
import { segmentPath } from './segment-files.ts';
import type { StoredFrame, StoredUtterance } from './stored-utterance.ts';

export async function readFramesOf(
  utterance: StoredUtterance,
  directory: string,
): Promise<readonly StoredFrame[]> {
  const { secret, utteranceId } = utterance;
  if (secret === undefined) return [];
  const bySequence = new Map<number, StoredFrame>();
  for (const segment of utterance.segments) {
    const file = await readFile(segmentPath(directory, segment)).catch(() => Buffer.alloc(0));
    await scanSegment(file, (offset, id) => {
      if (id !== utteranceId || !recordField.isFrame(file, offset)) return;
      if (bySequence.has(recordField.sequence(file, offset))) return;
      const record = decodeRecordAt(file, offset);
      const pcm = record === undefined ? undefined : openRecord(record, secret.key);
      if (record === undefined || pcm === undefined) return;
      const { sequence, capturedAtUs, discontinuity } = record;
      bySequence.set(sequence, { sequence, capturedAtUs, discontinuity, pcm });
    });
  }
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}
