/** What others build on: the documents of docs/api, the example beside them, and a relay behind nginx with TLS. */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBuildPanel, type BuildPanel } from '../../../src/buildpanel/buildpanel.ts';
import { createDigestRecogniser, digestOf } from '../../../src/buildpanel/digest-recogniser.ts';
import { createLog } from '../../../src/buildpanel/log.ts';
import { createToneSpeaker } from '../../../src/buildpanel/reply/tone-speaker.ts';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import { utteranceResultSchema } from '../../../src/shared/wire/down.ts';
import { problemSchema } from '../../../src/shared/wire/http.ts';
import { openApi } from '../../../scripts/contracts/open-api.ts';
import { MENU_SOURCE, RelayHarness } from './relay-harness.ts';
import { frameOf, wavOf } from './station-client.ts';

const run = promisify(execFile);
const EXAMPLES = resolve(import.meta.dirname, '../../../docs/examples');
const FRAMES = 75;
const DIGEST = digestOf(
  Buffer.concat(Array.from({ length: FRAMES }, (_, index) => frameOf(index))),
);

describe('an integrator', () => {
  let relay: RelayHarness;
  let buildPanel: BuildPanel;
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'integrator-'));
    const menu = importMenu(MENU_SOURCE);
    if (!menu.ok) throw new Error(menu.failure.text);
    buildPanel = await startBuildPanel(
      {
        host: '127.0.0.1',
        port: 0,
        menu: menu.value,
        behaviour: {
          dialects: ['d2'],
          metadata: true,
          realtime: 'hang',
          chatbot: false,
          menu: 'empty',
          faults: {},
          reply: 'whole',
          closeAfterFrames: null,
          hangsOn: null,
          slowMs: 0,
        },
      },
      {
        recogniser: createDigestRecogniser(),
        isSpeech: false,
        isDigest: true,
        speaker: createToneSpeaker(),
        log: createLog('silent'),
      },
    );
    relay = await RelayHarness.open();
  });

  afterEach(async () => {
    await relay.close();
    await buildPanel.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (settings: Record<string, unknown> = {}) =>
    relay.start(`http://127.0.0.1:${buildPanel.port}`, settings);

  async function finalOfExample(base: string, env: NodeJS.ProcessEnv = {}) {
    const wav = join(folder, 'speech.wav');
    await writeFile(wav, wavOf(FRAMES));
    const { stdout } = await run(
      '/usr/bin/python3',
      [join(EXAMPLES, 'stream_wav.py'), base, await relay.code(), wav],
      { timeout: 40_000, env: { ...process.env, ...env } },
    );
    return utteranceResultSchema.parse(JSON.parse(stdout));
  }

  it('streams a WAV and reads the final with the documents and Debian’s Python alone', async () => {
    await start();
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
    const result = await finalOfExample(relay.base);
    expect(result).toMatchObject({ via: 'streaming', finalTranscription: DIGEST });
  }, 60_000);

  it('finds every documented call, and each refusal is a documented problem', async () => {
    await start();
    const { paths } = openApi() as { paths: Record<string, Record<string, unknown>> };
    for (const [path, calls] of Object.entries(paths)) {
      for (const method of Object.keys(calls)) {
        const url = `${relay.base}${path.replaceAll(/\{\w+\}/g, crypto.randomUUID())}`;
        const answer = await fetch(url, { method: method.toUpperCase() });
        expect(answer.headers.get('content-type'), path).toContain('application/problem+json');
        expect(problemSchema.parse(await answer.json()).code, path).not.toBe('not-found');
      }
    }
  });

  it('comes the same way through nginx with TLS, by the example of its configuration', async () => {
    await start({ trustedProxies: '127.0.0.1' });
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
    const cert = join(folder, 'cert.pem');
    const key = join(folder, 'key.pem');
    await certificate(cert, key);
    const port = await freePort();
    const site = (await readFile(join(EXAMPLES, 'nginx-relay.conf'), 'utf8'))
      .replaceAll('127.0.0.1:3001', new URL(relay.base).host)
      .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
      .replace('/etc/ssl/relay/cert.pem', cert)
      .replace('/etc/ssl/relay/key.pem', key);
    const config = join(folder, 'nginx.conf');
    await writeFile(
      config,
      `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {} http { access_log off; ${site} }`,
    );
    const nginx = spawn('nginx', ['-p', folder, '-c', config], { stdio: 'ignore' });
    try {
      await answers(port);
      const result = await finalOfExample(`https://localhost:${port}`, { SSL_CERT_FILE: cert });
      expect(result).toMatchObject({ via: 'streaming', finalTranscription: DIGEST });
    } finally {
      const gone = new Promise((done) => nginx.once('close', done));
      nginx.kill();
      await gone;
    }
  }, 60_000);

  it('comes the same way to a relay with a certificate of its own', async () => {
    const cert = join(folder, 'cert.pem');
    const key = join(folder, 'key.pem');
    await certificate(cert, key);
    const port = await freePort();
    await start({ port, tlsCertFile: cert, tlsKeyFile: key });
    const ca = await readFile(cert, 'utf8');
    await expect
      .poll(() => readiness(port, ca), { timeout: 10_000 })
      .toContain('WEBSOCKET_PROXY_INTEGRATION');
    const result = await finalOfExample(`https://localhost:${port}`, { SSL_CERT_FILE: cert });
    expect(result).toMatchObject({ via: 'streaming', finalTranscription: DIGEST });
  }, 60_000);
});

async function certificate(cert: string, key: string): Promise<void> {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const made = [
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-keyout',
    key,
    '-out',
    cert,
  ];
  await run('openssl', ['req', ...made, ...subject]);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function readiness(port: number, ca: string): Promise<string> {
  return new Promise((done, failed) => {
    const asked = get({ host: 'localhost', port, path: '/readyz', ca, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => done(text));
    });
    asked.on('error', failed);
  });
}

/** Waits until something listens. */
async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const isOpen = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => done(true)).once('error', () => done(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('nginx never listened');
}
