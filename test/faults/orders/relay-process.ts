/** The relay as a process of its own on one port: killed without warning, and started again on what its disk has. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export class RelayProcess {
  kills = 0;
  readonly #dataDir: string;
  #port = 0;
  #child: ChildProcess | undefined;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  get port(): number {
    return this.#port;
  }

  async start(): Promise<void> {
    const args = ['--data', this.#dataDir, '--port', String(this.#port), '--ready-json'];
    const env = {
      ...process.env,
      BUILDPANEL_URL: 'http://127.0.0.1:9',
      RELAY_LOG_LEVEL: 'silent',
    };
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/relay/main.ts', ...args], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    this.#port = (JSON.parse(line.toString()) as { listening: number }).listening;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    this.kills += 1;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}
