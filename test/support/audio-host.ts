/** The audio host as a forked Node process: the same code that Electron runs as a utility process. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import {
  DEFAULT_ENDPOINTING,
  fromHostSchema,
  type FromHost,
  type ToHost,
} from '../../src/shared/audio-port/audio-port.ts';

const SOURCE_ENTRY = resolve(import.meta.dirname, '../../src/audio/main.ts');
const WAIT_DEADLINE_MS = 15_000;

export type Received<Type extends FromHost['type'] = FromHost['type']> = Extract<
  FromHost,
  { type: Type }
> & {
  /** Monotonic microseconds, the host's clock. */
  readonly receivedAtUs: number;
};

export type OpenMessage = Extract<ToHost, { type: 'open' }>;

/** An `open` with what most tests want. */
export function openLane(
  capture: OpenMessage['capture'],
  changes: Partial<OpenMessage> = {},
): OpenMessage {
  return {
    type: 'open',
    capture,
    mode: 'hands-free',
    endpointing: DEFAULT_ENDPOINTING,
    ...changes,
  };
}

/** Keeps everything the host says, parsed; `stop` it when done. */
export class AudioHostProcess {
  readonly received: Received[] = [];
  readonly #child: ChildProcess;
  readonly #waiting = new Set<() => void>();

  /** `entry`: a built host (`out/main/audio-host.js`) instead of the source. */
  constructor({
    env = {},
    entry = SOURCE_ENTRY,
  }: { env?: NodeJS.ProcessEnv; entry?: string } = {}) {
    this.#child = fork(entry, {
      execArgv: entry.endsWith('.ts') ? ['--import', 'tsx'] : [],
      serialization: 'advanced',
      env: { ...process.env, ...env, UV_THREADPOOL_SIZE: '16' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.on('message', (message) => {
      const receivedAtUs = Number(process.hrtime.bigint() / 1_000n);
      this.received.push({ ...fromHostSchema.parse(message), receivedAtUs });
      this.#wake();
    });
    this.#child.on('exit', () => this.#wake());
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('the audio host did not start');
    return this.#child.pid;
  }

  send(message: ToHost): void {
    this.#child.send(message);
  }

  /** For what a well-typed main never sends. */
  sendRaw(message: object): void {
    this.#child.send(message);
  }

  all<Type extends FromHost['type']>(type: Type): Received<Type>[] {
    return this.received.filter((message): message is Received<Type> => message.type === type);
  }

  /** The `count`th message of a type; throws when it does not come. */
  async next<Type extends FromHost['type']>(type: Type, count = 1): Promise<Received<Type>> {
    const deadlineAt = performance.now() + WAIT_DEADLINE_MS;
    for (;;) {
      const message = this.all(type)[count - 1];
      if (message) return message;
      const leftMs = deadlineAt - performance.now();
      if (leftMs <= 0 || this.hasExited)
        throw new Error(`no ${type}; came: ${JSON.stringify(this.#summary())}`);
      await this.#wakeOrTimeout(leftMs);
    }
  }

  /** The frames of one utterance, joined. */
  samplesOf(speechNumber: number): Int16Array {
    const parts = this.all('frames').filter((message) => message.speechNumber === speechNumber);
    return new Int16Array(Buffer.concat(parts.map(({ pcm }) => pcm)).buffer.slice(0));
  }

  get hasExited(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async exited(): Promise<void> {
    if (!this.hasExited) {
      await once(this.#child, 'exit', { signal: AbortSignal.timeout(WAIT_DEADLINE_MS) });
    }
  }

  /** What the host sees when main dies. */
  disconnect(): void {
    this.#child.disconnect();
  }

  /** SIGKILL, as main does. */
  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.exited();
  }

  #summary(): unknown {
    return this.received.filter(({ type }) => type !== 'level' && type !== 'frames');
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }

  async #wakeOrTimeout(ms: number): Promise<void> {
    await new Promise<void>((resume) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resume();
      };
      const timer = setTimeout(wake, ms);
      this.#waiting.add(wake);
    });
  }
}
