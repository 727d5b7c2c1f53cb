/**
 * Keeps one audio host forked and loaded for whichever lane loses its own: starting a process takes as long as all else of
 * a respawn together, and most when the machine is busy. Owned by the voice part; costs one idle process.
 */
import type { Cancel, Clock } from '../clock.ts';
import type { AudioHostProcess, ForkAudioHost } from './audio-host-process.ts';

/** The lane that took the spare opens its device first. */
const FORK_AFTER_MS = 1_500;

type Spare = {
  readonly host: AudioHostProcess;
  onMessage: (message: unknown) => void;
  onExit: () => void;
};

export class SpareHost {
  readonly #fork: ForkAudioHost;
  readonly #clock: Pick<Clock, 'after'>;
  #spare: Spare | undefined;
  #cancel: Cancel = () => undefined;

  constructor(fork: ForkAudioHost, clock: Pick<Clock, 'after'>) {
    this.#fork = fork;
    this.#clock = clock;
  }

  start(): void {
    this.#forkLater();
  }

  stop(): void {
    this.#cancel();
    this.#spare?.host.kill();
    this.#spare = undefined;
  }

  /** The spare, if there is one, else a new host. */
  readonly take: ForkAudioHost = () => {
    const spare = this.#spare;
    this.#spare = undefined;
    this.#forkLater();
    if (spare === undefined) return this.#fork();
    const { host } = spare;
    return {
      send: host.send,
      kill: host.kill,
      processId: host.processId,
      onMessage: (receive) => {
        spare.onMessage = receive;
      },
      onExit: (left) => {
        spare.onExit = left;
      },
    };
  };

  #forkLater(): void {
    this.#cancel();
    this.#cancel = this.#clock.after(FORK_AFTER_MS, () => {
      if (this.#spare === undefined) this.#keep();
    });
  }

  #keep(): void {
    const host = this.#fork();
    const spare: Spare = {
      host,
      onMessage: () => undefined,
      onExit: () => {
        this.#spare = undefined;
        this.#forkLater();
      },
    };
    host.onMessage((message) => spare.onMessage(message));
    host.onExit(() => spare.onExit());
    this.#spare = spare;
  }
}
