import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: readonly { status: string, assertionResults: readonly unknown[] }[] }} VitestReport
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: readonly unknown[] }}
 *   PlaywrightReport
 */

/**
 * Reads vitest's JSON report; a file that could not even be loaded counts as one failed test.
 *
 * @param {string} file @returns {Counts | undefined} undefined when there is no report
 */
export function readVitestReport(file) {
  /** @type {VitestReport | undefined} */
  const report = readJson(file);
  if (report === undefined) return undefined;
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Reads Playwright's JSON report; errors outside tests count as failed tests.
 *
 * @param {string} file @returns {Counts | undefined}
 */
export function readPlaywrightReport(file) {
  /** @type {PlaywrightReport | undefined} */
  const report = readJson(file);
  if (report === undefined) return undefined;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped };
}

/**
 * The counts of a layer in the light of how its runner ended: a runner that failed without naming a failed test, left no
 * report, or ran no test at all is one failure more.
 *
 * @param {Counts | undefined} counts @param {number} exitCode
 * @returns {Counts & { trouble: string }}
 */
export function judgeLayer(counts, exitCode) {
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 };
  /** @param {string} trouble */
  const broken = (trouble) => ({ passed, failed: failed + 1, skipped, trouble });
  if (exitCode === 124) return broken('stopped at its deadline');
  if (counts === undefined) return broken(`no report (exit code ${exitCode})`);
  if (passed + failed === 0) return broken('no test was run');
  if (exitCode !== 0 && failed === 0) return broken(`no test failed, yet exit code ${exitCode}`);
  return { passed, failed, skipped, trouble: '' };
}

/** @param {string} file */
const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);
