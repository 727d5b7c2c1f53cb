import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from './project.mjs';

/**
 * Runs one of the project's built programs in the foreground: same terminal, signals passed on, its exit code returned.
 *
 * @param {string} program relative to the project
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export async function launch(program, args) {
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', join(PROJECT_ROOT, program), ...args],
    {
      stdio: 'inherit',
    },
  );
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => child.kill(signal);
  // A terminal sends Ctrl-C to both processes itself; a second one would mean "hurry up".
  const ignoreOrForward = process.stdin.isTTY ? () => {} : forward;
  process.on('SIGINT', ignoreOrForward);
  process.on('SIGTERM', forward);
  process.on('SIGHUP', forward);
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
