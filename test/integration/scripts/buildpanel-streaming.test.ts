import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProbeOptions } from '../../../scripts/probes/probe-options.ts';
import {
  validationReportSchema,
  type ValidationReport,
} from '../../../scripts/probes/validation-report.ts';
import { PROJECT_ROOT } from '../../../scripts/setup/project.mjs';
import { startServer } from '../../../scripts/station/server-process.ts';
import { startBuildPanel } from '../../../src/buildpanel/buildpanel.ts';
import { createDigestRecogniser } from '../../../src/buildpanel/digest-recogniser.ts';
import { createLog } from '../../../src/buildpanel/log.ts';
import { createToneSpeaker } from '../../../src/buildpanel/reply/tone-speaker.ts';
import type { Behaviour } from '../../../src/buildpanel/service/behaviour.ts';
import { PROBES } from '../../../src/shared/buildpanel/verdict.ts';
import { demoMenu } from '../../support/demo-menu.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const stops: (() => Promise<unknown>)[] = [];

/** As it was seen live: no socket, no words, a realtime call that never answers. */
const SEEN_LIVE: Behaviour = {
  dialects: [],
  metadata: false,
  realtime: 'hang',
  chatbot: false,
  menu: 'empty',
  faults: {},
  reply: 'whole',
  closeAfterFrames: null,
  hangsOn: null,
  slowMs: 0,
};

async function buildPanelThat(behaviour: Partial<Behaviour>): Promise<string> {
  const buildPanel = await startBuildPanel(
    {
      host: '127.0.0.1',
      port: 0,
      menu: demoMenu(),
      behaviour: { ...SEEN_LIVE, ...behaviour },
    },
    {
      recogniser: createDigestRecogniser(),
      isSpeech: false,
      isDigest: true,
      speaker: createToneSpeaker(),
      log: createLog('silent'),
    },
  );
  stops.push(() => buildPanel.stop());
  return `http://127.0.0.1:${buildPanel.port}`;
}

