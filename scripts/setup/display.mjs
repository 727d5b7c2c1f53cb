import { spawnTied, stopChild } from './child-process.mjs';
import { PlainFailure } from './failure.mjs';

const START_DEADLINE_MS = 15_000;
const SCREEN = '1920x1080x24';

/**
 * @typedef {object} Display
 * @property {NodeJS.ProcessEnv} env what a program needs in its environment to use the display; empty for the real one
 * @property {boolean} isVirtual
 * @property {() => Promise<void>} stop
 */

/** @param {NodeJS.ProcessEnv} env */
export const hasDisplay = (env) =>
  process.platform !== 'linux' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);

/**
 * The screen to show windows on: the one there is, else a virtual one (Xvfb on a free display number).
 *
 * @param {{ env?: NodeJS.ProcessEnv, isVirtualWanted?: boolean, isQuiet?: boolean }} [options]
 * @returns {Promise<Display>}
 */
export async function openDisplay({
  env = process.env,
  isVirtualWanted = false,
  isQuiet = false,
} = {}) {
  if (hasDisplay(env) && !isVirtualWanted)
    return { env: {}, isVirtual: false, stop: async () => {} };
  const xvfb = spawnTied('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await firstLine(xvfb);
  if (number === undefined) {
    await stopChild(xvfb);
    throw new PlainFailure('Xvfb did not start', { advice: 'install xvfb: npm run setup' });
  }
  if (!isQuiet)
    process.stderr.write(`Display: windows go to a virtual one (Xvfb :${number}, ${SCREEN}).\n`);
  return { env: { DISPLAY: `:${number}` }, isVirtual: true, stop: () => stopChild(xvfb) };
}

/** The display number that Xvfb writes once it listens. @param {import('node:child_process').ChildProcess} child @returns {Promise<string | undefined>} */
function firstLine(child) {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => resolve(undefined), START_DEADLINE_MS);
    /** @param {string | undefined} line */
    const settle = (line) => {
      clearTimeout(deadline);
      resolve(line);
    };
    let text = '';
    child.stdio[3]?.on('data', (/** @type {Buffer} */ data) => {
      text += data.toString();
      if (text.includes('\n')) settle(text.trim());
    });
    child.once('error', () => settle(undefined));
    child.once('exit', () => settle(undefined));
  });
}
