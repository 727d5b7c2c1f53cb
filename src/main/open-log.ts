/** The log file of the station, with pino. A file that has grown is kept back at the next start. */
import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { destination, multistream, pino, type DestinationStream } from 'pino';
import type { Log } from './log.ts';

const MAX_LOG_BYTES = 5 * 1024 * 1024;

/** Writes to `station.log` in the folder, and to stderr as well when asked. A disk that refuses silences the file. */
export function openLog(directory: string, { alsoStderr }: { alsoStderr: boolean }): Log {
  const streams = [openFile(directory), alsoStderr ? quietly(2) : undefined];
  const open = streams.filter((stream) => stream !== undefined).map((stream) => ({ stream }));
  return pino({ base: null }, multistream(open));
}

function openFile(directory: string): DestinationStream | undefined {
  const path = join(directory, 'station.log');
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    keepBackWhenGrown(path);
    return quietly(path);
  } catch {
    return undefined;
  }
}

/** Lines must not be lost at a crash, so they are written at once; a broken pipe or full disk is no bug. */
function quietly(dest: string | number): DestinationStream {
  const stream = destination({ dest, sync: true, mode: 0o600 });
  stream.on('error', () => undefined);
  return stream;
}

function keepBackWhenGrown(path: string): void {
  const sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (sizeBytes > MAX_LOG_BYTES) renameSync(path, `${path}.1`);
}
