import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { PlainFailure } from './failure.mjs';
import { runLogged, tryCommand } from './run-logged.mjs';
import { fingerprint, stampStands, writeStamp } from './stamp.mjs';

const SOURCE_DIR = 'src/buildpanel/recogniser';
const PROGRAM = 'build/recogniser';
const LIBRARIES = ['pocketsphinx', 'sphinxbase'];

/** @typedef {import('./steps.mjs').StepContext} StepContext */

/**
 * Compiles the local BuildPanel's recogniser when its C source has changed.
 *
 * @param {StepContext} context
 */
export async function ensureRecogniser({ root, log, say }) {
  const sources = readdirSync(join(root, SOURCE_DIR)).filter((name) => /\.[ch]$/.test(name));
  const paths = sources.map((name) => `${SOURCE_DIR}/${name}`);
  const print = fingerprint(root, paths, [process.arch]);
  if (existsSync(join(root, PROGRAM)) && stampStands(root, 'recogniser', print))
    return { did: false, note: '' };

  const flags = tryCommand('pkg-config', ['--cflags', '--libs', ...LIBRARIES]);
  const advice = 'install libpocketsphinx-dev, libsphinxbase-dev and pkg-config';
  if (flags === undefined)
    throw new PlainFailure(`pkg-config does not know ${LIBRARIES.join(' and ')}`, { advice });
  say('gcc');
  mkdirSync(join(root, 'build'), { recursive: true });
  const program = join(root, PROGRAM);
  const units = paths.filter((path) => path.endsWith('.c'));
  const args = [
    '-std=gnu11',
    '-O2',
    '-Wall',
    '-Wextra',
    '-Werror',
    '-o',
    `${program}.new`,
    ...units,
  ];
  const libraries = [...flags.trim().split(/\s+/), '-lm'];
  await runLogged('gcc', [...args, ...libraries], {
    cwd: root,
    logFile: log('recogniser'),
    advice,
  });
  renameSync(`${program}.new`, program);
  writeStamp(root, 'recogniser', print);
  return { did: true, note: '' };
}
