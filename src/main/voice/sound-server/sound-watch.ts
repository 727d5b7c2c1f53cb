/**
 * Watches which source each capture stream reads from. A sound server whose source vanishes moves the stream to another
 * one, or to silence, and neither the driver nor the stream notices. One for all lanes; owned by the voice part.
 */
import { backoffDelayMs, type BackoffPolicy } from '../../../shared/backoff.ts';
import type { Result } from '../../../shared/result.ts';
import type { Cancel, Clock } from '../clock.ts';
import { drop, type Log } from '../log.ts';

/** Events come in bursts: one look for each. */
const LOOK_AFTER_MS = 100;
const AGAIN_BACKOFF: BackoffPolicy = { baseMs: 500, capMs: 5_000 };

export type CaptureStream = {
  /** Whose it is; NaN: the server's own, or not said. */
  readonly processId: number;
  /** Undefined: of a source that is gone. */
  readonly sourceName: string | undefined;
};

/** `change`: of a source or a capture stream, which one does not matter. */
export type SoundServerEvent = 'new-source' | 'change';

export type SoundServer = {
  /** Events until `onEnded`, which comes with the server's end or because there is none. Cancelled, it tells nothing more. */
  readonly subscribe: (told: {
    /** Also without any that matter: then it says that the server is there. */
    readonly onEvents: (events: readonly SoundServerEvent[]) => void;
    readonly onEnded: (why: 'not-installed' | 'ended') => void;
  }) => Cancel;
  readonly listCaptureStreams: () => Promise<Result<readonly CaptureStream[], 'no-answer'>>;
};

export type SoundWatchDeps = {
  readonly server: SoundServer;
  readonly clock: Pick<Clock, 'after'>;
  readonly random: () => number;
  readonly log: Log;
  readonly onStreams: (streams: readonly CaptureStream[]) => void;
  /** Something was plugged in. */
  readonly onNewSource: () => void;
};

export class SoundWatch {
  readonly #deps: SoundWatchDeps;
  /** Of the subscription, while there is one. */
  #unsubscribe: Cancel = () => undefined;
  #cancelAgain: Cancel = () => undefined;
  #cancelLook: Cancel = () => undefined;
  /** Counts subscriptions: an older one, and its looks, tell nothing. */
  #number = 0;
  /** Ends without a sign of a server. */
  #failures = 0;
  #isDue = false;
  /** Counts the reasons to look. */
  #reasons = 0;

  constructor(deps: SoundWatchDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#number += 1;
    const number = this.#number;
    let isAlive = false;
    this.#unsubscribe = this.#deps.server.subscribe({
      onEvents: (events) => {
        if (number !== this.#number) return;
        // Before its first sign of life, something may have changed unseen.
        if (!isAlive || events.length > 0) this.#lookSoon();
        isAlive = true;
        this.#failures = 0;
        if (events.includes('new-source')) this.#deps.onNewSource();
      },
      onEnded: (why) => {
        if (number === this.#number) this.#ended(why);
      },
    });
    this.#lookSoon();
  }

  stop(): void {
    this.#forgetLook();
    this.#cancelAgain();
    this.#unsubscribe();
  }

  #ended(why: 'not-installed' | 'ended'): void {
    const { clock, random, log } = this.#deps;
    this.#forgetLook();
    this.#failures += 1;
    if (this.#failures === 1) {
      log.info({ why }, 'no sound server is watched: a stream that it moves is not noticed');
    }
    if (why === 'not-installed') return;
    const delayMs = backoffDelayMs(AGAIN_BACKOFF, this.#failures, random());
    this.#cancelAgain = clock.after(delayMs, () => this.start());
  }

  /** However many events come, one look is due or under way. */
  #lookSoon(): void {
    this.#reasons += 1;
    if (this.#isDue) return;
    this.#isDue = true;
    this.#cancelLook = this.#deps.clock.after(LOOK_AFTER_MS, () => {
      drop(this.#look(), this.#deps.log);
    });
  }

  async #look(): Promise<void> {
    const number = this.#number;
    const reasons = this.#reasons;
    const streams = await this.#deps.server.listCaptureStreams();
    if (number !== this.#number) return;
    this.#isDue = false;
    if (streams.ok) this.#deps.onStreams(streams.value);
    if (this.#reasons > reasons) this.#lookSoon();
  }

  /** Of the subscription that was. */
  #forgetLook(): void {
    this.#number += 1;
    this.#cancelLook();
    this.#isDue = false;
  }
}
