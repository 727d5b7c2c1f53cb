/**
 * Everything a station needs on one machine, really running: the local BuildPanel, the relay with its
 * restaurant, and a one-time code for the app. `npm start`, the end-to-end tests and the benches use it.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { PROJECT_ROOT } from '../setup/project.mjs';
import type { Verdict } from '../../src/shared/buildpanel/verdict.ts';
import type { Upstream } from '../start-options.mjs';
import { startServer, type ServerProcess } from './server-process.ts';

const DEMO_MENU = join(PROJECT_ROOT, 'resources/demo-menu.json');
const LANES = 'lane-1:Lane 1';
/** How long a one-time code for this machine's own app lives. */
const CODE_TTL_MINUTES = 10;
/** On a machine that is busy with what is measured, too. */
const RELAYCTL_WITHIN_MS = 60_000;

/** `digest` answers with hashes instead of words, for load and kill tests; `digest-words` as if they were words. */
export type Recogniser = 'pocketsphinx' | 'digest' | 'digest-words';

export type Stack = {
  readonly relayUrl: string;
  readonly buildPanelUrl: string;
  readonly relay: () => ServerProcess;
  readonly buildPanel: () => ServerProcess;
  readonly stopRelay: () => Promise<void>;
  /** On the same port and with the same store as before. */
  readonly startRelay: () => Promise<void>;
  readonly stopBuildPanel: () => Promise<void>;
  readonly startBuildPanel: (upstream: Upstream) => Promise<void>;
  /** A new one-time code, in a file that only this user can read. */
  readonly createCode: (
    lanes?: string,
  ) => Promise<{ readonly code: string; readonly file: string }>;
  /** The relay's figures as Prometheus text. */
  readonly relayMetrics: () => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** `folder` holds the relay's store and the logs; a port of 0 takes a free one. */
export async function startStack(options: {
  readonly folder: string;
  readonly upstream: Upstream;
  readonly relayPort?: number;
  readonly buildPanelPort?: number;
  readonly recogniser?: Recogniser;
  readonly relayEnv?: NodeJS.ProcessEnv;
  /** The restaurant's menu (default: the demo menu). */
  readonly menuFile?: string;
}): Promise<Stack> {
  const { folder, recogniser = 'pocketsphinx', menuFile = DEMO_MENU } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const data = join(folder, 'relay');
  const restaurantId = await importMenu(data, menuFile);
  let operator: Promise<string> | undefined;
  let buildPanel: ServerProcess | undefined;
  let relay: ServerProcess | undefined;
  let buildPanelPort = options.buildPanelPort ?? 0;
  let relayPort = options.relayPort ?? 0;

  const startBuildPanel = async (upstream: Upstream) => {
    const args = [...buildPanelArgs(upstream), '--recogniser', recogniser];
    const process = await startServer({
      name: 'The local BuildPanel',
      program: join(PROJECT_ROOT, 'build/src/buildpanel/main.js'),
      args: ['--port', `${buildPanelPort}`, '--json', ...args],
      logFile: join(folder, 'buildpanel.log'),
    });
    buildPanel = process;
    buildPanelPort = process.port;
  };
  const startRelay = async () => {
    const process = await startServer({
      name: 'The relay',
      program: join(PROJECT_ROOT, 'build/src/relay/main.js'),
      args: ['--ready-json'],
      logFile: join(folder, 'relay.log'),
      env: {
        ...options.relayEnv,
        RELAY_PORT: `${relayPort}`,
        RELAY_DATA_DIR: data,
        BUILDPANEL_BASE_URL: `http://127.0.0.1:${buildPanelPort}`,
      },
    });
    relay = process;
    relayPort = process.port;
  };

  try {
    if (options.upstream === 'away') buildPanelPort ||= 9;
    else await startBuildPanel(options.upstream);
    await startRelay();
  } catch (error) {
    await buildPanel?.stop();
    throw error;
  }
  return {
    relayUrl: `http://127.0.0.1:${relayPort}`,
    buildPanelUrl: `http://127.0.0.1:${buildPanelPort}`,
    relay: () => {
      if (relay === undefined) throw new Error('the relay is not running');
      return relay;
    },
    buildPanel: () => {
      if (buildPanel === undefined) throw new Error('BuildPanel is not running');
      return buildPanel;
    },
    startRelay,
    stopRelay: async () => relay?.stop(),
    startBuildPanel,
    stopBuildPanel: async () => buildPanel?.stop(),
    relayMetrics: async () => {
      operator ??= createOperator(data);
      const headers = { authorization: `Bearer ${await operator}` };
      return (await fetch(`http://127.0.0.1:${relayPort}/metrics`, { headers })).text();
    },
    createCode: (lanes = LANES) => createCode(data, { restaurantId, lanes, folder }),
    stop: async () => {
      await relay?.stop();
      await buildPanel?.stop();
    },
  };
}

function buildPanelArgs(upstream: Upstream): string[] {
  switch (upstream) {
    case 'd1':
    case 'd2':
    case 'd3':
      return ['--dialect', upstream, '--metadata', 'on'];
    case 'realtime':
      return ['--dialect', 'none', '--realtime', 'stream', '--metadata', 'on'];
    case 'batch':
      return ['--dialect', 'none', '--metadata', 'on'];
    case 'voice-chat':
    case 'away':
      return ['--dialect', 'none', '--metadata', 'off'];
  }
}

/** What the relay's probes find of each: until then an utterance may still go a lesser way. */
export function verdictFor(upstream: Upstream): Verdict {
  switch (upstream) {
    case 'd1':
    case 'd2':
    case 'd3':
      return 'WEBSOCKET_PROXY_INTEGRATION';
    case 'realtime':
      return 'HTTP_STREAMING_INTEGRATION';
    case 'batch':
      return 'OPTIMIZED_BATCH_PROCESSING';
    case 'voice-chat':
      return 'BATCH_PROCESSING_ONLY';
    case 'away':
      return 'NOTHING_REACHABLE';
  }
}

async function relayctl(data: string, args: readonly string[]): Promise<unknown> {
  const program = join(PROJECT_ROOT, 'build/src/relay/relayctl.js');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, '--data', data, '--json', ...args],
    { timeout: RELAYCTL_WITHIN_MS },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

async function importMenu(data: string, menuFile: string): Promise<string> {
  const answer = await relayctl(data, ['restaurant', 'import', menuFile]);
  return z.object({ restaurantId: z.guid() }).parse(answer).restaurantId;
}

async function createOperator(data: string): Promise<string> {
  const answer = await relayctl(data, ['operator', 'create', '--name', 'figures']);
  return z.object({ token: z.string() }).parse(answer).token;
}

async function createCode(
  data: string,
  { restaurantId, lanes, folder }: { restaurantId: string; lanes: string; folder: string },
) {
  const ttl = ['--ttl', `${CODE_TTL_MINUTES}`];
  const answer = await relayctl(data, [
    'code',
    'create',
    '--restaurant',
    restaurantId,
    '--lanes',
    lanes,
    ...ttl,
  ]);
  const { code } = z.object({ code: z.string() }).parse(answer);
  const file = join(folder, 'enrolment-code');
  writeFileSync(file, `${code}\n`, { mode: 0o600 });
  return { code, file };
}
