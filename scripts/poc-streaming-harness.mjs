#!/usr/bin/env node
import { runTypeScript } from './setup/run-typescript.mjs';

process.exitCode = await runTypeScript('scripts/poc-streaming-harness.ts', {
  couldNotRunCode: 2,
});
