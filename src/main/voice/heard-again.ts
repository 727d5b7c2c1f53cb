/** The part of an utterance's sound that certain words are in. Pure. */
import { FRAME_MS } from '../../shared/speech/audio-format.ts';
import type { StoredFrame } from './journal/stored-utterance.ts';

/** An utterance up to this long is heard whole. */
const WHOLE_UP_TO_MS = 4_000;
/** People speak unevenly, and no recogniser says when a word was said: this much is heard around. */
const AROUND_MS = 1_000;
const AT_LEAST_MS = 2_000;

export type Part = {
  /** All that was said. */
  readonly text: string;
  readonly words: string;
};

/**
 * 16 kHz s16le. Of a long utterance the 2 to 4 s (more, for many words) around where `part.words` stand in
 * its text; all of it without a part, or when the words are not in the text.
 */
export function soundOf(frames: readonly Pick<StoredFrame, 'pcm'>[], part?: Part): Uint8Array {
  const { from, to } = part === undefined ? ALL : shareOf(part);
  const lengthMs = frames.length * FRAME_MS;
  const isWhole = lengthMs <= WHOLE_UP_TO_MS || (from === 0 && to === 1);
  const middleMs = ((from + to) / 2) * lengthMs;
  const halfMs = Math.max(AT_LEAST_MS / 2, ((to - from) / 2) * lengthMs + AROUND_MS);
  const heard = isWhole
    ? frames
    : frames.slice(
        Math.max(0, Math.floor((middleMs - halfMs) / FRAME_MS)),
        Math.ceil((middleMs + halfMs) / FRAME_MS),
      );
  return Buffer.concat(heard.map(({ pcm }) => pcm));
}

const ALL = { from: 0, to: 1 };

function shareOf({ text, words }: Part): { readonly from: number; readonly to: number } {
  const at = text.toLowerCase().indexOf(words.toLowerCase());
  if (at < 0 || words.length === 0) return ALL;
  return { from: at / text.length, to: (at + words.length) / text.length };
}
