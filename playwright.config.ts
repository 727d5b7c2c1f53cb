import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: '.test-results/e2e',
  // One at a time: each test runs a whole product, and the machine has two cores.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // Real sound on a shared machine: what fails once and then passes is told as flaky.
  retries: 1,
  use: { trace: 'retain-on-failure' },
});
