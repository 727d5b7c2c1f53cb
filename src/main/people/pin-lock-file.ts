/** The count of wrong PINs on disk: a restart must not give a guesser new tries. */
import { join } from 'node:path';
import { z } from 'zod';
import { readTextIfThere, writeDurably } from '../durable-file.ts';
import { parseJson } from '../parse-json.ts';
import { LONGEST_LOCK_MS, MOST_MEMORY_MS, NO_WRONG_PIN, type PinLock } from './pin-lock.ts';

const wallMs = z.number().int().min(0);
const lockFileSchema = z.strictObject({
  format: z.literal(1),
  wrong: z.number().int().min(0),
  /** By the wall clock: the monotonic one begins anew with the computer. */
  forgetAtWallMs: wallMs,
  lockedUntilWallMs: wallMs,
});

export type Clocks = { readonly nowMs: () => number; readonly wallMs: () => number };

/** A clock that was set back makes no lock longer than it can be. */
export async function readPinLock(directory: string, clocks: Clocks): Promise<PinLock> {
  const text = await readTextIfThere(pathIn(directory));
  const file = lockFileSchema.safeParse(text.ok ? parseJson(text.value ?? '') : undefined);
  if (!file.success) return NO_WRONG_PIN;
  const { wrong, forgetAtWallMs, lockedUntilWallMs } = file.data;
  const left = (untilMs: number, mostMs: number) =>
    clocks.nowMs() + Math.min(Math.max(0, untilMs - clocks.wallMs()), mostMs);
  return {
    wrong,
    forgetAtMs: left(forgetAtWallMs, MOST_MEMORY_MS),
    lockedUntilMs: left(lockedUntilWallMs, LONGEST_LOCK_MS),
  };
}

export function savePinLock(directory: string, lock: PinLock, clocks: Clocks) {
  const onWall = (atMs: number) => Math.max(0, Math.round(clocks.wallMs() + atMs - clocks.nowMs()));
  const file = {
    format: 1,
    wrong: lock.wrong,
    forgetAtWallMs: onWall(lock.forgetAtMs),
    lockedUntilWallMs: onWall(lock.lockedUntilMs),
  };
  return writeDurably(pathIn(directory), JSON.stringify(file));
}

function pathIn(directory: string): string {
  return join(directory, 'pin-lock.json');
}
