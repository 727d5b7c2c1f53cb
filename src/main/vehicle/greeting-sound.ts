/** A greeting's sound: a WAV file, 16 kHz mono, 16 bits. Read anew each time, so that a new one is heard at once. */
import { readFile, stat } from 'node:fs/promises';
import { fail, ok, type Result } from '../../shared/result.ts';
import { SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';

/** 15 s: nobody listens longer. */
const MAX_FILE_BYTES = 15 * SAMPLE_RATE_HZ * 2 + 4_096;
const HEADER_BYTES = 12;
const PCM = 1;

export type GreetingFailure = 'file-unreadable' | 'too-long' | 'not-16-khz-mono';

export async function readGreeting(path: string): Promise<Result<Uint8Array, GreetingFailure>> {
  try {
    if ((await stat(path)).size > MAX_FILE_BYTES) return fail('too-long');
    const sound = soundIn(await readFile(path));
    return sound === undefined ? fail('not-16-khz-mono') : ok(sound);
  } catch {
    return fail('file-unreadable');
  }
}

function soundIn(file: Buffer): Uint8Array | undefined {
  const isWav =
    file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WAVE';
  if (!isWav) return undefined;
  let isOurForm = false;
  for (let at = HEADER_BYTES; at + 8 <= file.length;) {
    const name = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const body = file.subarray(at + 8, at + 8 + length);
    if (name === 'fmt ') isOurForm = body.length >= 16 && hasOurForm(body);
    if (name === 'data') return isOurForm ? body.subarray(0, body.length & ~1) : undefined;
    at += 8 + length + (length % 2);
  }
  return undefined;
}

function hasOurForm(format: Buffer): boolean {
  return (
    format.readUInt16LE(0) === PCM &&
    format.readUInt16LE(2) === 1 &&
    format.readUInt32LE(4) === SAMPLE_RATE_HZ &&
    format.readUInt16LE(14) === 16
  );
}
