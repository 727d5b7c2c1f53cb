/** WAV of the one audio format, both ways. Anything else is refused, not converted. */
import { SAMPLE_RATE_HZ } from '../shared/speech/audio-format.ts';
import { fail, ok, type Result } from '../shared/result.ts';

const HEADER_BYTES = 44;
const PCM = 1;

export function encodeWav(pcm: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.alloc(HEADER_BYTES + pcm.length);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(HEADER_BYTES - 8 + pcm.length, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(PCM, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  bytes.writeUInt32LE(SAMPLE_RATE_HZ * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(pcm.length, 40);
  bytes.set(pcm, HEADER_BYTES);
  return bytes;
}

export type Wav = {
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly pcm: Uint8Array;
};

/** 16-bit PCM in any rate; `pcm` is a view into `bytes`. Chunks that aren't sound are skipped. */
export function parseWav(bytes: Uint8Array): Result<Wav, 'not-a-wav'> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < HEADER_BYTES || tag(buffer, 0) !== 'RIFF' || tag(buffer, 8) !== 'WAVE')
    return fail('not-a-wav');
  let format: { sampleRateHz: number; channels: number } | null = null;
  for (let at = 12; at + 8 <= buffer.length;) {
    const size = buffer.readUInt32LE(at + 4);
    const body = at + 8;
    if (body + size > buffer.length) return fail('not-a-wav');
    if (tag(buffer, at) === 'fmt ') {
      if (size < 16 || buffer.readUInt16LE(body) !== PCM || buffer.readUInt16LE(body + 14) !== 16)
        return fail('not-a-wav');
      format = {
        channels: buffer.readUInt16LE(body + 2),
        sampleRateHz: buffer.readUInt32LE(body + 4),
      };
    }
    if (tag(buffer, at) === 'data' && format !== null) {
      return size % 2 === 0
        ? ok({ ...format, pcm: bytes.subarray(body, body + size) })
        : fail('not-a-wav');
    }
    at = body + size + (size % 2);
  }
  return fail('not-a-wav');
}

/** An uploaded utterance: 16 kHz, mono, not empty. */
export function parseUtteranceWav(bytes: Uint8Array): Result<Uint8Array, 'not-a-wav'> {
  const wav = parseWav(bytes);
  if (!wav.ok) return wav;
  const { sampleRateHz, channels, pcm } = wav.value;
  return sampleRateHz === SAMPLE_RATE_HZ && channels === 1 && pcm.length > 0
    ? ok(pcm)
    : fail('not-a-wav');
}

function tag(buffer: Buffer, at: number): string {
  return buffer.toString('latin1', at, at + 4);
}
