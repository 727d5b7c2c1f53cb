/** The relay and the local BuildPanel of a run: real processes, killed without warning and started again on what their disks have. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { startStack, type Recogniser, type Stack } from '../../../scripts/station/stack.ts';
import type { EnrolledIdentity } from '../../../src/main/relay-client/identity-port.ts';
import { enrolAt } from './enrol-at.ts';

/** Has a word for the end of an utterance: an answer comes at once. */
const DIALECT = 'd1';
/** A station of the lab may have both. */
const LANES = 'lane-1:Lane 1,lane-2:Lane 2';

const statsSchema = z.looseObject({
  utterances: z.record(z.string(), z.number()),
  recent: z.array(
    z.looseObject({ digest: z.string().nullable(), sizeBytes: z.number(), outcome: z.string() }),
  ),
});

export class Servers {
  readonly #stack: Stack;
  /** How often BuildPanel was asked for each sound, by its digest. */
  readonly #asked = new Map<string, number>();
  /** Sizes of sounds in which BuildPanel heard no words. */
  readonly #wordless = new Set<number>();
  /** Of this life of BuildPanel, how many utterances are in `#asked`. */
  #counted = 0;

  private constructor(stack: Stack) {
    this.#stack = stack;
  }

  /** `isLossless`: the relay takes PCM alone. */
  static async start(
    folder: string,
    { isLossless, recogniser }: { isLossless: boolean; recogniser: Recogniser },
  ): Promise<Servers> {
    const relayEnv = {
      RELAY_LOG_LEVEL: 'warn',
      ...(isLossless && { RELAY_CODECS: 'pcm_s16le' }),
    };
    return new Servers(await startStack({ folder, upstream: DIALECT, recogniser, relayEnv }));
  }

  get relayUrl(): string {
    return this.#stack.relayUrl;
  }

  get buildPanelUrl(): string {
    return this.#stack.buildPanelUrl;
  }

  async enrol(): Promise<EnrolledIdentity> {
    const { code } = await this.#stack.createCode(LANES);
    return enrolAt(this.relayUrl, code);
  }

  /** As its host does it: stations are told, what is under way may end. */
  stopRelay(): Promise<void> {
    return this.#stack.stopRelay();
  }

  /** A one-time code, as the real app takes it. */
  async enrolmentCodeFile(): Promise<string> {
    return (await this.#stack.createCode()).file;
  }

  /** SIGKILL; with `startRelay` it is there again on the same port. */
  async killRelay(): Promise<void> {
    await killed(this.#stack.relay().child);
  }

  startRelay(): Promise<void> {
    return this.#stack.startRelay();
  }

  async killBuildPanel(): Promise<void> {
    await this.count();
    await killed(this.#stack.buildPanel().child);
    this.#counted = 0;
  }

  startBuildPanel(): Promise<void> {
    return this.#stack.startBuildPanel(DIALECT);
  }

  /** How often BuildPanel has recognised this sound, as far as counted. */
  timesAsked(digest: string): number {
    return this.#asked.get(digest) ?? 0;
  }

  /** Whether it has listened to a sound of this size and heard no words, as far as counted. */
  hasHeardNothingIn(sizeBytes: number): boolean {
    return this.#wordless.has(sizeBytes);
  }

  /** Asks BuildPanel what it has recognised since the last time; it remembers 2,000. */
  async count(): Promise<void> {
    const response = await fetch(`${this.#stack.buildPanelUrl}/__admin/stats`, {
      signal: AbortSignal.timeout(5_000),
    }).catch(() => undefined);
    if (response === undefined) return;
    const { utterances, recent } = statsSchema.parse(await response.json());
    const all = Object.values(utterances).reduce((sum, count) => sum + count, 0);
    const isNew = all - this.#counted;
    this.#counted = all;
    if (isNew === 0) return;
    for (const { digest, sizeBytes, outcome } of recent.slice(-isNew)) {
      if (outcome === 'nothing') this.#wordless.add(sizeBytes);
      if (digest !== null) this.#asked.set(digest, this.timesAsked(digest) + 1);
    }
  }

  stop(): Promise<void> {
    return this.#stack.stop();
  }
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
