import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setUp } from '../setup.mjs';
import { PlainFailure } from './failure.mjs';
import { launch } from './launch.mjs';
import { PROJECT_ROOT } from './project.mjs';

const RUNNER = 'node_modules/tsx/dist/cli.mjs';

/**
 * Runs a TypeScript program with this process's arguments, on a fresh clone too: its npm packages are set up first.
 *
 * @param {string} program relative to the project
 * @param {{ couldNotRunCode?: number }} [options] `couldNotRunCode`: the exit code when the set-up fails
 * @returns {Promise<number>} its exit code
 */
export async function runTypeScript(program, { couldNotRunCode = 1 } = {}) {
  try {
    const isReady = existsSync(join(PROJECT_ROOT, RUNNER));
    if (!isReady) await setUp({ only: ['platform', 'debian', 'npm'], isQuiet: true });
  } catch (error) {
    if (!(error instanceof PlainFailure)) throw error;
    process.stderr.write(`${error.toText()}\n`);
    return couldNotRunCode;
  }
  return launch(RUNNER, [join(PROJECT_ROOT, program), ...process.argv.slice(2)]);
}
