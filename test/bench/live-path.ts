/** The live path of one station, measured while real sentences are spoken into its headset. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { bringUpStation, type Station } from '../support/station.ts';
import { readCpuSeconds } from './process-cpu.ts';
import { SENTENCES } from './sentences.ts';
import { speakOnce, timesOf, type SpokenTimes } from './speak-once.ts';
import { median, percentile, round } from './statistics.ts';

export type LivePathFigures = {
  readonly utterances: number;
  /** From the device's callback to the relay's socket, an upper bound from its histogram. */
  readonly frameAgeP95Ms: number;
  readonly relayToPixelsP95Ms: number;
  readonly firstPartialP95Ms: number;
  /** From the end of speech, the endpointer's wait left out. */
  readonly finalP95Ms: number;
  readonly endpointWaitMedianMs: number;
  /** The final less the upstream's share. */
  readonly oursP95Ms: number;
  /** Share of one core, main and audio hosts (the spare too), while nobody speaks. */
  readonly listeningCpuShare: number;
};

export async function measureLivePath(
  utterances: number,
  listenMs: number,
  tell: (line: string) => void,
): Promise<LivePathFigures> {
  const stops: (() => Promise<void>)[] = [];
  try {
    const station = await bringUpStation({}, stops);
    await station.ready();
    // Two clock probes, so that the relay can tell a frame's age.
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    tell(`listening in silence for ${Math.round(listenMs / 1_000)} s`);
    const listeningCpuShare = await measureListening(station, listenMs);
    const spoken: SpokenTimes[] = [];
    for (let index = 0; index < utterances; index += 1) {
      const sentence = SENTENCES[index % SENTENCES.length] ?? '';
      spoken.push(timesOf(await speakOnce(station, sentence)));
      if (index % 10 === 9) tell(`${index + 1} of ${utterances} utterances`);
    }
    const metrics = await station.stack.relayMetrics();
    return {
      utterances,
      frameAgeP95Ms: histogramPercentile(metrics, 'frame_age_seconds', 0.95) * 1_000,
      relayToPixelsP95Ms: round(percentile(paintedAfterMs(station), 0.95)),
      firstPartialP95Ms: round(
        percentile(
          spoken.map((one) => one.firstPartialMs),
          0.95,
        ),
      ),
      finalP95Ms: round(
        percentile(
          spoken.map((one) => one.finalMs),
          0.95,
        ),
      ),
      endpointWaitMedianMs: round(median(spoken.map((one) => one.endpointWaitMs))),
      oursP95Ms: round(
        percentile(
          spoken.map((one) => one.oursMs),
          0.95,
        ),
      ),
      listeningCpuShare: round(listeningCpuShare, 3),
    };
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

async function measureListening(station: Station, listenMs: number): Promise<number> {
  const pids = await station.app.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter(({ type, name }) => type === 'Browser' || /audio host/i.test(name ?? ''))
      .map(({ pid }) => pid),
  );
  // Main, the lane's audio host, and the spare that waits for its end.
  if (pids.length < 2) throw new Error(`expected main and an audio host, found ${pids.length}`);
  const before = readCpuSeconds(pids);
  const startedAt = performance.now();
  await new Promise((resolve) => setTimeout(resolve, listenMs));
  return ((readCpuSeconds(pids) - before) * 1_000) / (performance.now() - startedAt);
}

const paintedSchema = z.object({ relayToPixelsMs: z.number() });

/** The station logs each painted transcript with its age since the relay sent it. */
function paintedAfterMs(station: Station): number[] {
  const log = readFileSync(join(station.dataFolder, 'logs', 'station.log'), 'utf8');
  return log
    .split('\n')
    .filter((line) => line.includes('relayToPixelsMs'))
    .map((line) => paintedSchema.parse(JSON.parse(line)).relayToPixelsMs);
}

/** The upper bound of the bucket that the percentile falls into, in the histogram's unit. */
function histogramPercentile(metrics: string, name: string, share: number): number {
  const buckets = [
    ...metrics.matchAll(new RegExp(`^${name}_bucket\\{le="([^"]+)"\\} (\\d+)`, 'gm')),
  ].map(([, bound, count]) => ({
    bound: bound === '+Inf' ? Infinity : Number(bound),
    count: Number(count),
  }));
  const total = buckets.at(-1)?.count ?? 0;
  return buckets.find(({ count }) => total > 0 && count >= total * share)?.bound ?? NaN;
}
