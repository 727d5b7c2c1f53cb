/** A spoken reply in whatever form it comes (MP3, WAV), made 16 kHz mono s16le. */
import { SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { parseWav } from '../wav.ts';
import { decodeMp3, type DecodedAudio } from './mpg123.ts';
import { resample } from './resampler.ts';

/** Longer than any reply to a guest; what is beyond is cut. */
export const MAX_REPLY_SECONDS = 60;
/** 60 s of MP3 at 320 kbit/s, and room for tags. */
export const MAX_REPLY_BYTES = 3 * 1024 * 1024;

export async function decodeReply(bytes: Uint8Array): Promise<Result<Uint8Array, 'not-audio'>> {
  if (bytes.length > MAX_REPLY_BYTES) return fail('not-audio');
  const decoded = decodeWav(bytes) ?? (await decodeMp3(bytes));
  if (decoded === null || decoded.mono.length === 0) return fail('not-audio');
  const { mono, sampleRateHz } = decoded;
  if (sampleRateHz < 8_000 || sampleRateHz > 48_000) return fail('not-audio');
  return ok(
    pcmOf(await resample(mono.subarray(0, sampleRateHz * MAX_REPLY_SECONDS), sampleRateHz)),
  );
}

function decodeWav(bytes: Uint8Array): DecodedAudio | null {
  const wav = parseWav(bytes);
  if (!wav.ok || wav.value.channels < 1) return null;
  const { pcm, channels, sampleRateHz } = wav.value;
  const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  const mono = new Float32Array(Math.floor(pcm.length / 2 / channels));
  for (let index = 0; index < mono.length; index += 1)
    mono[index] = view.getInt16(index * channels * 2, true) / 32_768;
  return { sampleRateHz, mono };
}

function pcmOf(mono: Float32Array): Uint8Array {
  const samples = mono.subarray(0, SAMPLE_RATE_HZ * MAX_REPLY_SECONDS);
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  samples.forEach((sample, index) => {
    view.setInt16(
      index * 2,
      Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))),
      true,
    );
  });
  return bytes;
}
