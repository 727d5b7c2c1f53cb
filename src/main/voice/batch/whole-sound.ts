/** A whole utterance in the form that it travels in, made piece by piece so that nobody who speaks waits for it. */
import { setImmediate } from 'node:timers/promises';
import type { Codec } from '../../../shared/wire/frame-message.ts';
import { encodeOpusUtterance } from '../../../shared/wire/opus-utterance.ts';
import type { NewOpusEncoder } from '../opus-encoder.ts';
import { wavOf } from './wav.ts';

/** Recognised as well as the WAV is (`test/integration/voice/opus-accuracy.test.ts`), an eleventh of its size. */
export const UPLOAD_BITS_PER_SECOND = 24_000;
/** Half a second of sound: read, decrypted and encoded in about 5 ms. */
const FRAMES_A_TURN = 25;

export type SoundSource = {
  /** Frames from `fromSequence` on, at most `limit`, in order: the journal. */
  readonly frames: (
    fromSequence: number,
    limit: number,
  ) => readonly { readonly sequence: number; readonly pcm: Uint8Array }[];
  readonly newEncoder: NewOpusEncoder;
};

export async function wholeSound(
  codec: Codec,
  { frames, newEncoder }: SoundSource,
): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = codec === 'opus' ? newEncoder(UPLOAD_BITS_PER_SECOND) : undefined;
  const made: Uint8Array[] = [];
  try {
    for (let next = 0; ;) {
      const turn = frames(next, FRAMES_A_TURN);
      const last = turn.at(-1);
      if (last === undefined) break;
      for (const { pcm } of turn) made.push(encoder?.encode(pcm) ?? pcm);
      next = last.sequence + 1;
      await setImmediate();
    }
  } finally {
    encoder?.free();
  }
  return encoder === undefined ? wavOf(made) : encodeOpusUtterance(made);
}
