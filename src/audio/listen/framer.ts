import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';

/** Exactly 20 ms, in memory of its own. */
export type Frame = {
  readonly samples: Int16Array;
  /** Monotonic time at which its last sample was handed over; never earlier than the frame before. */
  readonly capturedAtUs: number;
};

/** Cuts buffers of any length into frames: no sample is lost, repeated or reordered. */
export class Framer {
  #pending = new Int16Array(FRAME_SAMPLES);
  #pendingSamples = 0;
  #lastCapturedAtUs = 0;

  /** `lastSampleAtUs`: when the last of `samples` was handed over. */
  push(samples: Int16Array, lastSampleAtUs: number): Frame[] {
    const frames: Frame[] = [];
    let taken = 0;
    while (taken < samples.length) {
      const wanted = Math.min(FRAME_SAMPLES - this.#pendingSamples, samples.length - taken);
      this.#pending.set(samples.subarray(taken, taken + wanted), this.#pendingSamples);
      this.#pendingSamples += wanted;
      taken += wanted;
      if (this.#pendingSamples === FRAME_SAMPLES) {
        frames.push(this.#finish(lastSampleAtUs - durationUs(samples.length - taken)));
      }
    }
    return frames;
  }

  #finish(handedOverAtUs: number): Frame {
    // A burst after a stall carries late times: the samples before it keep the order.
    this.#lastCapturedAtUs = Math.max(this.#lastCapturedAtUs, handedOverAtUs);
    const frame = { samples: this.#pending, capturedAtUs: this.#lastCapturedAtUs };
    this.#pending = new Int16Array(FRAME_SAMPLES);
    this.#pendingSamples = 0;
    return frame;
  }
}

function durationUs(samples: number): number {
  return Math.round((samples * 1_000_000) / SAMPLE_RATE_HZ);
}
