#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runMain } from './setup/failure.mjs';
import { launch } from './setup/launch.mjs';
import { PROJECT_ROOT } from './setup/project.mjs';
import { setUp } from './setup.mjs';

const RUNNER = 'node_modules/tsx/dist/cli.mjs';

await runMain(async () => {
  const isReady = existsSync(join(PROJECT_ROOT, RUNNER));
  if (!isReady) await setUp({ only: ['platform', 'debian', 'npm'], isQuiet: true });
  return launch(RUNNER, [join(PROJECT_ROOT, 'scripts/order.ts'), ...process.argv.slice(2)]);
});
