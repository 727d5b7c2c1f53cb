/** What stands between the stations and BuildPanel in the bench, each alone on the first core. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { Fleet } from './fleet.ts';
import { listeningPort } from './generator.ts';

const PROXY_CPU = '0';
const READY_TRIES = 200;
const TRY_EVERY_MS = 50;

export const PROXIES = ['direct', 'nginx', 'naive', 'relay'] as const;
export type ProxyName = (typeof PROXIES)[number];

export type Proxy = {
  readonly port: number;
  readonly pids: readonly number[];
  /** Null where nobody is asked who they are. */
  readonly tokens: () => Promise<string | null>;
  readonly stop: () => void;
};

type Place = {
  readonly folder: string;
  readonly upstreamPort: number;
  readonly stations: number;
};

/** `d1` says a frame in one message, `d2` in two. */
export type OneOrTwo = 'd1' | 'd2';

export type OurRelay = Proxy & { readonly fleet: Fleet };

export async function startProxy(name: ProxyName, place: Place): Promise<Proxy> {
  switch (name) {
    case 'direct':
      return {
        port: place.upstreamPort,
        pids: [],
        tokens: () => Promise.resolve(null),
        stop: () => undefined,
      };
    case 'nginx':
      return startNginx(place);
    case 'naive':
      return startNaive(place);
    case 'relay':
      return startOurs(place);
  }
}

function pinned(command: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return spawn('taskset', ['-c', PROXY_CPU, ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
}

async function startNginx({ folder, upstreamPort }: Place): Promise<Proxy> {
  const port = await freePort();
  const home = join(folder, 'nginx');
  await mkdir(home, { recursive: true });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${home}/${kind};`,
  );
  const location = [
    `proxy_pass http://127.0.0.1:${upstreamPort};`,
    'proxy_http_version 1.1;',
    'proxy_set_header Upgrade $http_upgrade;',
    'proxy_set_header Connection upgrade;',
    'proxy_read_timeout 1h; proxy_buffering off;',
  ];
  const text = [
    `worker_processes 1; pid ${home}/nginx.pid; daemon off; master_process off;`,
    'worker_rlimit_nofile 16000; events { worker_connections 12000; }',
    `http { access_log off; ${temporary.join(' ')}`,
    `server { listen 127.0.0.1:${port} backlog=4096; location / { ${location.join(' ')} } } }`,
  ];
  await writeFile(join(home, 'nginx.conf'), text.join('\n'));
  const error = join(home, 'error.log');
  const program = pinned(['nginx', '-p', home, '-e', error, '-c', join(home, 'nginx.conf')]);
  return ready(program, port);
}

async function startNaive({ upstreamPort }: Place): Promise<Proxy> {
  const port = await freePort();
  const source = join(import.meta.dirname, 'naive-proxy.ts');
  const command = [process.execPath, '--import', 'tsx', source, String(port), String(upstreamPort)];
  return ready(pinned(command), port);
}

export async function startOurs(
  { folder, upstreamPort, stations }: Place,
  dialect: OneOrTwo = 'd1',
): Promise<OurRelay> {
  const dataDir = await mkdtemp(join(folder, `relay-${dialect}-`));
  const program = pinned(
    [
      process.execPath,
      ...profiling(),
      'build/src/relay/main.js',
      '--ready-json',
      '--port',
      '0',
    ].concat(
      ['--data', dataDir, '--buildpanel-url', `http://127.0.0.1:${upstreamPort}`],
      ['--dialects', dialect, '--log-level', 'warn'],
    ),
  );
  const port = await listeningPort(program);
  const base = `http://127.0.0.1:${port}`;
  await streams(base);
  const fleet = await Fleet.enrol(stations, { dataDir, base }, join(dataDir, 'tokens'));
  return { ...(await ready(program, port)), tokens: () => fleet.tokens(), fleet };
}

/** `RELAY_PROF=FOLDER` keeps a processor profile of the relay there. */
function profiling(): readonly string[] {
  const folder = process.env['RELAY_PROF'];
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}

async function streams(base: string): Promise<void> {
  for (let tries = 0; tries < READY_TRIES; tries += 1) {
    const answer = z
      .object({ upstream: z.string() })
      .safeParse(await (await fetch(`${base}/readyz`)).json());
    if (answer.data?.upstream === 'WEBSOCKET_PROXY_INTEGRATION') return;
    await delay(TRY_EVERY_MS);
  }
  throw new Error('the relay never found that its upstream streams');
}

async function ready(program: ChildProcess, port: number): Promise<Proxy> {
  const { pid } = program;
  if (pid === undefined) throw new Error('a proxy did not start');
  for (let tries = 0; !(await accepts(port)); tries += 1) {
    if (tries === READY_TRIES || program.exitCode !== null)
      throw new Error(`a proxy did not come up: ${await readFile(`/proc/${pid}/cmdline`, 'utf8')}`);
    await delay(TRY_EVERY_MS);
  }
  return {
    port,
    pids: [pid],
    tokens: () => Promise.resolve(null),
    stop: () => program.kill('SIGINT'),
  };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

function delay(waitMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, waitMs));
}
