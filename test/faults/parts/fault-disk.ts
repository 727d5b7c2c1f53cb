/** Compiles the disk that fails on command (`fault-disk.c`), once for a lab. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SOURCE = join(import.meta.dirname, 'fault-disk.c');

/** For LD_PRELOAD. */
export async function buildFaultDisk(folder: string): Promise<string> {
  const library = join(folder, 'fault-disk.so');
  if (existsSync(library)) return library;
  const made = `${library}.${Math.random().toString(36).slice(2)}`;
  await promisify(execFile)('gcc', ['-O2', '-shared', '-fPIC', '-o', made, SOURCE, '-ldl']);
  await rename(made, library);
  return library;
}
