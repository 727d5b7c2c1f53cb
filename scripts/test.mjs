#!/usr/bin/env node
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS, runChecks } from './check.mjs';
import { setUp } from './setup.mjs';
import { openDisplay } from './setup/display.mjs';
import { PlainFailure, runMain } from './setup/failure.mjs';
import { readOptions } from './setup/options.mjs';
import { PROJECT_ROOT } from './setup/project.mjs';
import { startVirtualAudio } from './setup/virtual-audio.mjs';
import { judgeLayer, readPlaywrightReport, readVitestReport } from './testing/results.mjs';
import { runShown } from './testing/run-shown.mjs';

const LAYER_DEADLINE_MS = 12 * 60_000;
const LAYERS = /** @type {const} */ (['check', 'unit', 'contract', 'integration', 'screen', 'e2e']);

/** What each layer needs of the set-up. @type {Readonly<Record<Layer, readonly import('./setup/steps.mjs').StepName[]>>} */
const NEEDS = {
  check: ['platform', 'debian', 'npm'],
  unit: ['platform', 'debian', 'npm', 'native'],
  contract: ['platform', 'debian', 'npm'],
  integration: ['platform', 'debian', 'npm', 'electron', 'native', 'recogniser', 'servers'],
  screen: ['platform', 'debian', 'npm', 'electron', 'native', 'servers', 'app'],
  e2e: ['platform', 'debian', 'npm', 'electron', 'native', 'recogniser', 'servers', 'app'],
};
/** Screens by themselves share two cores well; whole products with real sound each want both. */
const WORKERS = { screen: 2, e2e: 1 };
const HELP = `npm test -- [options]

Sets up what is missing, then runs every layer: ${LAYERS.join(', ')}. Reports go to .test-results/.
The last line of stdout is "N passed, N failed": the tests of all layers, and one failure more for a check that is not
good or a layer that ran no test. Ends with 0 only when nothing failed.

  --only LAYER,LAYER   only these layers
  --help               this text`;

/**
 * @typedef {typeof LAYERS[number]} Layer
 * @typedef {import('./testing/results.mjs').Counts & { trouble: string, tookMs: number }} Outcome
 */

/** @param {Layer} layer @param {NodeJS.ProcessEnv} env @returns {Promise<Outcome>} */
async function runLayer(layer, env) {
  const startedAt = performance.now();
  process.stderr.write(`\n── ${layer} ──\n`);
  const outcome = layer === 'check' ? await runCheckLayer() : await runTestLayer(layer, env);
  return { ...outcome, tookMs: performance.now() - startedAt };
}

/** The contract tests are a layer of their own here. Good checks are not counted as tests. */
async function runCheckLayer() {
  const { failed } = await runChecks(CHECKS.filter(({ name }) => name !== 'contract tests'));
  return { passed: 0, failed, skipped: 0, trouble: failed === 0 ? '' : `${failed} checks` };
}

/** @param {Exclude<Layer, 'check'>} layer @param {NodeJS.ProcessEnv} env */
async function runTestLayer(layer, env) {
  const folder = join(PROJECT_ROOT, '.test-results');
  const report = join(folder, `${layer}.json`);
  mkdirSync(folder, { recursive: true });
  rmSync(report, { force: true });
  const isInBrowser = layer === 'screen' || layer === 'e2e';
  const args = isInBrowser
    ? ['test', `--project=${layer}`, `--workers=${WORKERS[layer]}`, '--reporter=list,json']
    : [
        'run',
        `test/${layer}/`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        // They wait more than they work; real sockets, sound and processes get a second try, pure tests don't.
        ...(layer === 'integration' ? ['--maxWorkers=3', '--retry=1'] : []),
      ];
  const program = join(PROJECT_ROOT, 'node_modules/.bin', isInBrowser ? 'playwright' : 'vitest');
  const { code } = await runShown(program, args, {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    deadlineMs: LAYER_DEADLINE_MS,
  });
  return judgeLayer(isInBrowser ? readPlaywrightReport(report) : readVitestReport(report), code);
}

/** @param {string} list @returns {Layer[]} */
function parseLayers(list) {
  const wanted = list.split(',');
  const unknown = wanted.filter((name) => !LAYERS.some((layer) => layer === name));
  if (unknown.length > 0) {
    throw new PlainFailure(`there is no test layer "${unknown.join(', ')}"`, {
      advice: `choose from: ${LAYERS.join(', ')}`,
    });
  }
  return LAYERS.filter((layer) => wanted.includes(layer));
}

/** @param {ReadonlyMap<Layer, Outcome>} outcomes */
function summarise(outcomes) {
  process.stderr.write('\nlayer         passed  failed  skipped   time\n');
  for (const [layer, { passed, failed, skipped, tookMs, trouble }] of outcomes) {
    const numbers = [passed, failed, skipped].map((count) => String(count).padStart(8)).join('');
    const time = `${Math.round(tookMs / 1000)} s`.padStart(8);
    process.stderr.write(`${layer.padEnd(12)}${numbers} ${time}  ${trouble}\n`);
  }
  const all = [...outcomes.values()];
  const passed = all.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = all.reduce((sum, outcome) => sum + outcome.failed, 0);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

async function main() {
  const values = readOptions(HELP, { only: { type: 'string' } });
  if (values === undefined) return 0;
  const layers = parseLayers(values.only ?? LAYERS.join(','));
  try {
    await setUp({ only: layers.flatMap((layer) => NEEDS[layer]) });
  } catch (error) {
    // Whoever reads the last line learns that nothing was tested.
    process.stdout.write('0 passed, 1 failed\n');
    throw error;
  }
  const display = await openDisplay();
  const audio = await startVirtualAudio();
  try {
    return summarise(await runLayers(layers, { ...audio.env, ...display.env }));
  } finally {
    await audio.stop();
    await display.stop();
  }
}

/** @param {readonly Layer[]} layers @param {NodeJS.ProcessEnv} env */
async function runLayers(layers, env) {
  /** @type {Map<Layer, Outcome>} */
  const outcomes = new Map();
  for (const layer of layers) outcomes.set(layer, await runLayer(layer, env));
  return outcomes;
}

if (process.argv[1] === import.meta.filename) await runMain(main);
