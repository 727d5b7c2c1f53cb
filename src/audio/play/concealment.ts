/**
 * Sound in place of sound that is not there: the last pitch period goes on and fades away, so that a reply that
 * runs dry, is held or stopped never clicks. The way of G.711's Appendix I, without its delay. Pure.
 */
import { SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';

/** Pitch from 400 to 62 Hz. */
const MIN_PERIOD = SAMPLE_RATE_HZ / 400;
const MAX_PERIOD = SAMPLE_RATE_HZ / 62.5;
const TEMPLATE = SAMPLE_RATE_HZ / 100;
/** The offset of a seam is spread over this much. */
const SEAM = SAMPLE_RATE_HZ / 400;

/** What a period is looked for in: 36 ms. */
export const HISTORY_SAMPLES = MAX_PERIOD + 2 * TEMPLATE;

/** `history`: what was last given out, `HISTORY_SAMPLES` of it. The result goes on from its end, to silence. */
export function fadeAway(history: Int16Array, length: number): Int16Array {
  const period = periodOf(history);
  const last = history.at(-1) ?? 0;
  const cycle = history.subarray(history.length - period);
  // The period's end meets its beginning again at each turn; both seams are one offset that dies away.
  const firstStep = last - (cycle[0] ?? 0);
  return Int16Array.from({ length }, (_, index) => {
    const turn = index % period;
    const seam = Math.max(0, 1 - turn / SEAM) * firstStep;
    const sample = Math.max(-32_768, Math.min(32_767, (cycle[turn] ?? 0) + seam));
    return sample * (1 - index / length);
  });
}

/** `sound` comes in over its first 5 ms while what is `under` it goes. In place. */
export function fadeIn(sound: Int16Array, under: Int16Array): void {
  const length = Math.min(sound.length, 2 * SEAM);
  for (let index = 0; index < length; index += 1) {
    const share = index / length;
    sound[index] = (sound[index] ?? 0) * share + (under[index] ?? 0) * (1 - share);
  }
}

function periodOf(history: Int16Array): number {
  const template = history.subarray(history.length - TEMPLATE);
  let best = { period: MAX_PERIOD, likeness: -Infinity };
  for (let period = MIN_PERIOD; period <= MAX_PERIOD; period += 1) {
    const at = history.length - TEMPLATE - period;
    const likeness = likenessOf(template, history.subarray(at, at + TEMPLATE));
    if (likeness > best.likeness) best = { period, likeness };
  }
  return best.period;
}

/** Normalised by the candidate alone: the template is the same for all. */
function likenessOf(template: Int16Array, candidate: Int16Array): number {
  let product = 0;
  let energy = 1;
  for (let index = 0; index < template.length; index += 1) {
    const sample = candidate[index] ?? 0;
    product += (template[index] ?? 0) * sample;
    energy += sample * sample;
  }
  return product / Math.sqrt(energy);
}
