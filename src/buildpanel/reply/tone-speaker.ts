/** Answers everything with the same short tone: beside a digest recogniser, where words would be a lie. */
import { SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { SpeakFailure, Speaker } from '../spoken-reply.ts';
import { encodeMp3 } from './mp3.ts';

const TONE_HZ = 660;
const TONE_MS = 200;
const AMPLITUDE = 6_000;

export function createToneSpeaker(): Speaker {
  const tone = makeTone();
  let mp3: Promise<Result<Uint8Array, SpeakFailure>> | null = null;
  return {
    pcm: () => Promise.resolve(ok(tone)),
    mp3: () => (mp3 ??= encodeMp3(tone)),
  };
}

function makeTone(): Uint8Array {
  const samples = (SAMPLE_RATE_HZ * TONE_MS) / 1_000;
  const pcm = Buffer.alloc(samples * 2);
  for (let at = 0; at < samples; at += 1) {
    const sample = Math.sin((2 * Math.PI * TONE_HZ * at) / SAMPLE_RATE_HZ);
    pcm.writeInt16LE(Math.round(AMPLITUDE * sample), at * 2);
  }
  return pcm;
}
