/** A station whose connections are spoilt beneath it: forgotten, swallowed, reset, with bits turned over. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { SILENCE_LIMIT_MS } from '../../../src/shared/wire/close-codes.ts';
import { TcpLink } from '../../support/tcp-link.ts';
import type { FaultCase, Figures, Scene } from '../fault-case.ts';
import { speakOnLine, type LineFault } from '../parts/on-line.ts';

const RECOVER_WITHIN_MS = 3_000;
const A_MOMENT_MS = 20;

type OnBytes = (link: TcpLink, chance: () => number) => LineFault;

export const netHalfOpen: FaultCase = {
  name: 'net-half-open',
  title: 'The router forgets a connection',
  done: 'What the station sends over its open connection is swallowed from now on, and nobody tells it. New connections would work.',
  recovery:
    'from the fault until the station was online over a new connection; of that, up to 4.5 s to notice',
  recoverWithinMs: SILENCE_LIMIT_MS + RECOVER_WITHIN_MS,
  faults: { quick: 1, full: 30 },
  faultsARun: 10,
  sharesServers: true,
  isLossless: true,
  run: (scene) =>
    onBytes(scene, (link) => ({
      make: () => link.set({ swallows: true }),
      mend: () => link.set({}),
      lastsMs: A_MOMENT_MS,
      countsFrom: 'break',
      isSurvivable: false,
    })),
};

export const netSwallow: FaultCase = {
  name: 'net-swallow',
  title: 'The network takes everything and gives nothing',
  done: 'For up to 12 seconds connections can be made and nothing comes over them, neither over the old nor the new.',
  recovery: 'from when the network was back until the station was online',
  recoverWithinMs: RECOVER_WITHIN_MS,
  faults: { quick: 1, full: 30 },
  faultsARun: 10,
  sharesServers: true,
  isLossless: true,
  run: (scene) =>
    onBytes(scene, (link, chance) => ({
      make: () => link.set({ swallows: true }),
      mend: () => link.set({}),
      lastsMs: SILENCE_LIMIT_MS + 500 + chance() * 7_000,
      countsFrom: 'mend',
      isSurvivable: false,
    })),
};

export const netReset: FaultCase = {
  name: 'net-reset',
  title: 'Connections are reset',
  done: 'All of the station’s connections are cut in the middle of whatever they carry.',
  recovery: 'from the cut until the station was online',
  recoverWithinMs: RECOVER_WITHIN_MS,
  faults: { quick: 2, full: 100 },
  faultsARun: 25,
  sharesServers: true,
  isLossless: true,
  run: (scene) =>
    onBytes(scene, (link) => ({
      make: () => link.reset(),
      mend: () => undefined,
      lastsMs: 0,
      countsFrom: 'break',
      isSurvivable: false,
    })),
};

export const netCorruption: FaultCase = {
  name: 'net-corruption',
  title: 'The network changes what it carries',
  done: 'For three seconds one piece of ten, on an encrypted connection, arrives with one bit turned over.',
  recovery: 'from when the network was good again until the station was online',
  recoverWithinMs: RECOVER_WITHIN_MS,
  faults: { quick: 1, full: 30 },
  faultsARun: 10,
  sharesServers: true,
  isLossless: true,
  run: runCorruption,
};

async function onBytes(scene: Scene, next: OnBytes): Promise<Figures> {
  const port = Number(new URL(scene.servers.relayUrl).port);
  const link = await TcpLink.open({ host: '127.0.0.1', port }, scene.chance);
  try {
    return await speakOnLine(scene, {
      relayUrl: `http://127.0.0.1:${link.port}`,
      nextFault: () => next(link, scene.chance),
    });
  } finally {
    await link.close();
  }
}

/** Only what is encrypted can tell a changed bit from the truth, so the way is TLS as outside the lab. */
async function runCorruption(scene: Scene): Promise<Figures> {
  const { folder, servers, chance } = scene;
  const certificate = await selfSigned(folder);
  const relayPort = Number(new URL(servers.relayUrl).port);
  const door = await openTlsDoor(certificate, relayPort);
  const doorPort = (door.address() as AddressInfo).port;
  const link = await TcpLink.open({ host: '127.0.0.1', port: doorPort }, chance);
  try {
    const figures = await speakOnLine(scene, {
      relayUrl: `https://127.0.0.1:${link.port}`,
      around: { env: { NODE_EXTRA_CA_CERTS: certificate.certFile } },
      nextFault: () => ({
        make: () => link.set({ flipChance: 0.1 }),
        mend: () => link.set({}),
        lastsMs: 3_000,
        countsFrom: 'mend',
        isSurvivable: true,
      }),
    });
    return link.flippedBits > 0
      ? figures
      : { ...figures, problems: [...figures.problems, 'no bit was turned over'] };
  } finally {
    await link.close();
    door.close();
  }
}

type Certificate = { readonly certFile: string; readonly cert: Buffer; readonly key: Buffer };

async function selfSigned(folder: string): Promise<Certificate> {
  const certFile = join(folder, 'relay-cert.pem');
  const keyFile = join(folder, 'relay-key.pem');
  const request =
    '-x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=relay';
  await promisify(execFile)('openssl', [
    'req',
    ...request.split(' '),
    '-addext',
    'subjectAltName=IP:127.0.0.1',
    '-keyout',
    keyFile,
    '-out',
    certFile,
  ]);
  return { certFile, cert: await readFile(certFile), key: await readFile(keyFile) };
}

async function openTlsDoor({ cert, key }: Certificate, relayPort: number): Promise<Server> {
  const door = createServer({ cert, key, noDelay: true }, (near) => {
    const far = connect({ port: relayPort, host: '127.0.0.1', noDelay: true });
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  door.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  return door;
}
