/** Looks at the relay's load every second and tells when it is pressed more or less. */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Log } from '../log.ts';
import {
  NO_PRESSURE,
  nextPressure,
  type Load,
  type LoadLimits,
  type PressureLevel,
} from './pressure.ts';

export const LOOK_EVERY_MS = 1_000;

type Deps = {
  readonly readLoad: () => Load;
  readonly limits: LoadLimits;
  readonly everyMs: number;
  readonly onLevel: (level: PressureLevel) => void;
  readonly log: Log;
};

export class PressureWatch {
  readonly #deps: Deps;
  readonly #timer: NodeJS.Timeout;
  #pressure = NO_PRESSURE;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#timer = setInterval(() => this.#look(), deps.everyMs);
  }

  get level(): PressureLevel {
    return this.#pressure.level;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const { readLoad, limits, onLevel, log } = this.#deps;
    const before = this.level;
    this.#pressure = nextPressure(this.#pressure, readLoad(), limits);
    if (this.level === before) return;
    log.warn({ level: this.level, before }, 'the pressure on the relay changed');
    onLevel(this.level);
  }
}

/** This process's load since the last call. */
export function loadReader(connections: () => number): () => Load {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  let before = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const loopShare = performance.eventLoopUtilization(now, before).utilization;
    before = now;
    // The timer itself takes its resolution.
    const loopDelayMs = Math.max(0, delay.percentile(90) / 1_000_000 - 10);
    delay.reset();
    return {
      loopShare,
      loopDelayMs,
      memoryBytes: process.memoryUsage.rss(),
      connections: connections(),
    };
  };
}