async function listen(
  answer: RequestListener,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

async function serverThat(answer: RequestListener): Promise<string> {
  const { url, stop } = await listen(answer);
  stops.push(stop);
  return url;
}

async function addressWithoutServer(): Promise<string> {
  const { url, stop } = await listen(() => undefined);
  await stop();
  return url;
}

type Run = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

async function validate(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const program = join(PROJECT_ROOT, 'scripts/test-buildpanel-streaming.mjs');
  const child = spawn(process.execPath, [program, ...args], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, BUILDPANEL_BASE_URL: '', BUILDPANEL_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, 'exit');
  return { code: child.exitCode, stdout, stderr };
}

function reportOf({ stdout }: Run): ValidationReport {
  return validationReportSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}

type Case = {
  readonly url: () => Promise<string>;
  readonly args?: readonly string[];
  readonly code: 0 | 1 | 2;
  readonly verdict: ValidationReport['verdict'];
  readonly outcomes?: Partial<Record<(typeof PROBES)[number], string>>;
  readonly dialect?: 'd1' | 'd2' | 'd3';
};

const CASES: Readonly<Record<string, Case>> = {
  'that speaks d1': {
    url: () => buildPanelThat({ dialects: ['d1'], metadata: true }),
    code: 0,
    verdict: 'WEBSOCKET_PROXY_INTEGRATION',
    dialect: 'd1',
    outcomes: { health: 'works', voiceChat: 'works', realtime: 'silent', menu: 'works' },
  },
  'that speaks d2': {
    url: () => buildPanelThat({ dialects: ['d2'], realtime: 'stream' }),
    code: 0,
    verdict: 'WEBSOCKET_PROXY_INTEGRATION',
    dialect: 'd2',
    outcomes: { realtime: 'works' },
  },
  'that speaks d3': {
    url: () => buildPanelThat({ dialects: ['d3'], menu: 'bare' }),
    code: 0,
    verdict: 'WEBSOCKET_PROXY_INTEGRATION',
    dialect: 'd3',
  },
  'that speaks d3, asked in d1 alone': {
    url: () => buildPanelThat({ dialects: ['d3'], metadata: true }),
    args: ['--dialect', 'd1'],
    code: 1,
    verdict: 'OPTIMIZED_BATCH_PROCESSING',
    outcomes: { socket: 'works', audioStreaming: 'refuses' },
  },
  'whose realtime call streams': {
    url: () => buildPanelThat({ realtime: 'stream', metadata: true }),
    code: 0,
    verdict: 'HTTP_STREAMING_INTEGRATION',
    outcomes: { realtime: 'works', socket: 'refuses', audioStreaming: 'skipped' },
  },
  'with the metadata call only': {
    url: () => buildPanelThat({ metadata: true, faults: { voice: '500' } }),
    code: 1,
    verdict: 'OPTIMIZED_BATCH_PROCESSING',
    outcomes: { voiceChat: 'works', realtime: 'silent' },
  },
  'with the voice call only': {
    url: () => buildPanelThat({}),
    code: 1,
    verdict: 'BATCH_PROCESSING_ONLY',
  },
  'that opens sockets and never says a word': {
    url: () => buildPanelThat({ dialects: ['d2'], metadata: true, faults: { socket: 'mute' } }),
    code: 1,
    verdict: 'OPTIMIZED_BATCH_PROCESSING',
    outcomes: { socket: 'works', audioStreaming: 'refuses' },
  },
  'that answers speech with JSON where an MP3 was promised': {
    url: () => buildPanelThat({ reply: 'json-instead-of-mp3' }),
    code: 1,
    verdict: 'NOTHING_REACHABLE',
    outcomes: { health: 'works', voiceChat: 'refuses' },
  },
  'that hangs in every call': {
    url: () => buildPanelThat({ faults: { all: 'hang' } }),
    code: 2,
    verdict: 'NOTHING_REACHABLE',
    outcomes: Object.fromEntries(
      PROBES.map((name) => [name, name === 'audioStreaming' ? 'skipped' : 'silent']),
    ),
  },
  'that a gateway speaks for': {
    url: () => buildPanelThat({ dialects: ['d2'], metadata: true, faults: { all: '502-html' } }),
    code: 2,
    verdict: 'NOTHING_REACHABLE',
    outcomes: { health: 'silent', voiceChat: 'silent', realtime: 'silent', menu: 'silent' },
  },
  'that is another server without these calls': {
    url: () => serverThat((_request, response) => response.writeHead(404).end('Not found')),
    code: 1,
    verdict: 'NOTHING_REACHABLE',
    outcomes: { health: 'refuses', voiceChat: 'refuses', realtime: 'refuses', menu: 'refuses' },
  },
  'that is a web site with a page for everything': {
    url: () =>
      serverThat((request, response) => {
        request.resume();
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
        response.write('<html>');
        response.end('</html>');
      }),
    code: 1,
    verdict: 'NOTHING_REACHABLE',
    outcomes: { health: 'refuses', realtime: 'refuses' },
  },
  'that is nobody': {
    url: addressWithoutServer,
    code: 2,
    verdict: 'NOTHING_REACHABLE',
    outcomes: { health: 'silent', socket: 'silent', audioStreaming: 'skipped' },
  },
};

describe('the validation of a BuildPanel', () => {
  const runs = new Map<string, Run>();

  // All at once: most of them wait for calls that hang.
  beforeAll(async () => {
    await Promise.all(
      Object.entries(CASES).map(async ([name, { url, args = [] }]) => {
        runs.set(name, await validate([...args, '--json', await url()]));
      }),
    );
  }, 90_000);

  afterAll(async () => {
    await Promise.all(stops.map((stop) => stop()));
  });

  it.each(Object.entries(CASES))('comes to the right verdict of one %s', (name, expected) => {
    const run = runs.get(name);
    if (run === undefined) throw new Error('it did not run');
    const report = reportOf(run);
    expect(report).toMatchObject({
      verdict: expected.verdict,
      exitCode: expected.code,
      isStreamingSupported: expected.code === 0,
      dialect: expected.dialect ?? null,
      probes: Object.fromEntries(
        Object.entries(expected.outcomes ?? {}).map(([probe, outcome]) => [probe, { outcome }]),
      ),
    });
    expect(run.code).toBe(expected.code);
    expect(run.stderr).toContain(expected.verdict);
    for (const place of ['1/6', '2/6', '3/6', '4/6', '5/6', '6/6'])
      expect(run.stderr).toContain(place);
  });

  it('never takes longer than its limit, whatever hangs', () => {
    for (const run of runs.values()) expect(reportOf(run).durationMs).toBeLessThan(25_000);
  });

  it('takes the URL and the paths that earlier clients were set up with', async () => {
    let asked = '';
    const url = await serverThat((request, response) => {
      asked += `${request.url ?? ''} `;
      response.writeHead(404).end();
    });
    const run = await validate([], {
      BUILDPANEL_URL: url,
      BUILDPANEL_VOICE_ENDPOINT: '/v9/voice',
      BUILDPANEL_VOICE_METADATA_ENDPOINT: `${url}/v9/words`,
    });
    expect(run.code).toBe(1);
    expect(asked).toContain('/v9/voice ');
    expect(asked).toContain('/v9/words ');
    const written: unknown = JSON.parse(
      readFileSync(join(PROJECT_ROOT, '.test-results/buildpanel-streaming.json'), 'utf8'),
    );
    expect(validationReportSchema.parse(written).url).toBe(url);
  });

  it.each([
    ['a word', ['not a url'], {}, 'not an http:// or https:// URL'],
    ['another scheme', ['ws://127.0.0.1:3003'], {}, 'not an http:// or https:// URL'],
    ['a query', ['http://127.0.0.1:3003/?a=1'], {}, 'give the base alone'],
    ['two URLs', ['http://a', 'http://b'], {}, 'Give one URL'],
    ['an unknown dialect', ['--dialect', 'd4'], {}, 'There is no dialect "d4"'],
    ['an unknown option', ['--fast'], {}, "'--fast'"],
    ['a setting that is no URL', [], { BUILDPANEL_BASE_URL: 'here' }, 'BUILDPANEL_BASE_URL is not'],
    ['a wrong path', [], { BUILDPANEL_VOICE_ENDPOINT: 'voice' }, 'BUILDPANEL_VOICE_ENDPOINT must'],
  ] as const)('refuses %s in words', (_what, args, env, words) => {
    const options = readProbeOptions(args, env);
    expect(options.ok ? '' : options.failure).toContain(words);
  });

  it('ends with 2, and without a stack, when it was called wrongly', async () => {
    const run = await validate(['not a url']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('not an http:// or https:// URL');
    expect(run.stderr).not.toContain('    at ');
  });

  it('hears real speech stream back from the real recogniser', async () => {
    const folder = await tempFolder();
    const buildPanel = await startServer({
      name: 'The local BuildPanel',
      program: join(PROJECT_ROOT, 'build/src/buildpanel/main.js'),
      args: ['--port', '0', '--json', '--dialect', 'd2', '--realtime', 'stream'],
      logFile: join(folder, 'buildpanel.log'),
    });
    stops.push(buildPanel.stop);
    const run = await validate(['--json', `http://127.0.0.1:${buildPanel.port}`]);
    const { verdict, dialect, probes } = reportOf(run);
    expect(run.code).toBe(0);
    expect({ verdict, dialect }).toEqual({
      verdict: 'WEBSOCKET_PROXY_INTEGRATION',
      dialect: 'd2',
    });
    expect(probes.audioStreaming.partialCount).toBeGreaterThan(0);
    expect(probes.voiceChat).toMatchObject({ givesWords: true, givesReply: true });
  }, 60_000);
});
