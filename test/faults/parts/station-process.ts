/** One station's process as the lab sees it: what it last told, waits with a deadline, and its SIGKILL. */
import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { toldSchema, type Ask, type StationAsk, type Told } from './station-messages.ts';

const LOOK_EVERY_MS = 2;

export type StationState = {
  isListening: boolean;
  /** Not heard since its start. */
  gapMs: number;
  isOnline: boolean;
  isStreaming: boolean;
  /** How often it lost its connection. */
  timesOffline: number;
  /** What it said of it last. */
  whyOffline: string;
  /** Undefined before it has read its journal. */
  unanswered: number | undefined;
  parked: number;
  /** The audio host that was told to open last. */
  hostPid: number;
  readonly notices: string[];
  hasStopped: boolean;
};

/** Where its process lives: what it is started through (a namespace, say), and its environment. */
export type Surroundings = {
  readonly program?: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
};

export class StationProcess {
  readonly state: StationState = {
    isListening: false,
    gapMs: 0,
    isOnline: false,
    isStreaming: false,
    timesOffline: 0,
    whyOffline: '',
    unanswered: undefined,
    parked: 0,
    hostPid: 0,
    notices: [],
    hasStopped: false,
  };
  readonly startedAtMs = performance.now();
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  #hasExited = false;

  /** `programs`: bundles of the station and of its audio host. */
  constructor(plan: StationAsk, programs: Programs, around: Surroundings = {}) {
    const { program = process.execPath, args = [], env } = around;
    this.#child = fork(programs.station, [JSON.stringify(plan), programs.audioHost], {
      execPath: program,
      execArgv: program === process.execPath ? [] : [...args, process.execPath],
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child.on('message', (message) => this.#hear(toldSchema.parse(message)));
    this.#exited = new Promise((resolve) => {
      this.#child.once('exit', () => {
        this.#hasExited = true;
        resolve();
      });
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  ask(ask: Ask): void {
    this.#child.send(ask, undefined, undefined, () => undefined);
  }

  /** How long it took until `isSo`; undefined: not by the deadline, or the process died. */
  async until(
    isSo: (state: StationState) => boolean,
    deadlineMs = 30_000,
  ): Promise<number | undefined> {
    const fromMs = performance.now();
    while (!isSo(this.state)) {
      if (this.#hasExited || performance.now() - fromMs > deadlineMs) return undefined;
      await wait(LOOK_EVERY_MS);
    }
    return performance.now() - fromMs;
  }

  /** SIGKILL; resolves when it is gone. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  /** Lets it finish what it does and end. */
  async stop(deadlineMs = 15_000): Promise<void> {
    this.ask({ ask: 'stop' });
    await this.until(({ hasStopped }) => hasStopped, deadlineMs);
    await this.kill();
  }

  #hear(told: Told): void {
    const { state } = this;
    switch (told.is) {
      case 'lane':
        state.gapMs = told.gapMs;
        state.isListening = told.isListening;
        return;
      case 'connection':
        if (state.isOnline && !told.isOnline) state.timesOffline += 1;
        state.isOnline = told.isOnline;
        state.isStreaming = told.isStreaming;
        if (told.reason !== undefined) state.whyOffline = told.reason;
        return;
      case 'left':
        state.unanswered = told.unanswered;
        state.parked = told.parked;
        return;
      case 'host':
        state.hostPid = told.pid;
        return;
      case 'notice':
        state.notices.push(told.kind);
        return;
      case 'stopped':
        state.hasStopped = true;
        return;
    }
  }
}

export type Programs = {
  readonly station: string;
  readonly fleet: string;
  readonly audioHost: string;
};
