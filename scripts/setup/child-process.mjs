import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const STOP_DEADLINE_MS = 3_000;
const SETPRIV = '/usr/bin/setpriv';

/**
 * Starts a helper process that ends with this one, even when this one is killed (Linux: parent-death signal).
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function spawnTied(command, args, options) {
  if (!existsSync(SETPRIV)) return spawn(command, args, options);
  return spawn(SETPRIV, ['--pdeathsig', 'TERM', command, ...args], options);
}

/**
 * Asks a child to end and waits for it; kills it after a deadline.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} [signal]
 * @returns {Promise<void>}
 */
export async function stopChild(child, signal = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE_MS);
  await closed;
  clearTimeout(killer);
}
