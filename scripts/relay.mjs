#!/usr/bin/env node
import { setUp } from './setup.mjs';
import { runMain } from './setup/failure.mjs';
import { launch } from './setup/launch.mjs';

await runMain(async () => {
  await setUp({ only: ['platform', 'debian', 'npm', 'servers'], isQuiet: true });
  return launch('build/src/relay/main.js', process.argv.slice(2));
});
