/** How loud the last stretch of sound was, for the meter. Pure. */

/** dBFS shown for digital silence, under the quietest 16-bit sample (-90.3). */
export const SILENCE_DBFS = -120;
const FULL_SCALE = 32_768;

export type LevelSum = {
  readonly samples: number;
  readonly sumOfSquares: number;
  readonly peak: number;
  readonly clipped: number;
};

export const NO_SOUND: LevelSum = { samples: 0, sumOfSquares: 0, peak: 0, clipped: 0 };

export function addToLevel(sum: LevelSum, samples: Int16Array): LevelSum {
  let { sumOfSquares, peak, clipped } = sum;
  for (const sample of samples) {
    sumOfSquares += sample * sample;
    const magnitude = Math.abs(sample);
    if (magnitude > peak) peak = magnitude;
    if (magnitude >= FULL_SCALE - 1) clipped += 1;
  }
  return { samples: sum.samples + samples.length, sumOfSquares, peak, clipped };
}

/** A sine at full scale reads -3 dBFS RMS and 0 dBFS peak. */
export function readLevel(sum: LevelSum): {
  rmsDbfs: number;
  peakDbfs: number;
  clippedSamples: number;
} {
  const rms = sum.samples === 0 ? 0 : Math.sqrt(sum.sumOfSquares / sum.samples);
  return { rmsDbfs: toDbfs(rms), peakDbfs: toDbfs(sum.peak), clippedSamples: sum.clipped };
}

function toDbfs(magnitude: number): number {
  return magnitude === 0 ? SILENCE_DBFS : 20 * Math.log10(magnitude / FULL_SCALE);
}
