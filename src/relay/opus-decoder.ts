/**
 * The one file of the relay that knows Opus. Bytes of a station meet it inside WebAssembly, which reaches no memory
 * of the relay, and what comes out is 20 ms of 16 kHz mono or nothing.
 */
import { Decoder } from '@evan/opus/wasm/index.mjs';
import { FRAME_BYTES, SAMPLE_RATE_HZ } from '../shared/speech/audio-format.ts';

export class OpusDecoder {
  readonly #decoder = new Decoder({ channels: 1, sample_rate: SAMPLE_RATE_HZ });

  /** Null: it is no Opus packet of one frame. */
  decode(packet: Uint8Array): Uint8Array | null {
    try {
      const pcm = this.#decoder.decode(packet);
      return pcm.length === FRAME_BYTES ? pcm : null;
    } catch {
      return null;
    }
  }

  free(): void {
    this.#decoder.drop();
  }
}
