import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PlainFailure } from './failure.mjs';
import { nativeBuildEnv } from './npm-packages.mjs';
import { runLogged, tryCommand } from './run-logged.mjs';
import { dropStamp, stampStands, writeStamp } from './stamp.mjs';

const MODULE = 'node_modules/naudiodon/build/Release/naudiodon.node';

/** @typedef {import('./steps.mjs').StepContext} StepContext */

/**
 * Sees that naudiodon's native module loads, and builds it anew when it doesn't (another Node, or a moved folder: it holds the
 * absolute path of its PortAudio).
 *
 * @param {StepContext} context
 */
export async function ensureNativeAudio({ root, log, say }) {
  const file = join(root, MODULE);
  if (existsSync(file) && stampStands(root, 'native-audio', identity(file)))
    return { did: false, note: '' };
  dropStamp(root, 'native-audio');
  const loadsAlready = loads(file);
  if (!loadsAlready) {
    say('npm rebuild naudiodon');
    const advice =
      'it needs python3, make, g++ and the headers of this Node (in include/node beside the node binary)';
    const options = {
      cwd: root,
      logFile: log('native-audio'),
      env: nativeBuildEnv(),
      onLine: say,
      advice,
    };
    await runLogged('npm', ['rebuild', 'naudiodon', '--foreground-scripts'], options);
    if (!loads(file)) throw new PlainFailure('naudiodon was built but does not load', options);
  }
  writeStamp(root, 'native-audio', identity(file));
  return { did: !loadsAlready, note: '' };
}

/** @param {string} file */
function identity(file) {
  const { size, mtimeMs } = statSync(file);
  return [file, size, mtimeMs, process.version].join(' ');
}

/** Loads it in a process of its own, since native code that fails may take its process along. @param {string} file */
function loads(file) {
  if (!existsSync(file)) return false;
  const program = `process.exit(typeof require(${JSON.stringify(file)}).getDevices === 'function' ? 0 : 1)`;
  return tryCommand(process.execPath, ['-e', program]) !== undefined;
}
