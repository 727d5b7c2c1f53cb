/** `npm run test:buildpanel:streaming`: how a BuildPanel can be used, found out by the six probes of the integration plan. */
import { join, relative } from 'node:path';
import { PROBES, type ProbeName } from '../src/shared/buildpanel/verdict.ts';
import { readProbeOptions, type ProbeOptions } from './probes/probe-options.ts';
import { runSixProbes } from './probes/six-probes.ts';
import { lineOf, reportOf, summaryOf, writeReport } from './probes/validation-report.ts';
import { PROJECT_ROOT } from './setup/project.mjs';

const HELP = `npm run test:buildpanel:streaming -- [options] [URL]

Asks a BuildPanel in six ways whether it streams, with a second of real speech, and says what the product will do
with it. The URL: the argument, else BUILDPANEL_BASE_URL or BUILDPANEL_URL, else http://localhost:3003.
BUILDPANEL_CHAT_ENDPOINT, BUILDPANEL_VOICE_ENDPOINT and BUILDPANEL_VOICE_METADATA_ENDPOINT (a path or a URL each)
take the place of its usual paths. At most 25 seconds.

  --dialect NAME   auto, d1, d2 or d3: how the socket is spoken to (auto: all three at once)
  --json           the report as the last line of stdout
  --help           this text

The report is .test-results/buildpanel-streaming.json. Ends with 0 when streaming is supported, 1 when it is not,
2 when nothing answers or when it was called wrongly.`;

const REPORT_FILE = join(PROJECT_ROOT, '.test-results', 'buildpanel-streaming.json');

const tell = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const options = readProbeOptions(process.argv.slice(2), process.env);
  if (!options.ok) {
    tell(`${options.failure} --help shows how it is called.`);
    return 2;
  }
  if (options.value === 'help') {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  return validate(options.value);
}

async function validate({ url, endpoints, dialects, isJson }: ProbeOptions): Promise<number> {
  const titles: Readonly<Record<ProbeName, string>> = {
    health: `GET ${pathOf(endpoints.health)}`,
    voiceChat: `POST ${pathOf(endpoints.voiceMetadata)}, ${pathOf(endpoints.voice)}`,
    realtime: `POST ${pathOf(endpoints.voiceRealtime)}`,
    socket: `WebSocket ${pathOf(endpoints.socket)}`,
    audioStreaming: `speech on it in ${dialects.join(', ')}`,
    menu: `GET ${pathOf(endpoints.menu)}`,
  };
  const titleOf = (name: ProbeName) => `${PROBES.indexOf(name) + 1}/6 ${titles[name]}`;
  tell(`Six probes of ${url}`);
  const startedAt = new Date();
  const startMs = performance.now();
  const probes = await runSixProbes({
    endpoints,
    dialects,
    began: (name) => tell(`${titleOf(name)} …`),
    ended: (name, result, saw) => tell(lineOf(titleOf(name), result, saw)),
  });
  const durationMs = performance.now() - startMs;
  const report = reportOf({ url, startedAt, durationMs, dialectsTried: [...dialects], probes });
  writeReport(REPORT_FILE, report);
  tell(`${summaryOf(report)}\nReport: ${relative(process.cwd(), REPORT_FILE)}`);
  if (isJson) process.stdout.write(`${JSON.stringify(report)}\n`);
  return report.exitCode;
}

/** An override may be a whole URL of another place. */
function pathOf(endpoint: string): string {
  return new URL(endpoint).pathname;
}

process.exitCode = await main();
