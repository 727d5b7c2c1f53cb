import { defineConfig } from '@playwright/test';

const SCREENS = '**/renderer/**/*.e2e.ts';

export default defineConfig({
  testDir: 'test/e2e',
  projects: [
    {
      name: 'screen',
      testMatch: SCREENS,
      outputDir: '.test-results/screen',
      fullyParallel: true,
    },
    {
      name: 'e2e',
      testMatch: '**/*.e2e.ts',
      testIgnore: SCREENS,
      outputDir: '.test-results/e2e',
    },
  ],
  // Tests of the second kind run a whole product each, and the machine has two cores.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // Real sound on a shared machine: what fails once and then passes is told as flaky.
  retries: 1,
  use: { trace: 'retain-on-failure' },
});
