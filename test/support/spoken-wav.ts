/** WAV files that a VAD takes for speech, without a synthesiser: a voiced buzz with the rhythm of syllables. */
import { writeFile } from 'node:fs/promises';
import { SAMPLE_RATE_HZ } from '../../src/shared/speech/audio-format.ts';
import { wavOf } from '../../src/main/voice/batch/wav.ts';

const PITCH_HZ = 130;
const SYLLABLES_PER_SECOND = 4;

/** Silence, then "speech", then silence; seconds each. */
export async function writeSpokenWav(
  path: string,
  { before, speech, after }: { before: number; speech: number; after: number },
): Promise<void> {
  const samples = new Int16Array(Math.round((before + speech + after) * SAMPLE_RATE_HZ));
  samples.set(syntheticSpeech(speech), Math.round(before * SAMPLE_RATE_HZ));
  await writeFile(path, wavOf([new Uint8Array(samples.buffer)]));
}

/** 16 kHz mono. */
export function syntheticSpeech(seconds: number): Int16Array {
  const samples = new Int16Array(Math.round(seconds * SAMPLE_RATE_HZ));
  for (const at of samples.keys()) {
    const second = at / SAMPLE_RATE_HZ;
    const syllable = Math.abs(Math.sin(Math.PI * SYLLABLES_PER_SECOND * second));
    let sound = 0;
    for (let harmonic = 1; harmonic <= 24; harmonic += 1) {
      const formant = Math.exp(-(((harmonic * PITCH_HZ - 600) / 500) ** 2)) + 0.3 / harmonic;
      sound += formant * Math.sin(2 * Math.PI * PITCH_HZ * harmonic * second);
    }
    samples[at] = Math.max(-32_000, Math.min(32_000, Math.round(3_000 * syllable * sound)));
  }
  return samples;
}
