/** Frames as the upstream takes them: Opus is decoded, in order, with what the decoder remembers of the frames before. */
import type { FrameMessage } from '../../shared/wire/frame-message.ts';
import { OpusDecoder } from '../opus-decoder.ts';

export class Decoding {
  #decoder: OpusDecoder | null = null;

  /** 16 kHz mono s16le of the frames from `skip` on; null when one of them is not what it says. */
  pcmOf({ codec, frames }: FrameMessage, skip: number): readonly Uint8Array[] | null {
    const fresh = skip === 0 ? frames : frames.slice(skip);
    if (codec === 'pcm_s16le') return fresh;
    this.#decoder ??= new OpusDecoder();
    const pcm: Uint8Array[] = [];
    for (const frame of fresh) {
      const decoded = this.#decoder.decode(frame);
      if (decoded === null) return null;
      pcm.push(decoded);
    }
    return pcm;
  }

  /** The decoder's memory, once no frame comes any more. */
  stop(): void {
    this.#decoder?.free();
    this.#decoder = null;
  }
}
