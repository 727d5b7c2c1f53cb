/** How long a person waits for the window, against an Electron window with nothing in it. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopChild } from '../../scripts/setup/child-process.mjs';
import { openDisplay } from '../../scripts/setup/display.mjs';
import { PROJECT_ROOT } from '../../scripts/setup/project.mjs';
import { definedOnly } from '../../scripts/station/drive.ts';
import { median, round } from './statistics.ts';

const DEADLINE_MS = 30_000;

export type WindowFigures = {
  readonly bareMs: number;
  readonly stationMs: number;
  /** Ours to the bare one. */
  readonly ratio: number;
};

export async function measureWindowStart(rounds: number): Promise<WindowFigures> {
  const display = await openDisplay({ isQuiet: true });
  try {
    const bare: number[] = [];
    const station: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await startOnce(join(PROJECT_ROOT, 'test/bench/bare-electron'), display.env));
      station.push(await startOnce(PROJECT_ROOT, display.env));
    }
    const [bareMs, stationMs] = [round(median(bare), 0), round(median(station), 0)];
    return { bareMs, stationMs, ratio: round(stationMs / bareMs, 2) };
  } finally {
    await display.stop();
  }
}

async function startOnce(appFolder: string, env: NodeJS.ProcessEnv): Promise<number> {
  const data = await mkdtemp(join(tmpdir(), 'window-'));
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const hook = ['-r', join(PROJECT_ROOT, 'test/bench/tell-when-shown.cjs')];
  const startedAt = performance.now();
  const child = spawn(
    join(PROJECT_ROOT, 'node_modules/electron/dist/electron'),
    [...hook, ...sandbox, `--user-data-dir=${data}`, appFolder],
    { env: definedOnly({ ...process.env, ...env }), stdio: ['ignore', 'pipe', 'ignore'] },
  );
  try {
    return await new Promise<number>((resolve, reject) => {
      const deadline = setTimeout(() => reject(new Error('no window came')), DEADLINE_MS);
      child.once('exit', () => reject(new Error('the app ended before its window came')));
      child.stdout.on('data', (data: Buffer) => {
        if (!data.includes('window shown')) return;
        clearTimeout(deadline);
        resolve(performance.now() - startedAt);
      });
    });
  } finally {
    child.removeAllListeners('exit');
    await stopChild(child);
    await rm(data, { recursive: true, force: true });
  }
}
