/** `npm start`: the whole product on one machine, for a person or for one spoken sentence. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnTied, stopChild } from '../setup/child-process.mjs';
import { openDisplay } from '../setup/display.mjs';
import { PlainFailure } from '../setup/failure.mjs';
import { PROJECT_ROOT } from '../setup/project.mjs';
import { hasSoundHardware, startVirtualAudio, type Headset } from '../setup/virtual-audio.mjs';
import type { StartOptions } from '../start-options.mjs';
import { definedOnly } from './drive.ts';
import { say } from './say.ts';
import { selfTest } from './self-test.ts';
import { startStack, type Stack } from './stack.ts';

export const RELAY_PORT = 3_001;
export const BUILDPANEL_PORT = 3_003;

type Stop = () => Promise<void>;

/** Resolves to the exit code. */
export async function start(options: StartOptions): Promise<number> {
  const stops: Stop[] = [];
  const isSpoken = options.say !== undefined || options.wav !== undefined;
  try {
    const folder = dataFolder(isSpoken);
    const display = await openDisplay();
    stops.push(display.stop);
    const audio = await openAudio(isSpoken);
    stops.push(audio.stop);
    if (options.isSelfTest) {
      const env = { ...audio.env, ...display.env };
      return await selfTest({ folder, headsets: audio.headsets, env, asJson: options.asJson });
    }
    tell(`BuildPanel (${options.upstream}) and relay: starting; logs in ${folder}`);
    const stack = await startStack({
      folder,
      upstream: options.upstream,
      relayPort: RELAY_PORT,
      buildPanelPort: BUILDPANEL_PORT,
    });
    stops.push(stack.stop);
    tell(`BuildPanel on ${stack.buildPanelUrl}, relay on ${stack.relayUrl}.`);
    const appArgs = await stationArgs(stack, folder, audio.headsets);
    const env = { ...audio.env, ...display.env, STATION_ENROL_CODE_FILE: appArgs.codeFile };
    if (!isSpoken) return await runApp(appArgs.args, env, options.isDevelopment);
    const headset = audio.headsets[0];
    if (headset === undefined) throw new Error('no virtual headset');
    const outcome = await say({
      options,
      stack,
      headset,
      audioEnv: audio.env,
      folder,
      launch: { args: appArgs.args, env },
    });
    process.stdout.write(`${JSON.stringify(outcome)}\n`);
    // Only now: after a failure the logs in it are what one wants to read.
    stops.unshift(() => rm(folder, { recursive: true, force: true }));
    return 0;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A person's data stays between runs; a spoken sentence gets a new station that leaves nothing behind. */
function dataFolder(isSpoken: boolean): string {
  if (!isSpoken) {
    const folder = join(PROJECT_ROOT, '.setup', 'station');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }
  return mkdtempSync(join(tmpdir(), 'station-'));
}

/** A spoken sentence needs virtual headsets: nobody could speak into a real one on command. */
async function openAudio(isSpoken: boolean) {
  if (!isSpoken && hasSoundHardware())
    return { env: {}, headsets: [], stop: () => Promise.resolve() };
  return startVirtualAudio();
}

async function stationArgs(stack: Stack, folder: string, headsets: readonly Headset[]) {
  const { file: codeFile } = await stack.createCode();
  const label = headsets[0]?.label;
  const config = {
    relayUrl: stack.relayUrl,
    stationName: 'This machine',
    credentials: { kind: 'development' },
    ...(label !== undefined && {
      lanes: { 'lane-1': { capture: { kind: 'device', name: label }, playback: label } },
    }),
  };
  const configFile = join(folder, 'station-config.json');
  writeFileSync(configFile, JSON.stringify(config, undefined, 2), { mode: 0o600 });
  const args = [`--user-data-dir=${join(folder, 'app')}`, '--station-config', configFile];
  return { args, codeFile };
}

async function runApp(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  isDevelopment: boolean,
): Promise<number> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const [program, programArgs] = isDevelopment
    ? [
        join(PROJECT_ROOT, 'node_modules/.bin/electron-vite'),
        ['dev', '--watch', ...(sandbox.length > 0 ? ['--noSandbox'] : []), '--', ...args],
      ]
    : [join(PROJECT_ROOT, 'node_modules/.bin/electron'), [...sandbox, '.', ...args]];
  tell('The app is up; end it with Ctrl-C or by closing its window.');
  const child = spawnTied(program, programArgs, {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: definedOnly({ ...process.env, ...env }),
  });
  const interrupted = new AbortController();
  const interrupt = () => {
    interrupted.abort();
    void stopChild(child);
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0 || interrupted.signal.aborted || child.signalCode !== null) return 0;
  throw new PlainFailure(`the app ended with code ${code ?? 'unknown'}`, {
    advice: 'its last lines are above',
  });
}
