/** What a crowd of stations costs a relay: memory at rest and while speaking, and what a rush at the door does to those within. */
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Line } from '../../integration/relay/station-client.ts';
import { round } from '../statistics.ts';
import type { Generator } from './generator.ts';
import { startOurs, type OurRelay } from './proxies.ts';

const LIVE_STATIONS = 100;
const NEWCOMERS = 1_000;
const RUSH_MS = 10_000;
const WARM_S = 2;
/** The rush begins once what is measured has. */
const RUSH_AFTER_MS = 4_000;
const CALM_RUN_S = 8;
const RUSH_RUN_S = 12;

export type CrowdFigures = {
  readonly idleKbPerStation: number;
  readonly speakingKbPerStation: number;
  readonly newcomers: number;
  /** Let in. */
  readonly arrived: number;
  readonly liveP99CalmUs: number;
  readonly liveP99RushUs: number;
};

export async function measureCrowd(generator: Generator, folder: string): Promise<CrowdFigures> {
  const { upstreamPort } = generator;
  const stations = LIVE_STATIONS + NEWCOMERS;
  const relay = await startOurs({ folder, upstreamPort, stations });
  try {
    const tokenFile = await relay.tokens();
    const live = (runS: number) => {
      const { port, pids } = relay;
      const load = { stations: LIVE_STATIONS, warmS: WARM_S, runS };
      return generator.run({ ...load, port, pids, tokenFile });
    };
    // The first run warms the program up: its own growth is none of the stations'.
    await live(CALM_RUN_S);
    const restMb = await memoryMb(relay);
    const calm = await live(CALM_RUN_S);
    const rushed = live(RUSH_RUN_S);
    await delay(RUSH_AFTER_MS);
    const lines = await rush(relay);
    const { upP99Us } = await rushed;
    await delay(2_000);
    const arrived = lines.filter(({ socket }) => socket.readyState === socket.OPEN).length;
    const crowdedMb = await memoryMb(relay);
    for (const line of lines) line.cut();
    return {
      idleKbPerStation: kbEach(crowdedMb - restMb, NEWCOMERS),
      speakingKbPerStation: kbEach(calm.rssMb - restMb, LIVE_STATIONS),
      newcomers: NEWCOMERS,
      arrived,
      liveP99CalmUs: calm.upP99Us,
      liveP99RushUs: upP99Us,
    };
  } finally {
    relay.stop();
  }
}

/** The newcomers, one after another, evenly over the time of the rush. */
async function rush({ fleet }: OurRelay): Promise<readonly Line[]> {
  const newcomers = fleet.stations.slice(LIVE_STATIONS);
  const beganAtMs = performance.now();
  const lines = newcomers.map(async (station, place) => {
    await delay(Math.max(0, beganAtMs + (place * RUSH_MS) / NEWCOMERS - performance.now()));
    return station.connect().catch(() => null);
  });
  return (await Promise.all(lines)).filter((line) => line !== null);
}

async function memoryMb({ pids }: OurRelay): Promise<number> {
  const status = await readFile(`/proc/${pids[0] ?? 0}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1_024;
}

function kbEach(megabytes: number, count: number): number {
  return round((megabytes * 1_024) / count);
}
