#!/usr/bin/env node
import { HELP, parseStartOptions } from './start-options.mjs';
import { setUp } from './setup.mjs';
import { runMain } from './setup/failure.mjs';

await runMain(async () => {
  const options = parseStartOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  await setUp();
  // From here on the packages are there, so the rest can be TypeScript.
  const { register } = await import('tsx/esm/api');
  register();
  const { start } = await import('./station/start.ts');
  return start(options);
});
