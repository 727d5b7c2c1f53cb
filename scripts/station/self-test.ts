/** `npm start -- --self-test`: the app tests its devices; into virtual headsets a voice speaks meanwhile. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnTied } from '../setup/child-process.mjs';
import { PROJECT_ROOT } from '../setup/project.mjs';
import { synthesise } from '../setup/speak.mjs';
import type { Headset } from '../setup/virtual-audio.mjs';
import { definedOnly } from './drive.ts';

type SelfTestOptions = {
  /** Holds the app's data, and the choices of its lanes. */
  readonly folder: string;
  /** Empty where there is real hardware: then the crew speaks. */
  readonly headsets: readonly Headset[];
  readonly env: NodeJS.ProcessEnv;
  readonly asJson: boolean;
};

/** Resolves to the app's exit code. */
export async function selfTest(options: SelfTestOptions): Promise<number> {
  const { folder, headsets, asJson } = options;
  const env = definedOnly({ ...process.env, ...options.env });
  const args = [`--user-data-dir=${join(folder, 'app')}`, '--self-test'];
  if (asJson) args.push('--json');
  if (headsets.length > 0) args.push('--station-config', laneOfEach(headsets, folder));
  const stop = speakInto(headsets, folder, env);
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = spawnTied(
    join(PROJECT_ROOT, 'node_modules/.bin/electron'),
    [...sandbox, '.', ...args],
    { cwd: PROJECT_ROOT, stdio: ['ignore', 'inherit', 'inherit'], env },
  );
  const code = await new Promise<number | null>((resolve, reject) => {
    app.once('error', reject);
    app.once('close', resolve);
  });
  stop();
  return code ?? 1;
}

function laneOfEach(headsets: readonly Headset[], folder: string): string {
  const lanes = headsets.map(({ label }, index) => [
    `lane-${index + 1}`,
    { capture: { kind: 'device', name: label }, playback: label },
  ]);
  const file = join(folder, 'self-test-config.json');
  const laneSetups: unknown = Object.fromEntries(lanes);
  const config = { credentials: { kind: 'development' }, lanes: laneSetups };
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}

/** Over and over, until it is stopped. */
function speakInto(
  headsets: readonly Headset[],
  folder: string,
  env: Record<string, string>,
): () => void {
  if (headsets.length === 0) {
    process.stderr.write('Say "one, two, three" into every headset now.\n');
    return () => undefined;
  }
  process.stderr.write('A voice says "one, two, three" into each virtual headset.\n');
  const file = join(folder, 'self-test.wav');
  synthesise('one, two, three. testing, testing.', { file });
  let isOver = false;
  const speak = (sink: string): void => {
    const args = [`--device=${sink}`, '--latency-msec=200', file];
    const player = spawn('paplay', args, { env, stdio: 'ignore' });
    player.once('error', () => (isOver = true));
    player.once('exit', () => {
      if (!isOver) speak(sink);
    });
  };
  for (const { voiceSink } of headsets) speak(voiceSink);
  return () => (isOver = true);
}
