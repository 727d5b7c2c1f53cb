/** The last of what a lane's device was given to play, and where the microphone hears it again. */
import { SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';

/** Compared at 4 kHz: most of a voice, at a sixteenth of the work. */
const THINNING = 4;
const RATE_HZ = SAMPLE_RATE_HZ / THINNING;
/** The longest way from device to microphone, wireless headsets too: 500 ms. What is compared comes on top. */
const REACH = 0.5 * RATE_HZ;
export const COMPARED_SAMPLES = 0.08 * RATE_HZ;
const KEPT = REACH + COMPARED_SAMPLES;
const BLOCK = 0.02 * RATE_HZ;
/** A room is silent 10 dB more each 100 ms; before that, this long, all may still be on its way. */
const FULL_FOR = { unknownWay: 0.4 * RATE_HZ, knownWay: 0.08 * RATE_HZ };
const DECAY_PER_BLOCK = 10 ** -0.2;
/** A way that is known is looked for this far around: clocks drift. */
const AROUND = 0.003 * RATE_HZ;

export type Copy = {
  /** Of the microphone's power, what the copy explains. */
  readonly share: number;
  /** Power that came back of what was played. */
  readonly coupling: number;
  /** From the microphone's count of samples to the player's: the same as long as neither loses any. */
  readonly offset: number;
};

export class PlayedSound {
  readonly #samples = new Float32Array(KEPT);
  /** Thinned samples so far. */
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(samples: Int16Array): void {
    const thinned = thin(samples);
    this.#samples.copyWithin(0, thinned.length);
    this.#samples.set(thinned, KEPT - thinned.length);
    this.#count += thinned.length;
  }

  /** Of 20 ms, what may be heard now at most; `delay` in thinned samples, when the way is known. */
  loudestPower(delay: number | undefined): number {
    const full = delay === undefined ? FULL_FOR.unknownWay : delay + FULL_FOR.knownWay;
    let loudest = 0;
    for (let end = KEPT; end - BLOCK >= 0; end -= BLOCK) {
      const over = Math.max(0, KEPT - end - full) / BLOCK;
      const power = meanPower(this.#samples.subarray(end - BLOCK, end));
      loudest = Math.max(loudest, power * DECAY_PER_BLOCK ** over);
    }
    return loudest;
  }

  /** Mean power of the 20 ms of 200 ms ago: about what a microphone hears now. */
  get heardPower(): number {
    const end = KEPT - 0.2 * RATE_HZ;
    return meanPower(this.#samples.subarray(end - BLOCK, end));
  }

  /** Where `heard`, the microphone's last, up to its `count`, is most like what was played: near `offset`, or anywhere. */
  findCopy(heard: Float32Array, count: number, offset?: number): Copy | undefined {
    const first = this.#count - KEPT;
    const last = KEPT - COMPARED_SAMPLES;
    const at = offset === undefined ? 0 : count + offset - COMPARED_SAMPLES - first;
    const range =
      offset === undefined
        ? { from: 0, to: last, step: 2 }
        : { from: Math.max(0, at - AROUND), to: Math.min(last, at + AROUND), step: 1 };
    let best: Omit<Copy, 'offset'> & { at: number } = { at: 0, share: 0, coupling: 0 };
    for (let from = range.from; from <= range.to; from += range.step) {
      const likeness = compare(heard, this.#samples.subarray(from, from + COMPARED_SAMPLES));
      if (likeness.share > best.share) best = { ...likeness, at: from };
    }
    const { share, coupling } = best;
    return share > 0
      ? { share, coupling, offset: first + best.at + COMPARED_SAMPLES - count }
      : undefined;
  }
}

/** The mean of each four samples. */
export function thin(samples: Int16Array): Float32Array {
  return Float32Array.from({ length: Math.floor(samples.length / THINNING) }, (_, index) => {
    const at = index * THINNING;
    let sum = 0;
    for (let each = at; each < at + THINNING; each += 1) sum += samples[each] ?? 0;
    return sum / THINNING;
  });
}

export function meanPower(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum / Math.max(1, samples.length);
}

function compare(heard: Float32Array, played: Float32Array): Omit<Copy, 'offset'> {
  let product = 0;
  let heardEnergy = 1;
  let playedEnergy = 1;
  for (let index = 0; index < heard.length; index += 1) {
    const one = heard[index] ?? 0;
    const other = played[index] ?? 0;
    product += one * other;
    heardEnergy += one * one;
    playedEnergy += other * other;
  }
  // Upside down is a copy too.
  const fit = product / playedEnergy;
  return { share: (product * fit) / heardEnergy, coupling: fit * fit };
}
