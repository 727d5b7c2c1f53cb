/** The port between BuildPanel's calls and whatever speaks its replies. */
import type { Result } from '../shared/result.ts';

/** `missing`: the speech programs aren't installed; `busy`: too many wait; `failed`: it broke or was too slow. */
export type SpeakFailure = 'missing' | 'busy' | 'failed';

export type Speaker = {
  /** 16 kHz mono s16le. */
  pcm(text: string): Promise<Result<Uint8Array, SpeakFailure>>;
  /** A whole MP3 file. */
  mp3(text: string): Promise<Result<Uint8Array, SpeakFailure>>;
};
