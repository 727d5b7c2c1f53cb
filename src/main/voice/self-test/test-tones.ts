/** Two soft rising tones, each faded in and out, as 16 kHz s16le: what a wearer hears of the self-test. */
import { SAMPLE_RATE_HZ } from '../../../shared/speech/audio-format.ts';

const TONES_HZ = [660, 880] as const;
const TONE_SECONDS = 0.4;
const FADE_SECONDS = 0.02;
/** −18 dBFS peak. */
const AMPLITUDE = 4_096;

export const TONES_MS = TONES_HZ.length * TONE_SECONDS * 1_000;

export function testTones(): Uint8Array<ArrayBuffer> {
  const perTone = TONE_SECONDS * SAMPLE_RATE_HZ;
  const samples = new Int16Array(TONES_HZ.length * perTone);
  for (const [index, hz] of TONES_HZ.entries()) {
    for (let at = 0; at < perTone; at += 1) {
      const seconds = at / SAMPLE_RATE_HZ;
      const fade = Math.min(1, seconds / FADE_SECONDS, (TONE_SECONDS - seconds) / FADE_SECONDS);
      samples[index * perTone + at] = AMPLITUDE * fade * Math.sin(2 * Math.PI * hz * seconds);
    }
  }
  return new Uint8Array(samples.buffer);
}
