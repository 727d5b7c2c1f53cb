/** Chromium's own capture of a device, on its way to a socket as a web page would send it: the yardstick for ours. */
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import { stopChild } from '../../../scripts/setup/child-process.mjs';
import { openDisplay } from '../../../scripts/setup/display.mjs';
import { PROJECT_ROOT } from '../../../scripts/setup/project.mjs';
import { definedOnly } from '../../../scripts/station/drive.ts';
import type { ArrivedFrame } from './capture.ts';

const DEADLINE_MS = 40_000;

/** Resolves when the first frame is there. */
export async function openChromiumCapture(
  label: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly frames: readonly ArrivedFrame[]; readonly stop: () => Promise<void> }> {
  const frames: ArrivedFrame[] = [];
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const firstFrame = once(server, 'frame', { signal: AbortSignal.timeout(DEADLINE_MS) });
  server.on('connection', (page) => {
    page.on('message', (data: Buffer) => {
      const samples = new Int16Array(Uint8Array.from(data).buffer);
      frames.push({ samples, atMs: performance.now() });
      server.emit('frame');
    });
  });
  const { port } = server.address() as AddressInfo;
  const display = await openDisplay({ isQuiet: true });
  const data = await mkdtemp(join(tmpdir(), 'chromium-capture-'));
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = spawn(
    join(PROJECT_ROOT, 'node_modules/electron/dist/electron'),
    [
      ...sandbox,
      `--user-data-dir=${data}`,
      join(PROJECT_ROOT, 'test/bench/audio/chromium-capture'),
    ],
    {
      env: definedOnly({
        ...process.env,
        ...env,
        ...display.env,
        CAPTURE_URL: `ws://127.0.0.1:${port}`,
        CAPTURE_LABEL: label,
      }),
      stdio: 'ignore',
    },
  );
  const stop = async () => {
    await stopChild(app, 'SIGKILL');
    for (const page of server.clients) page.terminate();
    server.close();
    await display.stop();
    await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    await firstFrame;
  } catch (error) {
    await stop();
    throw new Error('getUserMedia gave no sound', { cause: error });
  }
  return { frames, stop };
}
