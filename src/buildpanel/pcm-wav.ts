/** WAV files of 16-bit PCM, read without converting anything. */
import { fail, ok, type Result } from '../shared/result.ts';

const PCM = 1;

export type PcmWav = {
  readonly sampleRateHz: number;
  readonly channels: number;
  /** s16le, interleaved; a view into the file's bytes. */
  readonly pcm: Uint8Array;
};

/**
 * `not-pcm-16`: another encoding, or no WAV at all. A data chunk that claims more than there is (a
 * writer to a pipe can't know its length) ends with the file.
 */
export function readPcmWav(file: Uint8Array): Result<PcmWav, 'not-pcm-16'> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (tagAt(bytes, 0) !== 'RIFF' || tagAt(bytes, 8) !== 'WAVE') return fail('not-pcm-16');
  let format: Omit<PcmWav, 'pcm'> | null = null;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4);
    const body = at + 8;
    if (tagAt(bytes, at) === 'fmt ') {
      if (size < 16 || body + 16 > bytes.length) return fail('not-pcm-16');
      const encoding = bytes.readUInt16LE(body);
      if (encoding !== PCM || bytes.readUInt16LE(body + 14) !== 16) return fail('not-pcm-16');
      format = {
        channels: bytes.readUInt16LE(body + 2),
        sampleRateHz: bytes.readUInt32LE(body + 4),
      };
    }
    if (tagAt(bytes, at) === 'data' && format !== null) {
      const sizeBytes = Math.min(size, bytes.length - body) & ~1;
      return ok({ ...format, pcm: file.subarray(body, body + sizeBytes) });
    }
    at = body + size + (size % 2);
  }
  return fail('not-pcm-16');
}

function tagAt(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 4);
}
