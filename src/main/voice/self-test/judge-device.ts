/** What a device's recording says of it. Pure; the thresholds are those of speech at a till or in a lane. */
import type { DeviceFigures, DeviceVerdict } from '../../../shared/ipc/self-test-calls.ts';

/** The hiss of a preamplifier without a microphone lies below it; any room with one above. */
const SILENT_DBFS = -75;
const CLIPPED_PERCENT = 10;
/** Speech arrives at −25 to −15 dBFS and needs some 15 dB over its background to be understood. */
const NOISY_DBFS = -38;
const CHOPPY_MS = 200;
/** Of the tones: a device that took less has stopped. */
const PLAYED_SHARE = 0.95;

export type Level = {
  readonly rmsDbfs: number;
  readonly peakDbfs: number;
  readonly clippedSamples: number;
};

export type Recording = {
  readonly openMs: number;
  readonly levels: readonly Level[];
  readonly missingMs: number;
  /** Undefined where there was nothing to play on. */
  readonly playedMs: number | undefined;
};

/** At least one level. */
export function figuresOf({ openMs, levels, missingMs, playedMs }: Recording): DeviceFigures {
  const sorted = levels.map(({ rmsDbfs }) => rmsDbfs).sort((a, b) => a - b);
  const clipped = levels.filter(({ clippedSamples }) => clippedSamples > 0).length;
  return {
    openMs: Math.round(openMs),
    loudestDbfs: Math.round(sorted.at(-1) ?? 0),
    floorDbfs: Math.round(sorted[Math.floor(sorted.length / 10)] ?? 0),
    peakDbfs: Math.round(Math.max(...levels.map(({ peakDbfs }) => peakDbfs))),
    clippedPercent: Math.round((clipped * 100) / levels.length),
    missingMs: Math.max(0, Math.round(missingMs)),
    ...(playedMs !== undefined && { playedMs: Math.round(playedMs) }),
  };
}

export function verdictOf(figures: DeviceFigures, tonesMs: number): DeviceVerdict {
  const { loudestDbfs, floorDbfs, clippedPercent, missingMs, playedMs } = figures;
  if (loudestDbfs < SILENT_DBFS) return 'silent';
  if (clippedPercent >= CLIPPED_PERCENT) return 'clipped';
  if (floorDbfs > NOISY_DBFS) return 'noisy';
  if (missingMs > CHOPPY_MS) return 'choppy';
  if (playedMs !== undefined && playedMs < tonesMs * PLAYED_SHARE) return 'cannot-play';
  return 'healthy';
}
