import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PlainFailure } from './failure.mjs';
import { runLogged } from './run-logged.mjs';
import { dropStamp, fingerprint, stampStands, writeStamp } from './stamp.mjs';

const ADVICE = 'the source does not compile: mend what the lines above name';
const COMMON_INPUTS = ['package-lock.json', 'package.json', 'tsconfig.base.json', 'src/shared'];

/** @typedef {import('./steps.mjs').StepContext} StepContext */

/**
 * Compiles the programs that run under plain Node: the relay and the local BuildPanel.
 *
 * @param {StepContext} context
 */
export const ensureServers = (context) =>
  build(context, {
    name: 'servers',
    inputs: [...COMMON_INPUTS, 'src/relay', 'src/buildpanel'],
    outputs: ['build/src/relay/main.js', 'build/src/buildpanel/main.js'],
    command: ['node_modules/typescript/bin/tsc', '-b', 'src/relay', 'src/buildpanel'],
  });

/**
 * Bundles the desktop app: main, audio host, preload and renderer.
 *
 * @param {StepContext} context
 */
export const ensureApp = (context) =>
  build(context, {
    name: 'app',
    inputs: [
      ...COMMON_INPUTS,
      'electron.vite.config.ts',
      'src/main',
      'src/audio',
      'src/preload',
      'src/renderer',
    ],
    outputs: ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'],
    command: ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'],
  });

/**
 * @param {StepContext} context
 * @param {{ name: string, inputs: readonly string[], outputs: readonly string[], command: readonly string[] }} what
 */
async function build({ root, log, say }, { name, inputs, outputs, command }) {
  const print = fingerprint(root, inputs, [process.version]);
  const findMissing = () => outputs.filter((path) => !existsSync(join(root, path)));
  if (findMissing().length === 0 && stampStands(root, name, print)) return { did: false, note: '' };
  dropStamp(root, name);
  const title = [basename(command[0] ?? ''), ...command.slice(1)].join(' ');
  say(title);
  await runLogged(process.execPath, command, {
    cwd: root,
    logFile: log(name),
    onLine: say,
    title,
    advice: ADVICE,
  });
  const missing = findMissing();
  if (missing.length > 0) {
    throw new PlainFailure(`the build ended well but made no ${missing.join(', ')}`, {
      logFile: log(name),
    });
  }
  writeStamp(root, name, print);
  return { did: true, note: '' };
}
