/** The log file of the station, with pino. One file per start is kept back when it has grown. */
import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { destination, multistream, pino, type DestinationStream } from 'pino';
import type { Log } from './log.ts';

const MAX_LOG_BYTES = 5 * 1024 * 1024;

/** Writes to `station.log` in the folder, and to stderr as well when asked. A full disk silences it. */
export function openLog(directory: string, { alsoStderr }: { alsoStderr: boolean }): Log {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'station.log');
  keepBackWhenGrown(path);
  const streams = [path, ...(alsoStderr ? [2] : [])].map((dest) => ({ stream: quietly(dest) }));
  return pino({ base: null }, multistream(streams));
}

/** Lines must not be lost at a crash, so they are written at once; a broken pipe or full disk is no bug. */
function quietly(dest: string | number): DestinationStream {
  const stream = destination({ dest, sync: true, mode: 0o600 });
  stream.on('error', () => undefined);
  return stream;
}

function keepBackWhenGrown(path: string): void {
  try {
    if (statSync(path).size > MAX_LOG_BYTES) renameSync(path, `${path}.1`);
  } catch {
    // No log yet.
  }
}
