/** The figures of a run of the bench as a page of its own: needs nothing from elsewhere. */
import type { Run } from './figures.ts';

const COLUMNS = {
  stations: 'Stations',
  proxy: 'Proxy',
  addedP50Us: 'Added one way, p50 µs',
  addedP99Us: 'Added one way, p99 µs',
  cpuUsPerFrame: 'CPU a frame, µs',
  cpuOfNginx: '÷ nginx',
  cpuCores: 'Cores',
  rssMb: 'Memory, MB',
  lostFrames: 'Frames lost',
} as const satisfies Record<keyof Run, string>;

export function pageOf(
  runs: readonly Run[],
  { rounds, runS }: { readonly rounds: number; readonly runS: number },
): string {
  const cells = (values: readonly (string | number)[], tag: 'th' | 'td') =>
    `<tr>${values.map((value) => `<${tag}>${value}</${tag}>`).join('')}</tr>`;
  const rows = runs.map((run) =>
    cells(
      [
        run.stations,
        run.proxy,
        run.addedP50Us,
        run.addedP99Us,
        run.cpuUsPerFrame,
        run.cpuOfNginx,
        run.cpuCores,
        run.rssMb,
        run.lostFrames,
      ],
      'td',
    ),
  );
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Relay bench</title>
<style>body{font:16px system-ui;margin:2rem}td,th{padding:.4rem .8rem;text-align:right}tr:nth-child(even){background:#eee}</style>
<h1>The relay beside nginx and a naive proxy</h1>
<p>50 frames a second from each station, one core for the proxy. Medians of ${rounds} interleaved rounds of ${runS} s;
added times are less the direct way of the same round.</p>
<table>${cells(Object.values(COLUMNS), 'th')}${rows.join('')}</table></html>
`;
}
