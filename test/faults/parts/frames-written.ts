/**
 * The lab's own witness of what was captured: a frame is when main's `write()` of its record has returned.
 * Stands in `node:fs` in front of the journal, which knows nothing of it, and keeps a log of its own:
 * 16 bytes utterance id, 4 bytes sequence.
 */
import fs, { openSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const ENTRY_BYTES = 20;
const FRAME_KIND = 2;
const AT = { kind: 4, utteranceId: 8, sequence: 36 } as const;

/** Call before the first record is written. */
export function witnessFramesWritten(logFile: string): void {
  const log = openSync(logFile, 'a');
  const write = fs.writeSync.bind(fs);
  const witnessed = (
    file: number,
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ) => {
    const written = write(file, bytes, offset, length, position);
    const isWhole = offset + written === bytes.length;
    if (isWhole && isFrame(bytes)) {
      const entry = Buffer.alloc(ENTRY_BYTES);
      entry.set(bytes.subarray(AT.utteranceId, AT.utteranceId + 16), 0);
      entry.set(bytes.subarray(AT.sequence, AT.sequence + 4), 16);
      write(log, entry, 0, ENTRY_BYTES, null);
    }
    return written;
  };
  Object.assign(fs, { writeSync: witnessed });
  syncBuiltinESMExports();
}

/** Sequence numbers by utterance id, as the log has them. */
export function readFramesWritten(log: Buffer): ReadonlyMap<string, ReadonlySet<number>> {
  const written = new Map<string, Set<number>>();
  for (let at = 0; at + ENTRY_BYTES <= log.length; at += ENTRY_BYTES) {
    const utteranceId = uuidOf(log.subarray(at, at + 16));
    const sequences = written.get(utteranceId) ?? new Set();
    sequences.add(log.readUInt32BE(at + 16));
    written.set(utteranceId, sequences);
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
