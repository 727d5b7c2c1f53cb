/** The relay before an upstream that wants a frame in two messages (d2), beside one that takes it in one (d1). */
import { median, round } from '../statistics.ts';
import type { Generator } from './generator.ts';
import { startOurs, type OneOrTwo, type OurRelay } from './proxies.ts';

const DIALECTS = ['d1', 'd2'] as const satisfies readonly OneOrTwo[];

export type DialectFigures = Readonly<Record<OneOrTwo, number>>;

/** CPU a frame in µs: medians over interleaved rounds. */
export async function measureDialects(
  generator: Generator,
  folder: string,
  plan: { readonly stations: number; readonly rounds: number; readonly runS: number },
): Promise<DialectFigures> {
  const { stations, rounds, runS } = plan;
  const place = { folder, upstreamPort: generator.upstreamPort, stations };
  const relays = new Map<OneOrTwo, OurRelay>();
  try {
    for (const dialect of DIALECTS) relays.set(dialect, await startOurs(place, dialect));
    const found: Record<OneOrTwo, number[]> = { d1: [], d2: [] };
    for (let index = 0; index < rounds; index += 1) {
      for (const [dialect, { port, pids, tokens }] of relays) {
        const load = { stations, warmS: 1, runS, port, pids, tokenFile: await tokens() };
        found[dialect].push((await generator.run(load)).cpuUsPerFrame);
      }
    }
    return { d1: round(median(found.d1), 2), d2: round(median(found.d2), 2) };
  } finally {
    for (const { stop } of relays.values()) stop();
  }
}
