/** How long delivered sound is kept, and how it goes: its key first, then whole segments. */
import { open, rm } from 'node:fs/promises';
import type { UtteranceId } from '../../../shared/ids.ts';
import { SLOT_BYTES, slotOffsets } from './key-slots.ts';
import type { SegmentInfo } from './recover.ts';
import { keyFilePath, segmentPath } from './segment-files.ts';
import type { StoredUtterance } from './stored-utterance.ts';

export type Retention = {
  /** Delivered sound is erased this long after delivery. */
  readonly keepDeliveredMs: number;
  /** Above this the oldest delivered sound goes early; undelivered sound never does. */
  readonly maxBytes: number;
};

/** End of a shift; days of speech. */
export const DEFAULT_RETENTION: Retention = {
  keepDeliveredMs: 8 * 60 * 60 * 1_000,
  maxBytes: 512 * 1024 * 1024,
};

type TidyInput = {
  readonly directory: string;
  readonly retention: Retention;
  readonly nowWallMs: number;
  readonly currentNumber: number | undefined;
  readonly utterances: Map<UtteranceId, StoredUtterance>;
  readonly segments: Map<number, SegmentInfo>;
  readonly onRemoved: (segment: number) => void;
};

export async function tidy(input: TidyInput): Promise<void> {
  const expired = delivered(input.utterances).filter(
    ({ deliveredAtWallMs }) =>
      input.nowWallMs - (deliveredAtWallMs ?? 0) >= input.retention.keepDeliveredMs,
  );
  await erase(input, expired);
  await removeEmptySegments(input);
  while (totalBytes(input.segments) > input.retention.maxBytes) {
    const oldest = delivered(input.utterances);
    if (oldest.length === 0) return;
    await erase(input, oldest.slice(0, Math.ceil(oldest.length / 4)));
    await removeEmptySegments(input);
  }
}

function delivered(utterances: ReadonlyMap<UtteranceId, StoredUtterance>): StoredUtterance[] {
  return [...utterances.values()]
    .filter(({ mark }) => mark === 'delivered')
    .sort((a, b) => (a.deliveredAtWallMs ?? 0) - (b.deliveredAtWallMs ?? 0));
}

/** Without its key the sound is noise, whatever is left of it on the disk. One fsync a key file. */
async function erase(input: TidyInput, utterances: readonly StoredUtterance[]): Promise<void> {
  const slotsByFile = new Map<number, number[]>();
  for (const { secret } of utterances) {
    if (secret === undefined) continue;
    const slots = slotsByFile.get(secret.place.keyFile) ?? [];
    slots.push(secret.place.keySlot);
    slotsByFile.set(secret.place.keyFile, slots);
  }
  for (const [keyFile, slots] of slotsByFile) {
    const file = await open(keyFilePath(input.directory, keyFile), 'r+');
    try {
      const zeros = Buffer.alloc(SLOT_BYTES);
      for (const offset of slots.flatMap((slot) => slotOffsets(slot))) {
        await file.write(zeros, 0, SLOT_BYTES, offset);
      }
      await file.datasync();
    } finally {
      await file.close();
    }
  }
  for (const { utteranceId } of utterances) input.utterances.delete(utteranceId);
}

async function removeEmptySegments(input: TidyInput): Promise<void> {
  const used = new Set<number>();
  for (const { segments, secret } of input.utterances.values()) {
    for (const segment of segments) used.add(segment);
    if (secret !== undefined) used.add(secret.place.keyFile);
  }
  for (const [segment, { isKept }] of input.segments) {
    if (isKept || used.has(segment) || segment === input.currentNumber) continue;
    await rm(keyFilePath(input.directory, segment), { force: true });
    await rm(segmentPath(input.directory, segment), { force: true });
    input.segments.delete(segment);
    input.onRemoved(segment);
  }
}

function totalBytes(segments: ReadonlyMap<number, SegmentInfo>): number {
  let total = 0;
  for (const { bytes } of segments.values()) total += bytes;
  return total;
}
