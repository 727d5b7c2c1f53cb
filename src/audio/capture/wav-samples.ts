import { readFile, stat } from 'node:fs/promises';
import wavefile from 'wavefile';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';
import { toMono } from '../resampler.ts';

/** The whole file is held in memory: over half an hour of 16 kHz mono. */
const MAX_FILE_BYTES = 80_000_000;
/** Limits of the resampler. */
const MIN_RATE_HZ = 4_000;
const MAX_RATE_HZ = 192_000;

const formatSchema = z.object({
  numChannels: z.number().int().min(1).max(8),
  sampleRate: z.number().int().min(1),
});

const dataSchema = z.object({ samples: z.instanceof(Uint8Array) });

export type WavSamples = { readonly mono: Int16Array; readonly rateHz: number };
export type WavFailure = 'file-unreadable' | 'not-a-wav' | 'unsupported-rate';

/** Reads a WAV file of any rate, bit depth (PCM, float, A-law, µ-law, ADPCM) and up to 8 channels. */
export async function readWavSamples(path: string): Promise<Result<WavSamples, WavFailure>> {
  let bytes: Uint8Array;
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES) return fail('file-unreadable');
    bytes = await readFile(path);
  } catch {
    return fail('file-unreadable');
  }
  const decoded = decodeWav(bytes);
  if (!decoded) return fail('not-a-wav');
  if (decoded.rateHz < MIN_RATE_HZ || decoded.rateHz > MAX_RATE_HZ) return fail('unsupported-rate');
  return ok(decoded);
}

function decodeWav(bytes: Uint8Array): WavSamples | undefined {
  try {
    const wav = new wavefile.WaveFile(bytes);
    if (wav.bitDepth === '4') wav.fromIMAADPCM('16');
    if (wav.bitDepth === '8a') wav.fromALaw('16');
    if (wav.bitDepth === '8m') wav.fromMuLaw('16');
    if (wav.bitDepth !== '16') wav.toBitDepth('16');
    if (wav.container === 'RIFX') wav.toRIFF();
    const format = formatSchema.parse(wav.fmt);
    const { samples } = dataSchema.parse(wav.data);
    const interleaved = new Int16Array(new Uint8Array(samples).buffer, 0, samples.length >> 1);
    return { mono: toMono(interleaved, format.numChannels), rateHz: format.sampleRate };
  } catch {
    // The library throws for anything that is not a WAV file, and its words are about the bytes.
    return undefined;
  }
}
