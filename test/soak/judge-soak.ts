/** Did anything grow? The first quarter after the warm-up against the last, in medians. Pure. */
import type { Row } from '../bench/report.ts';
import { median, percentile, round } from '../bench/statistics.ts';
import type { Sample } from './soak-messages.ts';

/** Caches fill and code is compiled in it. */
const WARM_UP_SHARE = 0.15;

/** How much more at the end than at the start is still none. */
export const ALLOWED = {
  heapMb: 6,
  stationMb: 25,
  hostMb: 10,
  handles: 4,
  files: 6,
  threads: 2,
  finalP95Ms: 150,
  unanswered: 2,
} as const;

export type SoakFigures = {
  readonly samples: number;
  readonly spoken: number;
  readonly unanswered: number;
  readonly offlineSamples: number;
  readonly start: Readings;
  readonly end: Readings;
};

type Readings = {
  readonly heapMb: number;
  readonly stationMb: number;
  readonly hostMb: number;
  readonly handles: number;
  readonly files: number;
  readonly threads: number;
  readonly finalP95Ms: number;
};

export function figuresOf(samples: readonly Sample[]): SoakFigures {
  const warm = samples.slice(Math.floor(samples.length * WARM_UP_SHARE));
  const quarter = Math.max(1, Math.floor(warm.length / 4));
  const last = samples.at(-1);
  return {
    samples: samples.length,
    spoken: last?.spoken ?? 0,
    unanswered: (last?.spoken ?? 0) - (last?.answered ?? 0),
    offlineSamples: warm.filter(({ isOnline }) => !isOnline).length,
    start: readingsOf(warm.slice(0, quarter)),
    end: readingsOf(warm.slice(-quarter)),
  };
}

function readingsOf(samples: readonly Sample[]): Readings {
  const middle = (of: (sample: Sample) => number) => round(median(samples.map(of)));
  return {
    heapMb: middle(({ heapMb }) => heapMb),
    stationMb: middle(({ station }) => station.residentMb),
    // The hosts that replace others are many; what counts is what one takes.
    hostMb: middle(({ hosts }) => median(hosts.map(({ residentMb }) => residentMb))),
    handles: middle(({ handles }) => handles),
    files: middle(({ station }) => station.files),
    threads: middle(({ station }) => station.threads),
    finalP95Ms: round(
      percentile(
        samples.flatMap(({ finalMs }) => finalMs),
        0.95,
      ),
    ),
  };
}

/** `name`: of the soak that the rows are of. */
export function rowsOf(name: string, figures: SoakFigures, leastSpoken: number): readonly Row[] {
  const { start, end, spoken, unanswered, offlineSamples } = figures;
  const growth = (what: keyof Readings, unit: string): Row => ({
    what: `${name}: growth of ${what}`,
    figure: round(end[what] - start[what]),
    target: ALLOWED[what],
    unit,
    beside: `${start[what]} → ${end[what]}`,
  });
  return [
    growth('heapMb', 'MB'),
    growth('stationMb', 'MB'),
    growth('hostMb', 'MB'),
    growth('handles', ''),
    growth('files', ''),
    growth('threads', ''),
    growth('finalP95Ms', 'ms'),
    {
      what: `${name}: not answered`,
      figure: unanswered,
      target: ALLOWED.unanswered,
      unit: '',
      beside: `of ${spoken} utterances`,
    },
    { what: `${name}: samples without the relay`, figure: offlineSamples, target: 0, unit: '' },
    {
      what: `${name}: utterances short of ${leastSpoken}`,
      figure: Math.max(0, leastSpoken - spoken),
      target: 0,
      unit: '',
    },
  ];
}
