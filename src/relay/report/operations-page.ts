/** The relay's own page for those who run it and have no Prometheus: plain HTML, no script, fresh every 10 s. */
import { createHash } from 'node:crypto';
import { TARGETS, type ReportLine } from './kpis.ts';

const REFRESH_S = 10;

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8886; padding: 0.4rem 0.6rem; text-align: left; }
td.figure { text-align: right; font-variant-numeric: tabular-nums; }
td.low { font-weight: 700; }
td:first-child { white-space: nowrap; }
`;

/** For the page's answer: nothing may be loaded or run. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export type Status = Readonly<Record<string, string | number | boolean>>;

export function operationsPage(status: Status, report: readonly ReportLine[]): string {
  const rows = Object.entries(status)
    .map(
      ([name, value]) => `<tr><th scope="row">${escape(name)}</th><td>${escape(value)}</td></tr>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="${REFRESH_S}">
<title>Relay operations</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Relay operations</h1>
<h2>Now</h2>
<table>${rows}</table>
<h2>By restaurant and week</h2>
<p>A figure below its target is marked ▼. <a href="operations/report.csv">As a table for a spreadsheet</a></p>
${reportTable(report)}
</main>
</body>
</html>
`;
}

function reportTable(report: readonly ReportLine[]): string {
  if (report.length === 0) return '<p>Nobody has spoken or ordered yet.</p>';
  const head = [
    'Week',
    'Restaurant',
    'Sessions',
    'Orders',
    `Session success (≥ ${TARGETS.sessionSuccess * 100} %)`,
    `Order completion (≥ ${TARGETS.orderCompletion * 100} %)`,
    `Adoption (≥ ${TARGETS.adoption * 100} %)`,
    `Satisfaction (≥ ${TARGETS.satisfaction})`,
    'Support calls',
    'Fallbacks',
    'Words after speech, p95',
  ];
  return `<table>
<thead><tr>${head.map((name) => `<th scope="col">${escape(name)}</th>`).join('')}</tr></thead>
<tbody>${report.map(reportRow).join('\n')}</tbody>
</table>`;
}

function reportRow(line: ReportLine): string {
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
  return `<tr><td>${escape(line.week)}</td><td>${escape(line.restaurant)}</td>${[
    figure(line.sessions),
    figure(line.orders),
    judged(line.sessionSuccess, TARGETS.sessionSuccess, percent),
    judged(line.orderCompletion, TARGETS.orderCompletion, percent),
    judged(line.adoption, TARGETS.adoption, percent),
    judged(line.satisfaction, TARGETS.satisfaction, (value) => value.toFixed(2)),
    figure(line.supportCalls),
    figure(line.fallbacks),
    figure(line.streamingP95Ms === null ? '–' : `${line.streamingP95Ms} ms`),
  ].join('')}</tr>`;
}

function figure(value: string | number): string {
  return `<td class="figure">${escape(value)}</td>`;
}

function judged(value: number | null, target: number, text: (value: number) => string): string {
  if (value === null) return figure('–');
  return value < target
    ? `<td class="figure low">▼ ${escape(text(value))}</td>`
    : figure(text(value));
}

function escape(value: string | number | boolean): string {
  return String(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
