import { spawn } from 'node:child_process';

const KILL_AFTER_MS = 10_000;

/** @typedef {{ code: number, output: string, tookMs: number }} RunResult `output` is empty when it was shown as it came. */

/**
 * Runs a command with a deadline; its output goes to this process's stderr, or is kept when `isKept`.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, deadlineMs: number, isKept?: boolean }} options
 * @returns {Promise<RunResult>} code 124 when the deadline passed, 127 when the command does not start
 */
export async function runShown(
  command,
  args,
  { cwd, env = process.env, deadlineMs, isKept = false },
) {
  const startedAt = performance.now();
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: isKept ? ['ignore', 'pipe', 'pipe'] : ['ignore', process.stderr, process.stderr],
  });
  /** @type {Buffer[]} */
  const kept = [];
  child.stdout?.on('data', (/** @type {Buffer} */ data) => kept.push(data));
  child.stderr?.on('data', (/** @type {Buffer} */ data) => kept.push(data));
  let isLate = false;
  /** @type {NodeJS.Timeout | undefined} */
  let killer;
  const deadline = setTimeout(() => {
    isLate = true;
    child.kill('SIGTERM');
    killer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  }, deadlineMs);
  /** @type {number} */
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  clearTimeout(deadline);
  clearTimeout(killer);
  const output = Buffer.concat(kept).toString();
  return { code: isLate ? 124 : code, output, tookMs: performance.now() - startedAt };
}
