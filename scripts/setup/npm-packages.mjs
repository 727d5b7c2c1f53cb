import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runLogged } from './run-logged.mjs';

/** @typedef {import('./steps.mjs').StepContext} StepContext */
/** @typedef {{ packages: Record<string, { version?: string, integrity?: string, optional?: boolean }> }} Lockfile */

/**
 * Runs `npm ci` when what is in node_modules is not what package-lock.json says.
 *
 * @param {StepContext} context
 */
export async function ensureNpmPackages({ root, log, say }) {
  if (isInstalled(root)) return { did: false, note: '' };
  say('npm ci');
  await runLogged('npm', ['ci', '--no-fund', '--no-audit', '--loglevel', 'http'], {
    cwd: root,
    logFile: log('npm'),
    env: nativeBuildEnv(),
    onLine: (line) => say(nameFetched(line)),
    advice:
      'look at the network, and at the registry that npm is set to (npm config get registry), then run this again',
  });
  return { did: true, note: '' };
}

/** @param {string} line what npm says of a download */
const nameFetched = (line) => {
  const archive = /\/([^/]+\.tgz) /.exec(line)?.[1];
  return archive === undefined ? line : `fetched ${archive}`;
};

/**
 * npm's own record in node_modules (written when an install has ended well) must hold every package of the lockfile in the
 * same version; optional packages for other systems may be absent.
 *
 * @param {string} root
 */
export function isInstalled(root) {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = readLockfile(join(root, 'package-lock.json')).packages;
  const present = readLockfile(record).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const found = present[path];
    if (path === '' || (found === undefined && optional === true)) return true;
    return found?.version === version;
  });
}

/** @param {string} file @returns {Lockfile} */
const readLockfile = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * node-gyp downloads Node's headers unless it is told where they are; distributions and the official tarballs put them beside
 * the node binary.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function nativeBuildEnv() {
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  const hasHeaders = existsSync(join(prefix, 'include/node/node.h'));
  return hasHeaders ? { ...process.env, npm_config_nodedir: prefix } : process.env;
}
