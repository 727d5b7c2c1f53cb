/** The load generator and its BuildPanel, one C program in two processes on the core beside the proxy's. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { z } from 'zod';
import { PROTOCOL_VERSION } from '../../../src/shared/wire/protocol-version.ts';

const runProgram = promisify(execFile);
const GENERATOR_CPU = '1';
const START_DEADLINE_MS = 10_000;

const figuresSchema = z.object({
  sent: z.number(),
  received: z.number(),
  gaps: z.number(),
  dropped: z.number(),
  /** Connections that the proxy closed. */
  dead: z.number(),
  told: z.number(),
  upP50Us: z.number(),
  upP99Us: z.number(),
  downP50Us: z.number(),
  downP99Us: z.number(),
  /** How late the generator itself was. */
  lagP99Us: z.number(),
  cpuUsPerFrame: z.number(),
  cpuCores: z.number(),
  rssMb: z.number(),
});

export type LoadFigures = z.infer<typeof figuresSchema>;

export type Load = {
  readonly stations: number;
  readonly warmS: number;
  readonly runS: number;
  readonly port: number;
  /** Of the proxy, whose processor time and memory are measured. */
  readonly pids: readonly number[];
  readonly tokenFile: string | null;
};

export class Generator {
  readonly #program: string;
  readonly #shared: string;
  readonly #upstream: ChildProcess;
  readonly upstreamPort: number;

  private constructor(program: string, shared: string, upstream: ChildProcess, port: number) {
    this.#program = program;
    this.#shared = shared;
    this.#upstream = upstream;
    this.upstreamPort = port;
  }

  /** Builds it with gcc into `folder`. */
  static async start(folder: string): Promise<Generator> {
    const program = join(folder, 'relay-load');
    const shared = join(folder, 'shared');
    const source = join(import.meta.dirname, 'relay-load.c');
    const options = ['-O2', '-Wall', '-Wextra', '-Werror', `-DWIRE_VERSION=${PROTOCOL_VERSION}`];
    await runProgram('gcc', [...options, '-o', program, source]);
    const upstream = spawn(program, ['upstream', shared, '0', GENERATOR_CPU], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return new Generator(program, shared, upstream, await listeningPort(upstream));
  }

  async run(load: Load): Promise<LoadFigures> {
    const { port, stations, warmS, runS, pids, tokenFile } = load;
    const numbers = [port, GENERATOR_CPU, stations, warmS, runS].map(String);
    const pidList = pids.length === 0 ? '-' : pids.join(',');
    const { stdout } = await runProgram(
      this.#program,
      ['stations', this.#shared, ...numbers, pidList, tokenFile ?? '-'],
      { timeout: (warmS + runS + 60) * 1_000 },
    );
    return figuresSchema.parse(JSON.parse(stdout));
  }

  stop(): void {
    this.#upstream.kill();
  }
}

/** From a program's first line, `{"listening":PORT}`. */
export async function listeningPort(program: ChildProcess): Promise<number> {
  const { stdout } = program;
  if (stdout === null) throw new Error('the program has no stdout');
  const lines = createInterface({ input: stdout });
  const line = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('it never listened')), START_DEADLINE_MS);
    lines.once('line', (text) => {
      clearTimeout(timer);
      resolve(text);
    });
    program.once('exit', () => reject(new Error('it left before it listened')));
  });
  return z.object({ listening: z.number() }).parse(JSON.parse(line)).listening;
}
