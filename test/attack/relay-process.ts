/** The real relay in a process of its own, whose memory and end can be seen. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { listeningPort } from '../bench/relay/generator.ts';

const PROBE_TRIES = 200;
const PROBE_EVERY_MS = 100;
const STOP_DEADLINE_MS = 10_000;

export class RelayProcess {
  readonly base: string;
  readonly dataDir: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number, dataDir: string) {
    this.#child = child;
    this.base = `http://127.0.0.1:${port}`;
    this.dataDir = dataDir;
  }

  /** Returns once it knows that its upstream streams. */
  static async start(dataDir: string, buildPanelUrl: string): Promise<RelayProcess> {
    const settings = ['--data', dataDir, '--buildpanel-url', buildPanelUrl, '--dialects', 'd2'];
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'src/relay/main.ts', '--ready-json', '--port', '0', ...settings].concat([
        '--log-level',
        'silent',
      ]),
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const relay = new RelayProcess(child, await listeningPort(child), dataDir);
    await relay.#streams();
    return relay;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Resident, in MB. */
  async memoryMb(): Promise<number> {
    const status = await readFile(`/proc/${this.#child.pid ?? 0}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1_024;
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const ended = once(this.#child, 'exit', { signal: AbortSignal.timeout(STOP_DEADLINE_MS) });
    this.#child.kill('SIGINT');
    await ended.catch(() => this.#child.kill('SIGKILL'));
  }

  async #streams(): Promise<void> {
    for (let tries = 0; tries < PROBE_TRIES; tries += 1) {
      const ready = z
        .object({ upstream: z.string() })
        .safeParse(await (await fetch(`${this.base}/readyz`)).json());
      if (ready.data?.upstream === 'WEBSOCKET_PROXY_INTEGRATION') return;
      await delay(PROBE_EVERY_MS);
    }
    throw new Error('the relay never found that its upstream streams');
  }
}
