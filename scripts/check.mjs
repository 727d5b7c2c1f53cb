#!/usr/bin/env node
import { join } from 'node:path';
import { setUp } from './setup.mjs';
import { runMain } from './setup/failure.mjs';
import { readOptions } from './setup/options.mjs';
import { PROJECT_ROOT } from './setup/project.mjs';
import { runShown } from './testing/run-shown.mjs';

const DEADLINE_MS = 5 * 60_000;
const HELP = `npm run check

Runs everything that reads the code rather than running it: prettier, tsc (the process walls), eslint,
dependency-cruiser (the walls between rooms and parts), the contract tests (pinned wire protocol) and knip (nothing
unused). Prints each verdict; ends with 0 when all are good, else 1.`;

/** @typedef {{ name: string, command: string, args: readonly string[] }} Check */

/** @type {readonly Check[]} */
export const CHECKS = [
  { name: 'prettier', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'tsc', command: 'tsc', args: ['-b'] },
  { name: 'eslint', command: 'eslint', args: ['.', '--max-warnings', '0'] },
  {
    name: 'dependency-cruiser',
    command: 'depcruise',
    args: ['--config', '.dependency-cruiser.cjs', 'src'],
  },
  { name: 'contract tests', command: 'vitest', args: ['run', 'test/contract'] },
  { name: 'knip', command: 'knip', args: [] },
];

/**
 * Runs checks one after the other and prints a line for each, with the output of those that fail.
 *
 * @param {readonly Check[]} [checks]
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks(checks = CHECKS) {
  let failed = 0;
  for (const { name, command, args } of checks) {
    const program = join(PROJECT_ROOT, 'node_modules/.bin', command);
    const options = { cwd: PROJECT_ROOT, deadlineMs: DEADLINE_MS, isKept: true };
    const { code, output, tookMs } = await runShown(program, args, options);
    const verdict = code === 0 ? 'good' : 'FAILED';
    process.stderr.write(`${name}: ${verdict} (${Math.round(tookMs / 1000)} s)\n`);
    if (code === 0) continue;
    failed += 1;
    process.stderr.write(`${output.trimEnd()}\n`);
  }
  return { passed: checks.length - failed, failed };
}

async function main() {
  if (readOptions(HELP, {}) === undefined) return 0;
  await setUp({ only: ['platform', 'debian', 'npm', 'electron'], isQuiet: true });
  const { passed, failed } = await runChecks();
  process.stdout.write(`${passed} checks good, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) await runMain(main);
