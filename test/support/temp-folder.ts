/** A folder of the test's own, gone when the test has ended. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'station-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
