/**
 * The port between BuildPanel's calls and whatever turns sound into words. Audio is 16 kHz mono s16le;
 * a driver may be handed pieces of any even length and may get them faster than they were spoken.
 */
import type { Result } from '../shared/result.ts';

export type PartialRecognition = {
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
};

export type Recognition = {
  /** Empty when nothing was understood: nothing is better than a guess. */
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** False when `text` is a digest of the audio that is not told as words: no order may come of it. */
  readonly isSpeech: boolean;
};

/** `busy`: no recogniser is free; `died`: it ended or broke its protocol; `timeout`: it stayed silent. */
export type RecogniserFailure = 'busy' | 'died' | 'timeout';

/** One utterance. Exactly one of `end` and `abort` is called, once; nothing is told after it. */
export type RecognitionStream = {
  write(pcm: Uint8Array): void;
  end(): Promise<Result<Recognition, RecogniserFailure>>;
  abort(): void;
};

export type Recogniser = {
  /** `onPartial` hears the words so far, only when they change. Bounded in time: `busy` after a wait. */
  open(
    onPartial: (partial: PartialRecognition) => void,
  ): Promise<Result<RecognitionStream, RecogniserFailure>>;
  start(): Promise<void>;
  stop(): Promise<void>;
};
