import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { spawnTied } from './child-process.mjs';
import { PlainFailure } from './failure.mjs';

const TAIL_LINES = 6;
const FIRST_ERROR_LINES = 6;
const ERROR_LINE = /\berror\b.*\S|^E: |\bfatal\b/i;
const DEFAULT_DEADLINE_MS = 20 * 60_000;

/**
 * @typedef {object} RunOptions
 * @property {string} logFile keeps everything the command says
 * @property {string} advice what to do when it fails
 * @property {string} [title] what the command is called in a failure
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(line: string) => void} [onLine] each line as it comes, for a progress display
 * @property {number} [deadlineMs]
 */

/**
 * Runs a command with its noise in a log file. Rejects with a PlainFailure that carries the first lines that
 * speak of an error and the last lines of all.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 */
export async function runLogged(command, args, options) {
  const { logFile, advice, cwd, env, onLine, deadlineMs = DEFAULT_DEADLINE_MS } = options;
  const { title = `${basename(command)} ${args[0] ?? ''}` } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile, { flags: 'a' });
  log.write(`\n$ ${command} ${args.join(' ')}\n`);
  /** @type {string[]} */
  const errors = [];
  /** @type {string[]} */
  const tail = [];
  const child = spawnTied(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      if (/^(npm error)?\s*$/.test(line)) return;
      if (ERROR_LINE.test(line) && errors.length < FIRST_ERROR_LINES) errors.push(line);
      tail.push(line);
      if (tail.length > TAIL_LINES) tail.shift();
      onLine?.(line.trim());
    });
  }
  const deadline = setTimeout(() => child.kill('SIGKILL'), deadlineMs);
  const ending = await new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    child.once('close', (code, signal) => resolve(describeEnding(code, signal, deadlineMs)));
  });
  clearTimeout(deadline);
  await new Promise((resolve) => log.end(resolve));
  if (ending === '') return;
  const why = [...new Set([...errors, ...tail])];
  throw new PlainFailure(`${title} ${ending}`, {
    why,
    advice,
    logFile,
  });
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 * @param {number} deadlineMs
 */
function describeEnding(code, signal, deadlineMs) {
  if (code === 0) return '';
  if (code === 127) return 'could not be started: is it installed?';
  if (signal === 'SIGKILL') return `was stopped (deadline: ${Math.round(deadlineMs / 1000)} s)`;
  return signal === null ? `ended with code ${code}` : `was stopped by ${signal}`;
}

/**
 * The output of a short command, or undefined when it fails or does not exist.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function tryCommand(command, args, options = {}) {
  const result = spawnSync(command, args, { timeout: 60_000, ...options, encoding: 'utf8' });
  return result.status === 0 ? String(result.stdout) : undefined;
}
