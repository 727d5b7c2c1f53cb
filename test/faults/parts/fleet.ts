/** Many stations in one process as the lab sees them: what each last told, and how long each was without a relay. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Identity } from '../../../src/main/relay-client/identity-port.ts';
import { Books } from '../accounting.ts';
import { stationFiles } from './station-files.ts';
import { toldSchema, type StationAsk } from './station-messages.ts';
import type { Programs } from './station-process.ts';

const LOOK_EVERY_MS = 50;
/** At most, between a guest’s utterances. */
const PAUSE_MS = 5_000;

const heardSchema = z.strictObject({ nth: z.number(), told: toldSchema });

type Member = {
  readonly folder: string;
  readonly books: Books;
  isOnline: boolean;
  isListening: boolean;
  offlineSinceMs: number | null;
  unanswered: number | undefined;
  parked: number;
  hasStopped: boolean;
};

export class Fleet {
  readonly members: readonly Member[];
  /** For each time that a station lost its relay, how long it had none. */
  readonly awayMs: number[] = [];
  readonly #child: ChildProcess;
  readonly #life: number;

  private constructor(members: readonly Member[], child: ChildProcess, life: number) {
    this.members = members;
    this.#child = child;
    this.#life = life;
    child.on('message', (message) => this.#hear(heardSchema.parse(message)));
  }

  /** Each station hears another sound. `before`: their life before, in which they may have kept what is to be delivered. */
  static async start(made: {
    readonly folder: string;
    readonly relayUrl: string;
    readonly identities: readonly Identity[];
    readonly voice: Int16Array;
    readonly programs: Programs;
    readonly seed: number;
    readonly utterances: number;
    readonly before?: Fleet;
  }): Promise<Fleet> {
    const life = made.before === undefined ? 1 : 2;
    const plans: StationAsk[] = [];
    for (const [nth, identity] of made.identities.entries()) {
      const folder = join(made.folder, `station-${nth + 1}`);
      await mkdir(folder, { recursive: true });
      const files = stationFiles(folder);
      await writeFile(files.identity, JSON.stringify(identity));
      await writeFile(files.voice, new Uint8Array(made.voice.buffer));
      plans.push({
        folder,
        relayUrl: made.relayUrl,
        journalFolder: files.journal,
        life,
        audioHost: 'scripted',
        sound: { seed: made.seed * 10_007 + nth, utterances: made.utterances, pauseMs: PAUSE_MS },
      });
    }
    const planFile = join(made.folder, 'plans.json');
    await writeFile(planFile, JSON.stringify(plans));
    const child = fork(made.programs.fleet, [planFile], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const members = plans.map(({ folder }, nth) => newMember(folder, made.before?.members[nth]));
    return new Fleet(members, child, life);
  }

  async until(areSo: (member: Member) => boolean, deadlineMs: number): Promise<boolean> {
    const untilMs = performance.now() + deadlineMs;
    while (!this.members.every(areSo)) {
      if (this.#child.exitCode !== null || performance.now() > untilMs) return false;
      await wait(LOOK_EVERY_MS);
    }
    return true;
  }

  /** Lets each finish what it does, then reads all journals. */
  async stop(deadlineMs: number): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.send({ ask: 'stop' }, undefined, undefined, () => undefined);
    await this.until(({ hasStopped }) => hasStopped, deadlineMs);
    this.#child.kill('SIGKILL');
    await gone;
    for (const { folder, books } of this.members)
      await books.closeLife(this.#life, stationFiles(folder).journal);
  }

  /** At once, if it still lives. */
  end(): void {
    if (this.#child.exitCode === null && this.#child.signalCode === null)
      this.#child.kill('SIGKILL');
  }

  #hear({ nth, told }: z.infer<typeof heardSchema>): void {
    const member = this.members[nth];
    if (member === undefined) return;
    switch (told.is) {
      case 'connection':
        this.#note(member, told.isOnline);
        return;
      case 'lane':
        member.isListening = told.isListening;
        return;
      case 'left':
        member.unanswered = told.unanswered;
        member.parked = told.parked;
        return;
      case 'stopped':
        member.hasStopped = true;
        return;
      case 'host':
      case 'notice':
        return;
    }
  }

  #note(member: Member, isOnline: boolean): void {
    const nowMs = performance.now();
    if (member.isOnline && !isOnline) member.offlineSinceMs = nowMs;
    if (isOnline && member.offlineSinceMs !== null) {
      this.awayMs.push(nowMs - member.offlineSinceMs);
      member.offlineSinceMs = null;
    }
    member.isOnline = isOnline;
  }
}

function newMember(folder: string, before?: Member): Member {
  return {
    folder,
    books: before?.books ?? new Books(folder),
    isOnline: false,
    isListening: false,
    offlineSinceMs: null,
    unanswered: undefined,
    parked: 0,
    hasStopped: false,
  };
}
