/** Frames of an utterance that the index no longer holds, read from the segments that have them. */
import { readFile } from 'node:fs/promises';
import { openRecord } from './record.ts';
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
    for (const { record } of scanSegment(file).records) {
      if (record.kind !== 'frame' || record.utteranceId !== utteranceId) continue;
      const pcm = openRecord(record, secret.key);
      const { sequence, capturedAtUs, discontinuity } = record;
      if (pcm !== undefined)
        bySequence.set(sequence, { sequence, capturedAtUs, discontinuity, pcm });
    }
  }
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}
