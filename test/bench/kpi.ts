/**
 * Streaming against batch, as the integration plan asks: the same sentences through three whole products at
 * once on one machine, one sentence to each in turn. Latency counts from the endpointer's decision to the
 * final on the ticket; the endpointer's wait is the same for all three and printed apart.
 */
import type { Upstream } from '../../scripts/start-options.mjs';
import { bringUpStation, type Station } from '../support/station.ts';
import { SENTENCES } from './sentences.ts';
import { speakOnce, timesOf, type SpokenTimes } from './speak-once.ts';
import { median, percentile, round } from './statistics.ts';

type Arm = {
  readonly name: 'streaming' | 'batch' | 'batch, streaming disabled';
  readonly upstream: Upstream;
  readonly relayEnv: NodeJS.ProcessEnv;
};

const ARMS: readonly Arm[] = [
  { name: 'streaming', upstream: 'd2', relayEnv: {} },
  { name: 'batch', upstream: 'batch', relayEnv: {} },
  {
    name: 'batch, streaming disabled',
    upstream: 'batch',
    relayEnv: { ENABLE_REALTIME_STREAMING: 'false' },
  },
];

export type ArmFigures = {
  readonly name: Arm['name'];
  readonly utterances: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly endpointWaitMedianMs: number;
};

export type KpiFigures = {
  readonly arms: readonly ArmFigures[];
  readonly streamingToBatch: number;
  readonly batchWithToWithout: number;
  readonly isMet: boolean;
};

export async function measureKpi(
  utterancesPerArm: number,
  tell: (line: string) => void,
): Promise<KpiFigures> {
  const stops: (() => Promise<void>)[] = [];
  try {
    const stations: Station[] = [];
    for (const { upstream, relayEnv } of ARMS) {
      stations.push(await bringUpStation({ upstream, relayEnv }, stops));
    }
    for (const station of stations) await station.ready();
    const measured: SpokenTimes[][] = ARMS.map(() => []);
    for (let index = 0; index < utterancesPerArm; index += 1) {
      for (let turn = 0; turn < ARMS.length; turn += 1) {
        // Another arm begins each round, so that none always speaks first.
        const arm = (turn + index) % ARMS.length;
        const station = stations[arm];
        if (station === undefined) continue;
        const sentence = SENTENCES[index % SENTENCES.length] ?? '';
        measured[arm]?.push(timesOf(await speakOnce(station, sentence)));
      }
      if (index % 10 === 9) tell(`${index + 1} of ${utterancesPerArm} utterances an arm`);
    }
    return summary(measured);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

function summary(measured: readonly (readonly SpokenTimes[])[]): KpiFigures {
  const arms = ARMS.map(({ name }, index): ArmFigures => {
    const figures = measured[index] ?? [];
    const latencies = figures.map(({ finalMs }) => finalMs);
    return {
      name,
      utterances: figures.length,
      medianMs: round(median(latencies)),
      p95Ms: round(percentile(latencies, 0.95)),
      endpointWaitMedianMs: round(median(figures.map(({ endpointWaitMs }) => endpointWaitMs))),
    };
  });
  const [streaming, batch, disabled] = arms.map(({ medianMs }) => medianMs);
  const streamingToBatch = round((streaming ?? NaN) / (batch ?? NaN), 3);
  const batchWithToWithout = round((batch ?? NaN) / (disabled ?? NaN), 3);
  return {
    arms,
    streamingToBatch,
    batchWithToWithout,
    isMet: streamingToBatch <= 0.5 && batchWithToWithout <= 1.05,
  };
}
