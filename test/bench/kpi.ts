/**
 * Streaming against batch, as the integration plan asks: the same sentences through three whole products at
 * once on one machine, one sentence to each in turn. Latency counts from the endpointer's decision to the
 * final on the ticket; the endpointer's wait is the same for all three and printed apart.
 */
import type { Upstream } from '../../scripts/start-options.mjs';
import { bringUpStation, type Station } from '../support/station.ts';
import { SENTENCES } from './sentences.ts';
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

type Measured = { readonly latencyMs: number; readonly endpointWaitMs: number };

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
    const measured: Measured[][] = ARMS.map(() => []);
    for (let index = 0; index < utterancesPerArm; index += 1) {
      for (let turn = 0; turn < ARMS.length; turn += 1) {
        // Another arm begins each round, so that none always speaks first.
        const arm = (turn + index) % ARMS.length;
        const station = stations[arm];
        if (station === undefined) continue;
        measured[arm]?.push(await speakOnce(station, SENTENCES[index % SENTENCES.length] ?? ''));
      }
      if (index % 10 === 9) tell(`${index + 1} of ${utterancesPerArm} utterances an arm`);
    }
    return summary(measured);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

async function speakOnce(station: Station, sentence: string): Promise<Measured> {
  const before = new Set((await station.snapshot()).transcripts.map((entry) => entry.utteranceId));
  await station.say(sentence);
  const snapshot = await station.until('the final', ({ transcripts }) =>
    transcripts.some(({ utteranceId, status }) => !before.has(utteranceId) && status === 'final'),
  );
  const entry = snapshot.transcripts.find(({ utteranceId }) => !before.has(utteranceId));
  const { speechEndedAtUs = NaN, endpointedAtUs = NaN, finalAtUs = NaN } = entry?.times ?? {};
  await station.until('the reply to end', ({ lanes }) => lanes[0]?.state === 'listening');
  return {
    latencyMs: (finalAtUs - endpointedAtUs) / 1_000,
    endpointWaitMs: (endpointedAtUs - speechEndedAtUs) / 1_000,
  };
}

function summary(measured: readonly (readonly Measured[])[]): KpiFigures {
  const arms = ARMS.map(({ name }, index): ArmFigures => {
    const figures = measured[index] ?? [];
    const latencies = figures.map(({ latencyMs }) => latencyMs);
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
