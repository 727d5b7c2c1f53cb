/**
 * The lab's own witness of what was captured: a frame is when main's `write()` of its record has returned.
 * Stands in `node:fs` in front of the journal, which knows nothing of it, and keeps a log of its own:
 * 16 bytes utterance id, 4 bytes sequence, 8 bytes monotonic time in microseconds.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const ENTRY_BYTES = 28;
const FRAME_KIND = 2;
const AT = { kind: 4, utteranceId: 8, sequence: 36 } as const;

/** Call before the first file is opened. `logOf`: of what is written to that file; undefined: not of a journal. */
export function witnessFramesWritten(logOf: (path: string) => string | undefined): void {
  const logs = new Map<string, number>();
  const logOfFile = new Map<number, number>();
  const [open, write] = [fs.openSync.bind(fs), fs.writeSync.bind(fs)];
  const opened: typeof fs.openSync = (path, ...how) => {
    const file = open(path, ...how);
    const name = logOf(String(path));
    logOfFile.delete(file);
    if (name === undefined) return file;
    const log = logs.get(name) ?? open(name, 'a');
    logs.set(name, log);
    logOfFile.set(file, log);
    return file;
  };
  const witnessed = (
    file: number,
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ) => {
    const written = write(file, bytes, offset, length, position);
    const log = logOfFile.get(file);
    const isWhole = offset + written === bytes.length;
    if (log !== undefined && isWhole && isFrame(bytes)) {
      const entry = Buffer.alloc(ENTRY_BYTES);
      entry.set(bytes.subarray(AT.utteranceId, AT.utteranceId + 16), 0);
      entry.set(bytes.subarray(AT.sequence, AT.sequence + 4), 16);
      entry.writeBigUInt64BE(process.hrtime.bigint() / 1_000n, 20);
      write(log, entry, 0, ENTRY_BYTES, null);
    }
    return written;
  };
  Object.assign(fs, { openSync: opened, writeSync: witnessed });
  syncBuiltinESMExports();
}

/** By utterance id and sequence number: when its `write()` had returned, in microseconds. */
export function readFramesWritten(log: Buffer): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const written = new Map<string, Map<number, number>>();
  for (let at = 0; at + ENTRY_BYTES <= log.length; at += ENTRY_BYTES) {
    const utteranceId = uuidOf(log.subarray(at, at + 16));
    const frames = written.get(utteranceId) ?? new Map<number, number>();
    frames.set(log.readUInt32BE(at + 16), Number(log.readBigUInt64BE(at + 20)));
    written.set(utteranceId, frames);
  }
  return written;
}

function isFrame(bytes: Uint8Array): boolean {
  return (
    bytes.length > 48 &&
    Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'BPJR' &&
    bytes[AT.kind] === FRAME_KIND
  );
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  const parts = [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ] as const;
  return parts.map(([from, to]) => hex.slice(from, to)).join('-');
}
