/** The figures of a run of the bench as a page of its own: needs nothing from elsewhere. */
import type { CrowdFigures } from './crowd.ts';
import type { DialectFigures } from './dialects.ts';
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

const CURVE = { width: 640, height: 320, margin: 40 } as const;
const COLOURS = { relay: '#0b5', nginx: '#06c', naive: '#c40' } as const;

export type Beyond = {
  readonly dialects: DialectFigures | null;
  readonly crowd: CrowdFigures | null;
};

export function pageOf(
  runs: readonly Run[],
  { rounds, runS }: { readonly rounds: number; readonly runS: number },
  beyond: Beyond,
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
<table>${cells(Object.values(COLUMNS), 'th')}${rows.join('')}</table>
<h2>Cores over stations</h2>
${curveOf(runs)}
${beyondLines(beyond)
  .map((line) => `<p>${line}</p>`)
  .join('\n')}
</html>
`;
}

/** A line each of what the table doesn't have. */
export function beyondLines({ dialects, crowd }: Beyond): readonly string[] {
  const lines: string[] = [];
  if (dialects !== null)
    lines.push(`A frame in two messages (d2): ${dialects.d2} µs, in one (d1): ${dialects.d1} µs.`);
  if (crowd !== null) {
    const { idleKbPerStation, speakingKbPerStation, newcomers, arrived } = crowd;
    lines.push(
      `Memory: ${idleKbPerStation} kB an idle station, ${speakingKbPerStation} kB a speaking one.`,
      `A rush of ${newcomers} in 10 s: ${arrived} let in; p99 of those within ${crowd.liveP99CalmUs} µs before, ${crowd.liveP99RushUs} µs meanwhile.`,
    );
  }
  return lines;
}

function curveOf(runs: readonly Run[]): string {
  const { width, height, margin } = CURVE;
  const most = Math.max(1, ...runs.map(({ stations }) => stations));
  const x = (stations: number) => margin + (stations / most) * (width - 2 * margin);
  const y = (cores: number) => height - margin - Math.min(1, cores) * (height - 2 * margin);
  const lines = Object.entries(COLOURS).map(([proxy, colour]) => {
    const own = runs.filter((run) => run.proxy === proxy);
    const points = own.map(({ stations, cpuCores }) => `${x(stations)},${y(cpuCores)}`);
    const last = own.at(-1);
    const label =
      last === undefined
        ? ''
        : `<text x="${x(last.stations) + 4}" y="${y(last.cpuCores)}" fill="${colour}" font-size="12">${proxy}</text>`;
    const dots = own.map(
      ({ stations, cpuCores }) =>
        `<circle cx="${x(stations)}" cy="${y(cpuCores)}" r="3" fill="${colour}"/>`,
    );
    const line = [`${x(0)},${y(0)}`, ...points].join(' ');
    return `<polyline points="${line}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}${label}`;
  });
  const axes = `<path d="M${margin} ${margin}V${height - margin}H${width - margin}" fill="none" stroke="#888"/>`;
  const ends = [
    `<text x="4" y="${y(1) + 4}" font-size="12">1 core</text>`,
    `<text x="${x(most) - 40}" y="${height - margin + 18}" font-size="12">${most} stations</text>`,
  ];
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="Cores over stations">${axes}${lines.join('')}${ends.join('')}</svg>`;
}
