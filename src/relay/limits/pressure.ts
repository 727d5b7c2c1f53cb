/**
 * How hard the relay is pressed, and what that means. Pure. First stations are asked for fewer, larger messages,
 * which costs 20 ms and saves 40 % of the work; new ones are refused before the old ones suffer.
 */
export type Load = {
  /** Of the last second, the share in which the event loop was busy. */
  readonly loopShare: number;
  /** How late its timers were, at worst but one in ten: a single stall is not pressure. */
  readonly loopDelayMs: number;
  readonly memoryBytes: number;
  readonly connections: number;
};

export type LoadLimits = { readonly memoryBytes: number; readonly connections: number };

export const PRESSURE_LEVELS = ['calm', 'two-frames', 'three-frames', 'shedding'] as const;
export type PressureLevel = (typeof PRESSURE_LEVELS)[number];
export type Pressure = {
  readonly level: PressureLevel;
  /** Looks in a row at which a lower level would have done. */
  readonly calmCount: number;
  /** Looks in a row at which the loop was too slow for new stations. */
  readonly hotCount: number;
};

export const NO_PRESSURE: Pressure = { level: 'calm', calmCount: 0, hotCount: 0 };

const LEVEL_FROM = { 'two-frames': 0.7, 'three-frames': 0.85, shedding: 0.95 } as const;
const MAX_LOOP_DELAY_MS = 150;
/** Relief comes off only well below where it came on, and slowly: else it would swing. */
const HYSTERESIS = 0.15;
const CALM_LOOKS = 5;
/** A machine that is short of breath for a second or two sends nobody away. */
const HOT_LOOKS = 3;

export function nextPressure(before: Pressure, load: Load, limits: LoadLimits): Pressure {
  const { level } = before;
  const asked = levelOf(load, limits, 0);
  const hotCount = asked === 'shedding' ? before.hotCount + 1 : 0;
  const isOnlyHot = asked === 'shedding' && hotCount < HOT_LOOKS && !isFull(load, limits);
  const up = isOnlyHot ? 'three-frames' : asked;
  if (rank(up) > rank(level)) return { level: up, calmCount: 0, hotCount };
  const down = levelOf(load, limits, HYSTERESIS);
  if (rank(down) >= rank(level)) return { level, calmCount: 0, hotCount };
  const calmCount = before.calmCount + 1;
  if (calmCount < CALM_LOOKS) return { level, calmCount, hotCount };
  return { level: PRESSURE_LEVELS[rank(level) - 1] ?? 'calm', calmCount: 0, hotCount };
}

export function framesPerMessageAt(level: PressureLevel): number {
  return Math.min(1 + rank(level), 3);
}

function isFull({ memoryBytes, connections }: Load, limits: LoadLimits): boolean {
  return memoryBytes > limits.memoryBytes || connections >= limits.connections;
}

function levelOf(load: Load, limits: LoadLimits, hysteresis: number): PressureLevel {
  const { loopShare, loopDelayMs } = load;
  const share = loopShare + hysteresis;
  if (isFull(load, limits) || loopDelayMs > MAX_LOOP_DELAY_MS || share >= LEVEL_FROM.shedding)
    return 'shedding';
  if (share >= LEVEL_FROM['three-frames']) return 'three-frames';
  return share >= LEVEL_FROM['two-frames'] ? 'two-frames' : 'calm';
}

export function rank(level: PressureLevel): number {
  return PRESSURE_LEVELS.indexOf(level);
}
