/**
 * Small whole files that survive a power cut: written beside their place, synced, then renamed into it,
 * with the folder synced too. Expected failures of the disk are values.
 */
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../shared/result.ts';

export const OWNER_ONLY_FILE = 0o600;
export const OWNER_ONLY_FOLDER = 0o700;

/** Resolves when the content is on disk. The old content stays whole until the new one is. */
export async function writeDurably(
  path: string,
  content: string | Uint8Array,
): Promise<Result<undefined, 'cannot-save'>> {
  const beside = `${path}.writing`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER });
    await writeAndSync(beside, 'w', content);
    await rename(beside, path);
    await syncFolder(dirname(path));
    return ok(undefined);
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
    return fail('cannot-save');
  }
}

/** Adds one line and resolves when it is on disk. */
export async function appendDurably(
  path: string,
  line: string,
): Promise<Result<undefined, 'cannot-save'>> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER });
    await writeAndSync(path, 'a', `${line}\n`);
    await syncFolder(dirname(path));
    return ok(undefined);
  } catch {
    return fail('cannot-save');
  }
}

export async function readTextIfThere(
  path: string,
): Promise<Result<string | undefined, 'cannot-read'>> {
  try {
    return ok(await readFile(path, 'utf8'));
  } catch (error) {
    return isMissing(error) ? ok(undefined) : fail('cannot-read');
  }
}

/** Names in a folder that end so, in order; none when there is no folder. */
export async function namesIn(folder: string, ending = ''): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(ending)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/**
 * Renames a file or folder that can't be read to `<path>.corrupt-<time>`, so that a person can still
 * look at it, and returns its new path; undefined when even that fails and it must be left in place.
 */
export async function setAside(path: string, wallMs: number): Promise<string | undefined> {
  const aside = `${path}.corrupt-${timeForFileName(wallMs)}`;
  try {
    await rename(path, aside);
    return aside;
  } catch {
    return undefined;
  }
}

/** `2026-11-24T08-15-33-123Z`: sorts by time and needs no escaping on any file system. */
export function timeForFileName(wallMs: number): string {
  return new Date(wallMs).toISOString().replaceAll(/[:.]/g, '-');
}

async function writeAndSync(path: string, flags: 'w' | 'a', content: string | Uint8Array) {
  const file = await open(path, flags, OWNER_ONLY_FILE);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
