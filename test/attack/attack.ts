/** `npm run attack -- --messages 1000000`: the siege, told in a report; fails when anything got through or broke. */
import { parseArgs } from 'node:util';
import { besiege, MEMORY_TOLERANCE, type SiegeReport } from './siege.ts';

const SETTLE_S = 120;

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '6' },
    json: { type: 'boolean', default: false },
  },
});

const startedAtMs = Date.now();
let saidAtMs = 0;
const report = await besiege({
  messages: Number(values.messages),
  seed: Number(values.seed),
  stations: 60,
  settleS: SETTLE_S,
  onProgress: (text) => {
    if (Date.now() - saidAtMs < 5_000) return;
    saidAtMs = Date.now();
    process.stderr.write(`${Math.round((saidAtMs - startedAtMs) / 1_000)} s: ${text}\n`);
  },
});
const failures = failuresOf(report);
process.stdout.write(textOf(report, failures));
if (values.json) process.stdout.write(`${JSON.stringify({ ...report, failures })}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;

function failuresOf({ doorsOpened, foreignSound, honest, crashes, memoryMb }: SiegeReport) {
  return [
    ...doorsOpened.map((name) => `a door opened: ${name}`),
    ...(foreignSound > 0 ? [`${foreignSound} messages of foreign sound reached the upstream`] : []),
    ...(honest.answered < honest.said ? ['the honest station was not always answered'] : []),
    ...(crashes > 0 ? ['the relay ended'] : []),
    ...(memoryMb.after > memoryMb.before * MEMORY_TOLERANCE ? ['memory did not come back'] : []),
  ];
}

function textOf(report: SiegeReport, failures: readonly string[]): string {
  const { messages, lines, closeCodes, foreignSound, honest, crashes, memoryMb } = report;
  const closes = Object.entries(closeCodes).map(([code, count]) => `${code}: ${count}`);
  return [
    `${messages} messages, ${lines} lines with a token; closed with ${closes.join(', ')}`,
    `sound of others at the upstream: ${foreignSound}; ends of the relay: ${crashes}`,
    `the honest station said ${honest.said} utterances, ${honest.answered} came back whole`,
    `memory before ${memoryMb.before} MB, after ${memoryMb.after} MB`,
    failures.length === 0 ? 'Nothing got through.' : `FAILED: ${failures.join('; ')}`,
    '',
  ].join('\n');
}
