import { SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';

/** How soft a reply is while somebody of the crew talks: 15 dB down, still to be followed. */
const DUCKED = 0.18;
/** From silent to full in 20 ms: no step is heard. */
const STEP = 1 / (0.02 * SAMPLE_RATE_HZ);

/** The volume of one lane's replies, changed without a click. */
export class Gain {
  #volume = 1;
  #isDucked = false;
  #now = 1;

  /** 0 to 1. */
  setVolume(volume: number): void {
    this.#volume = volume;
  }

  duck(isDucked: boolean): void {
    this.#isDucked = isDucked;
  }

  /** In place. */
  apply(samples: Int16Array): void {
    const wanted = this.#volume * (this.#isDucked ? DUCKED : 1);
    if (this.#now === 1 && wanted === 1) return;
    for (let index = 0; index < samples.length; index += 1) {
      this.#now += Math.max(-STEP, Math.min(STEP, wanted - this.#now));
      samples[index] = (samples[index] ?? 0) * this.#now;
    }
  }
}
