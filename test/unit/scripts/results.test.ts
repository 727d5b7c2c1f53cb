import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  judgeLayer,
  readPlaywrightReport,
  readVitestReport,
} from '../../../scripts/testing/results.mjs';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'results-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function report(content: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe('reading reports', () => {
  it('counts a test file that could not be loaded as a failure', () => {
    const file = report({
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{}] },
        { status: 'passed', assertionResults: [{}] },
      ],
    });
    expect(readVitestReport(file)).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  it('counts what Playwright says outside of tests as a failure', () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
    const file = report({ stats, errors: [{ message: 'a port is taken' }] });
    expect(readPlaywrightReport(file)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it('knows that there is no report', () => {
    expect(readVitestReport(join(folder, 'none.json'))).toBeUndefined();
    expect(readPlaywrightReport(join(folder, 'none.json'))).toBeUndefined();
  });
});

describe('judging a layer', () => {
  const good = { passed: 5, failed: 0, skipped: 0 };

  it('passes one that ran tests and ended with 0', () => {
    expect(judgeLayer(good, 0)).toEqual({ ...good, trouble: '' });
  });

  it.each([
    ['ran no test', { passed: 0, failed: 0, skipped: 9 }, 0, 'no test was run'],
    ['left no report', undefined, 1, 'no report (exit code 1)'],
    ['failed without naming a test', good, 1, 'no test failed, yet exit code 1'],
    ['was stopped', good, 124, 'stopped at its deadline'],
  ])('fails one that %s', (_what, counts, exitCode, trouble) => {
    expect(judgeLayer(counts, exitCode)).toMatchObject({ failed: 1, trouble });
  });

  it('does not count a failed test twice', () => {
    expect(judgeLayer({ passed: 4, failed: 1, skipped: 0 }, 1).failed).toBe(1);
  });
});
