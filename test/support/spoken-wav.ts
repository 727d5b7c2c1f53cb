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
  const from = Math.round(before * SAMPLE_RATE_HZ);
  const to = from + Math.round(speech * SAMPLE_RATE_HZ);
  for (let at = from; at < to; at += 1) {
    const seconds = (at - from) / SAMPLE_RATE_HZ;
    const syllable = Math.abs(Math.sin(Math.PI * SYLLABLES_PER_SECOND * seconds));
    let sound = 0;
    for (let harmonic = 1; harmonic <= 24; harmonic += 1) {
      const formant = Math.exp(-(((harmonic * PITCH_HZ - 600) / 500) ** 2)) + 0.3 / harmonic;
      sound += formant * Math.sin(2 * Math.PI * PITCH_HZ * harmonic * seconds);
    }
    samples[at] = Math.max(-32_000, Math.min(32_000, Math.round(3_000 * syllable * sound)));
  }
  await writeFile(path, wavOf([new Uint8Array(samples.buffer)]));
}
