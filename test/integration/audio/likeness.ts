/** How alike two recordings are, wherever the one lies in the other. */

export type Likeness = {
  /** Normalised cross-correlation at the best place: 1 for the same sound at any volume. */
  readonly correlation: number;
  /** Where `part` begins in `whole`, in samples. */
  readonly offset: number;
};

const COARSE_STEP = 4;

export const PIECE_SAMPLES = 0.15 * 16_000;

/**
 * Finds each 150 ms of `part` by itself: a busy machine makes the player or the sound server stutter, which
 * shifts what follows and spoils only the piece that it falls into.
 */
export function findPieces(whole: Int16Array, part: Int16Array): Likeness[] {
  const count = Math.floor(part.length / PIECE_SAMPLES);
  return Array.from({ length: count }, (_, index) =>
    findIn(whole, part.subarray(index * PIECE_SAMPLES, (index + 1) * PIECE_SAMPLES)),
  );
}

/** The share of pieces that are there as they were, 0 to 1. */
export function shareFound(pieces: readonly Likeness[]): number {
  return pieces.filter(({ correlation }) => correlation > 0.99).length / pieces.length;
}

function findIn(whole: Int16Array, part: Int16Array): Likeness {
  const coarse = bestOffset(
    thin(whole),
    thin(part),
    0,
    Math.floor((whole.length - part.length) / COARSE_STEP),
  );
  const around = coarse.offset * COARSE_STEP;
  const last = whole.length - part.length;
  return bestOffset(
    whole,
    part,
    Math.max(0, around - COARSE_STEP),
    Math.min(last, around + COARSE_STEP),
  );
}

function bestOffset(whole: Int16Array, part: Int16Array, from: number, to: number): Likeness {
  let best: Likeness = { correlation: -1, offset: from };
  for (let offset = from; offset <= to; offset += 1) {
    const correlation = correlate(whole.subarray(offset, offset + part.length), part);
    if (correlation > best.correlation) best = { correlation, offset };
  }
  return best;
}

function correlate(one: Int16Array, other: Int16Array): number {
  let product = 0;
  let energyOfOne = 0;
  let energyOfOther = 0;
  for (let index = 0; index < one.length; index += 1) {
    const a = one[index] ?? 0;
    const b = other[index] ?? 0;
    product += a * b;
    energyOfOne += a * a;
    energyOfOther += b * b;
  }
  return product / Math.sqrt(energyOfOne * energyOfOther || 1);
}

/** Every fourth sample, averaged over its neighbours, so that the coarse search is quick. */
function thin(samples: Int16Array): Int16Array {
  return Int16Array.from({ length: Math.floor(samples.length / COARSE_STEP) }, (_, index) => {
    const at = index * COARSE_STEP;
    return (
      ((samples[at] ?? 0) +
        (samples[at + 1] ?? 0) +
        (samples[at + 2] ?? 0) +
        (samples[at + 3] ?? 0)) /
      4
    );
  });
}
