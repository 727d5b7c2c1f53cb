/**
 * What a station hears in the lab: speech for its VAD, made from a seed, in which no two frames are alike.
 * So each frame that comes back from anywhere can be told by its content.
 */
import { createHash } from 'node:crypto';
import { DEFAULT_ENDPOINTING } from '../../../src/shared/audio-port/audio-port.ts';
import { FRAME_SAMPLES, FRAME_MS } from '../../../src/shared/speech/audio-format.ts';
import { chanceOf } from '../../support/chance.ts';
import { syntheticSpeech } from '../../support/spoken-wav.ts';

/** Loud enough to tell frames apart, far below what a VAD takes for voice. */
const NOISE_AMPLITUDE = 3;
export const LONGEST_SPEECH_MS = 1_500;
/** A file is exact silence after its end, of which no frame can be told: the last utterance must end before. */
const QUIET_END_MS = DEFAULT_ENDPOINTING.maxSilenceMs + 500;

export type SoundOptions = {
  readonly seed: number;
  readonly utterances: number;
  /** Longest pause before an utterance; the shortest is one that ends the utterance before. */
  readonly pauseMs?: number;
  /** Each is all of the voice: what it says is to be understood. */
  readonly isWhole?: boolean;
};

export type Sound = {
  readonly samples: Int16Array;
  /** Where someone speaks, in frames. */
  readonly spoken: readonly { readonly from: number; readonly to: number }[];
};

/** The voice that all sounds are cut from: it takes long to make, so a lab makes it once. */
export function makeVoice(): Int16Array {
  return syntheticSpeech(LONGEST_SPEECH_MS / 1_000);
}

export function makeSound(options: SoundOptions, voice: Int16Array): Sound {
  const { seed, utterances, pauseMs = 1_300, isWhole = false } = options;
  const chance = chanceOf(seed);
  const spoken: { from: number; to: number }[] = [];
  let frames = framesIn(300 + chance() * 300);
  for (let index = 0; index < utterances; index += 1) {
    const from = frames;
    const spokenMs = 500 + chance() * (LONGEST_SPEECH_MS - 500);
    frames += isWhole ? Math.floor(voice.length / FRAME_SAMPLES) : framesIn(spokenMs);
    spoken.push({ from, to: frames });
    frames += framesIn(900 + chance() * (pauseMs - 900));
  }
  frames += framesIn(QUIET_END_MS);
  const samples = new Int16Array(frames * FRAME_SAMPLES);
  for (const { from, to } of spoken) {
    samples.set(voice.subarray(0, (to - from) * FRAME_SAMPLES), from * FRAME_SAMPLES);
  }
  for (const at of samples.keys()) {
    const noise = Math.round((chance() * 2 - 1) * NOISE_AMPLITUDE);
    samples[at] = (samples[at] ?? 0) + noise;
  }
  return { samples, spoken };
}

export function frameHash(pcm: Uint8Array): string {
  return createHash('sha256').update(pcm).digest('base64');
}

function framesIn(ms: number): number {
  return Math.round(ms / FRAME_MS);
}
