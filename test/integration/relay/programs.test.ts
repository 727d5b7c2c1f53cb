/** The relay and `relayctl` as programs: what they print, and how they fail. */
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { get } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOSE } from '../../../src/shared/wire/close-codes.ts';
import { MENU_SOURCE, RESTAURANT_ID } from './relay-harness.ts';
import { Station } from './station-client.ts';

const run = promisify(execFile);
const NO_UPSTREAM = { BUILDPANEL_URL: 'http://127.0.0.1:9', RELAY_LOG_LEVEL: 'silent' };

describe('the relay as a program', () => {
  let dataDir: string;
  let child: ChildProcess | null;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'relay-program-'));
    child = null;
  });

  afterEach(() => {
    child?.kill('SIGKILL');
  });

  function program(name: 'main' | 'relayctl', args: string[]): string[] {
    return ['--import', 'tsx', `src/relay/${name}.ts`, '--data', dataDir, ...args];
  }

  async function outcome(
    name: 'main' | 'relayctl',
    args: string[],
    env: Record<string, string> = {},
  ) {
    const options = { env: { ...process.env, ...NO_UPSTREAM, ...env } };
    try {
      const { stdout } = await run(process.execPath, program(name, args), options);
      return { code: 0, stdout, stderr: '' };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, stdout, stderr };
    }
  }

  async function ctl(...args: string[]): Promise<Record<string, unknown>> {
    const { code, stdout, stderr } = await outcome('relayctl', ['--json', ...args]);
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  /** The base URL of a started relay. */
  async function start({ scheme = 'http', env = {} } = {}): Promise<string> {
    child = spawn(process.execPath, program('main', ['--port', '0', '--ready-json']), {
      env: { ...process.env, ...NO_UPSTREAM, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    const { listening } = JSON.parse(line.toString()) as { listening: number };
    return `${scheme}://127.0.0.1:${listening}`;
  }

  function menuFile(source: unknown): string {
    const file = join(dataDir, 'menu.json');
    writeFileSync(file, JSON.stringify(source));
    return file;
  }

  it('serves what relayctl sets up beside it, revokes within two seconds, and goes with 0', async () => {
    const base = await start();
    expect(await ctl('restaurant', 'import', menuFile(MENU_SOURCE))).toMatchObject({
      restaurantId: RESTAURANT_ID,
      itemCount: 1,
    });
    const { code } = await ctl(
      'code',
      'create',
      '--restaurant',
      RESTAURANT_ID,
      '--lanes',
      'lane-1:Lane 1,lane-2:Lane 2',
    );
    const station = await new Station(base).join(String(code));
    const line = await station.connect();
    expect(await ctl('station', 'list')).toMatchObject({
      stations: [{ stationId: station.stationId, isRevoked: false }],
    });
    expect((await station.get('/v1/menu')).status).toBe(200);
    const changed = {
      ...MENU_SOURCE,
      items: MENU_SOURCE.items.map((item) => ({ ...item, priceCents: 1 })),
    };
    await ctl('restaurant', 'import', menuFile(changed));
    await line.next('config_changed');
    await ctl('station', 'revoke', station.stationId);
    expect(await line.closed).toBe(CLOSE.revoked.code);
    expect(statSync(join(dataDir, 'relay.sqlite')).mode & 0o777).toBe(0o600);
    child?.kill('SIGTERM');
    const [exitCode] = (await once(child ?? process, 'exit')) as [number];
    expect(exitCode).toBe(0);
  });

  it('says that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await outcome('main', ['--port', String(port)]);
    other.close();
    expect(code).toBe(1);
    expect(stderr).toBe(
      `relay: Port ${port} on 127.0.0.1 is taken by another program: stop it, or set RELAY_PORT.\n`,
    );
  });

  it('says which setting is wrong, which file is damaged, and never with a stack', async () => {
    const badPort = await outcome('main', [], { RELAY_PORT: 'many' });
    expect(badPort).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^relay: Setting port \(RELAY_PORT\): [^\n]+\n$/) as string,
    });
    writeFileSync(
      join(dataDir, 'relay.sqlite'),
      'this is no database, and long enough to be looked at as one '.repeat(40),
    );
    const damaged = await outcome('main', []);
    expect(damaged).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^relay: The store [^\n]+ may be damaged[^\n]+\n$/) as string,
    });
  });

  it('refuses a broken or empty menu in plain words', async () => {
    const empty = await outcome('relayctl', [
      'restaurant',
      'import',
      menuFile({ ...MENU_SOURCE, items: [] }),
    ]);
    expect(empty).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('the menu has no items') as string,
    });
    const none = await outcome('relayctl', ['restaurant', 'import', join(dataDir, 'nowhere.json')]);
    expect(none).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("can't be read") as string,
    });
    const noRestaurant = await outcome('relayctl', [
      'code',
      'create',
      '--restaurant',
      RESTAURANT_ID,
    ]);
    expect(noRestaurant).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('import its menu first') as string,
    });
  });

  it('serves TLS with the files that it is given', async () => {
    const [cert, key] = [join(dataDir, 'cert.pem'), join(dataDir, 'key.pem')];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=localhost',
        '-keyout',
        key,
        '-out',
        cert,
      ],
      { stdio: 'ignore' },
    );
    const base = await start({
      scheme: 'https',
      env: { RELAY_TLS_CERT: cert, RELAY_TLS_KEY: key },
    });
    const status = await new Promise((resolve, reject) => {
      const options = {
        ca: readFileSync(cert),
        servername: 'localhost',
        checkServerIdentity: () => undefined,
      };
      get(`${base}/healthz`, options, (response) => resolve(response.statusCode)).on(
        'error',
        reject,
      );
    });
    expect(status).toBe(200);
  });
});
