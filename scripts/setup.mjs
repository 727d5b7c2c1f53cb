#!/usr/bin/env node
import { PlainFailure, runMain } from './setup/failure.mjs';
import { withLock } from './setup/lock.mjs';
import { readOptions } from './setup/options.mjs';
import { showStep } from './setup/progress.mjs';
import { PROJECT_ROOT, setUpPath } from './setup/project.mjs';
import { STEPS, isStepName } from './setup/steps.mjs';

/** @typedef {import('./setup/steps.mjs').StepName} StepName */

const HELP = `npm run setup -- [options]

Sets up everything the project needs on Debian 12 with Node 20 (as root, or with sudo), step by step. What stands is
skipped, so running it again is quick. Progress goes to stderr, the noise of each step to .setup/log/.

  --only STEP,STEP   only these steps: ${Object.keys(STEPS).join(', ')}
  --quiet            say nothing about steps that stand
  --help             this text

Ends with 0, or with 1 when a step failed (it says which, why, and what to do).`;

/**
 * Brings the project to the state where everything can run. Safe to call at any time and from several processes at once.
 *
 * @param {{ only?: readonly StepName[], isQuiet?: boolean, root?: string }} [options] `only`: these steps, in the set-up's own
 *   order; `isQuiet`: nothing is said about steps that stand.
 * @returns {Promise<void>} rejects with a PlainFailure when a step fails
 */
export async function setUp({ only, isQuiet = false, root = PROJECT_ROOT } = {}) {
  const names = Object.keys(STEPS)
    .filter(isStepName)
    .filter((name) => only === undefined || only.includes(name));
  const announceWait = (/** @type {number} */ pid) =>
    process.stderr.write(`Another set-up is running (process ${pid}); waiting for it …\n`);
  await withLock(
    setUpPath(root, 'lock'),
    async () => {
      for (const [index, name] of names.entries()) {
        const { title, run } = STEPS[name];
        const shown = { index: index + 1, total: names.length, title, isQuiet };
        const step = showStep({ ...shown, terminal: process.stderr });
        try {
          const log = (/** @type {string} */ file) => setUpPath(root, 'log', `${file}.log`);
          const { did, note } = await run({ root, say: step.say, log });
          if (did) step.done(note);
          else step.stands(note);
        } catch (error) {
          step.failed();
          throw error;
        }
      }
    },
    announceWait,
  );
}

/** @param {string} list @returns {StepName[]} */
function parseStepNames(list) {
  return list.split(',').map((name) => {
    if (isStepName(name)) return name;
    throw new PlainFailure(`there is no set-up step "${name}"`, {
      advice: `choose from: ${Object.keys(STEPS).join(', ')}`,
    });
  });
}

async function main() {
  const values = readOptions(HELP, {
    only: { type: 'string' },
    quiet: { type: 'boolean', default: false },
  });
  if (values === undefined) return 0;
  const startedAt = performance.now();
  await setUp({
    isQuiet: values.quiet === true,
    ...(values.only === undefined ? {} : { only: parseStepNames(values.only) }),
  });
  process.stderr.write(
    `Set-up: ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s.\n`,
  );
  return 0;
}

if (process.argv[1] === import.meta.filename) await runMain(main);
