/**
 * A network of its own for a station of the lab: a namespace that is the station's whole world, and in it a
 * relay behind a wire that can be made slow, lossy, narrow or dead, packet by packet (`link-emulator.py`).
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { z } from 'zod';
import type { Surroundings } from './station-process.ts';

const EMULATOR = join(import.meta.dirname, 'link-emulator.py');
const ANSWER_DEADLINE_MS = 10_000;
const RELAY_NAME = 'relay.lab';

const readySchema = z.strictObject({ namespace: z.number(), host: z.string(), port: z.number() });
const heardSchema = z.strictObject({ heard: z.literal(true) });

/** What is not named is good. */
export type WireConditions = {
  /** One way. */
  readonly delayMs?: number;
  readonly jitterMs?: number;
  readonly lossPercent?: number;
  /** Packets with one bit turned over; TCP's checksum throws them away. */
  readonly corruptPercent?: number;
  readonly kbitPerS?: number;
  /** Somewhere beyond the station's own plug nothing gets through. */
  readonly isDead?: boolean;
  /** The station's own plug is out. */
  readonly isUnplugged?: boolean;
  readonly names?: 'known' | 'silent' | 'refused';
};

/** Why there can be none here; undefined: there can. */
export function whyNoNetwork(): string | undefined {
  if (process.getuid?.() !== 0) return 'needs root';
  try {
    accessSync('/dev/net/tun', constants.R_OK | constants.W_OK);
    return undefined;
  } catch {
    return 'needs /dev/net/tun';
  }
}

export class EmulatedNetwork {
  readonly #emulator: ChildProcess;
  readonly #lines: Interface;
  readonly #ready: z.infer<typeof readySchema>;
  readonly #folder: string;

  private constructor(
    emulator: ChildProcess,
    lines: Interface,
    ready: z.infer<typeof readySchema>,
    folder: string,
  ) {
    this.#emulator = emulator;
    this.#lines = lines;
    this.#ready = ready;
    this.#folder = folder;
  }

  /** `relayPort` of this machine is where the wire leads. */
  static async open(options: {
    readonly folder: string;
    readonly relayPort: number;
    readonly seed: number;
  }): Promise<EmulatedNetwork> {
    const { folder, relayPort, seed } = options;
    await mkdir(folder, { recursive: true });
    const emulator = spawn('python3', [EMULATOR, `${relayPort}`, `${seed}`], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: emulator.stdout });
    const ready = readySchema.parse(JSON.parse(await nextLine(lines)));
    await writeFile(join(folder, 'resolv.conf'), `nameserver ${ready.host}\n`);
    return new EmulatedNetwork(emulator, lines, ready, folder);
  }

  /** By address. */
  get relayUrl(): string {
    return `http://${this.#ready.host}:${this.#ready.port}`;
  }

  /** By a name that only this network's name server knows. */
  get relayUrlByName(): string {
    return `http://${RELAY_NAME}:${this.#ready.port}`;
  }

  /** For a station that shall live in it. */
  get around(): Surroundings {
    const { namespace } = this.#ready;
    const names = join(this.#folder, 'resolv.conf');
    const enter = `mount --bind '${names}' /etc/resolv.conf && exec "$@"`;
    return {
      program: 'nsenter',
      args: [
        `--net=/proc/${this.#emulator.pid ?? 0}/fd/${namespace}`,
        'unshare',
        '--mount',
        'sh',
        '-c',
        enter,
        'sh',
      ],
    };
  }

  /** Resolves when it is so. */
  async set(conditions: WireConditions): Promise<void> {
    const heard = nextLine(this.#lines);
    this.#emulator.stdin?.write(`${JSON.stringify(conditions)}\n`);
    heardSchema.parse(JSON.parse(await heard));
  }

  async close(): Promise<void> {
    const gone = once(this.#emulator, 'exit');
    this.#emulator.stdin?.end();
    await gone;
  }
}

async function nextLine(lines: Interface): Promise<string> {
  const [line] = (await once(lines, 'line', {
    signal: AbortSignal.timeout(ANSWER_DEADLINE_MS),
  })) as [string];
  return line;
}
