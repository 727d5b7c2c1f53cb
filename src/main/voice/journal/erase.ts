/** How sound goes: its key first, then, when nothing in a segment can be read any more, the files. */
import { open, rm } from 'node:fs/promises';
import { SLOT_BYTES, slotOffsets } from './key-slots.ts';
import { keyFilePath, segmentPath } from './segment-files.ts';
import type { StoredUtterance } from './stored-utterance.ts';

export type Erased = {
  readonly erased: readonly StoredUtterance[];
  /** The system's code for what the disk refused; that sound is tried again at the next round. */
  readonly refusal: string | undefined;
};

/** Without its key the sound is noise, whatever is left of it on the disk. One fsync a key file. */
export async function eraseKeys(
  directory: string,
  utterances: readonly StoredUtterance[],
): Promise<Erased> {
  const byFile = new Map<number | undefined, StoredUtterance[]>();
  for (const utterance of utterances) {
    const keyFile = utterance.secret?.place.keyFile;
    byFile.set(keyFile, [...(byFile.get(keyFile) ?? []), utterance]);
  }
  const erased: StoredUtterance[] = [];
  let refusal: string | undefined;
  for (const [keyFile, those] of byFile) {
    const slots = those.flatMap(({ secret }) => secret?.place.keySlot ?? []);
    const code = keyFile === undefined ? undefined : await zeroSlots(directory, keyFile, slots);
    if (code !== undefined) refusal = code;
    else erased.push(...those);
  }
  for (const { secret } of erased) secret?.key.fill(0);
  return { erased, refusal };
}

/** The segment first: a key file without one is a leftover, a segment without its keys would be a loss. */
export async function removePair(directory: string, number: number): Promise<string | undefined> {
  try {
    await rm(segmentPath(directory, number), { force: true });
    await rm(keyFilePath(directory, number), { force: true });
    return undefined;
  } catch (cause) {
    return codeOf(cause);
  }
}

async function zeroSlots(
  directory: string,
  keyFile: number,
  slots: readonly number[],
): Promise<string | undefined> {
  try {
    const file = await open(keyFilePath(directory, keyFile), 'r+');
    try {
      const zeros = Buffer.alloc(SLOT_BYTES);
      for (const offset of slots.flatMap((slot) => slotOffsets(slot))) {
        await file.write(zeros, 0, SLOT_BYTES, offset);
      }
      await file.datasync();
    } finally {
      await file.close();
    }
    return undefined;
  } catch (cause) {
    const code = codeOf(cause);
    // Its keys are gone already.
    return code === 'ENOENT' ? undefined : code;
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : 'unknown';
}
