/** From what the generator saw to the figures of the bench. Pure. */
import { median, round } from '../statistics.ts';
import type { LoadFigures } from './generator.ts';
import { PROXIES, type ProxyName } from './proxies.ts';

export type Run = {
  readonly stations: number;
  readonly proxy: Exclude<ProxyName, 'direct'>;
  /** One way, station to BuildPanel, less the direct way of the same round. */
  readonly addedP50Us: number;
  readonly addedP99Us: number;
  readonly cpuUsPerFrame: number;
  /** Of nginx's in the same round. */
  readonly cpuOfNginx: number;
  readonly cpuCores: number;
  readonly rssMb: number;
  readonly lostFrames: number;
};

/** All proxies, one after another. */
export type Round = ReadonlyMap<ProxyName, LoadFigures>;

export function runsOf(stations: number, rounds: readonly Round[]): readonly Run[] {
  return PROXIES.filter((name) => name !== 'direct').map((proxy) => {
    const over = (figure: (own: LoadFigures, direct: LoadFigures, nginx: LoadFigures) => number) =>
      median(
        rounds.map((figures) =>
          figure(of(figures, proxy), of(figures, 'direct'), of(figures, 'nginx')),
        ),
      );
    return {
      stations,
      proxy,
      addedP50Us: round(over((own, direct) => own.upP50Us - direct.upP50Us)),
      addedP99Us: round(over((own, direct) => own.upP99Us - direct.upP99Us)),
      cpuUsPerFrame: round(
        over((own) => own.cpuUsPerFrame),
        2,
      ),
      cpuOfNginx: round(
        over((own, _, nginx) => own.cpuUsPerFrame / nginx.cpuUsPerFrame),
        2,
      ),
      cpuCores: round(
        over((own) => own.cpuCores),
        3,
      ),
      rssMb: round(over((own) => own.rssMb)),
      lostFrames: rounds.reduce((sum, figures) => sum + lostOf(of(figures, proxy)), 0),
    };
  });
}

/** What `--json` promises, and no more. */
export function jsonOf(runs: readonly Run[]): string {
  return JSON.stringify({
    runs: runs.map(
      ({ stations, proxy, addedP50Us, addedP99Us, cpuUsPerFrame, cpuCores, rssMb }) => ({
        stations,
        proxy,
        addedP50Us,
        addedP99Us,
        cpuUsPerFrame,
        cpuCores,
        rssMb,
      }),
    ),
  });
}

function of(figures: Round, name: ProxyName): LoadFigures {
  const found = figures.get(name);
  if (found === undefined) throw new Error(`nothing was measured of ${name}`);
  return found;
}

const lostOf = ({ sent, received, dropped }: LoadFigures): number => sent - received + dropped;

export function tableOf(runs: readonly Run[]): string {
  const head =
    'stations  proxy    added p50    p99 µs   CPU µs/frame  ÷ nginx   cores    MB   lost';
  const lines = runs.map((run) =>
    [
      String(run.stations).padStart(8),
      run.proxy.padEnd(7),
      String(run.addedP50Us).padStart(10),
      String(run.addedP99Us).padStart(9),
      String(run.cpuUsPerFrame).padStart(14),
      String(run.cpuOfNginx).padStart(8),
      String(run.cpuCores).padStart(7),
      String(run.rssMb).padStart(5),
      String(run.lostFrames).padStart(6),
    ].join('  '),
  );
  return `${[head, ...lines].join('\n')}\n`;
}
