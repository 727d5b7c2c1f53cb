/**
 * Does the device deliver what the clock says it should? No driver tells of a lost device or lost samples
 * (the driver's silence is the only sign), so samples are compared with time. Pure.
 */
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';

/** A device that opens must give its first sound within this (usually 12 to 50 ms). */
const FIRST_SOUND_DEADLINE_US = 1_500_000;
/** Without sound for this long, something is wrong and is told. */
const OVERDUE_AFTER_US = 250_000;
/**
 * Without sound for this long, a device is lost. Twice as long as it takes to tell: a starved sound server
 * comes back with all it owes in a burst, which killing the host would throw away.
 */
const LOST_AFTER_US = 500_000;

export type Health = {
  readonly openedAtUs: number;
  readonly speed: number;
  /** When the first sample began; undefined until sound has come. */
  readonly soundSinceUs: number | undefined;
  readonly lastSoundAtUs: number;
  readonly samples: number;
  readonly longestGapUs: number;
  /** Length of the run of exact zeros that the stream now ends in. */
  readonly zeroSamples: number;
};

export function startHealth(openedAtUs: number, speed: number): Health {
  return {
    openedAtUs,
    speed,
    soundSinceUs: undefined,
    lastSoundAtUs: openedAtUs,
    samples: 0,
    longestGapUs: 0,
    zeroSamples: 0,
  };
}

export function addSound(health: Health, samples: Int16Array, atUs: number): Health {
  const bufferUs = (samples.length * 1_000_000) / SAMPLE_RATE_HZ / health.speed;
  const isFirst = health.soundSinceUs === undefined;
  return {
    ...health,
    soundSinceUs: health.soundSinceUs ?? atUs - bufferUs,
    lastSoundAtUs: atUs,
    samples: health.samples + samples.length,
    longestGapUs: isFirst ? 0 : Math.max(health.longestGapUs, atUs - health.lastSoundAtUs),
    zeroSamples: zeroRun(health.zeroSamples, samples),
  };
}

/** Sound is late, and the last report was made before it was. */
export function isNewlyOverdue(health: Health, reportedAtUs: number, nowUs: number): boolean {
  const overdueAtUs = health.lastSoundAtUs + OVERDUE_AFTER_US;
  return health.soundSinceUs !== undefined && nowUs > overdueAtUs && reportedAtUs <= overdueAtUs;
}

/** `silent-device`: opened and never gave sound. `device-lost`: gave sound and stopped. */
export function failureAt(
  health: Health,
  nowUs: number,
): 'silent-device' | 'device-lost' | undefined {
  const quietUs = nowUs - health.lastSoundAtUs;
  if (health.soundSinceUs === undefined)
    return quietUs > FIRST_SOUND_DEADLINE_US ? 'silent-device' : undefined;
  return quietUs > LOST_AFTER_US ? 'device-lost' : undefined;
}

export type HealthReport = {
  readonly framesCaptured: number;
  readonly missingMs: number;
  readonly longestGapMs: number;
  readonly silentZerosMs: number;
};

/** `longestGapMs` is of the time since the report before, and counts a gap that still lasts. */
export function reportHealth(
  health: Health,
  nowUs: number,
): { readonly health: Health; readonly report: HealthReport } {
  const { soundSinceUs, samples, speed } = health;
  const quietUs = soundSinceUs === undefined ? 0 : nowUs - health.lastSoundAtUs;
  const untilUs = quietUs > OVERDUE_AFTER_US ? nowUs : health.lastSoundAtUs;
  const expected =
    soundSinceUs === undefined
      ? 0
      : ((untilUs - soundSinceUs) * speed * SAMPLE_RATE_HZ) / 1_000_000;
  return {
    health: { ...health, longestGapUs: 0 },
    report: {
      framesCaptured: Math.floor(samples / FRAME_SAMPLES),
      missingMs: ((expected - samples) * 1_000) / SAMPLE_RATE_HZ,
      longestGapMs: Math.max(health.longestGapUs, quietUs) / 1_000,
      silentZerosMs: (health.zeroSamples * 1_000) / SAMPLE_RATE_HZ,
    },
  };
}

function zeroRun(before: number, samples: Int16Array): number {
  const lastSound = samples.findLastIndex((sample) => sample !== 0);
  return lastSound === -1 ? before + samples.length : samples.length - 1 - lastSound;
}
