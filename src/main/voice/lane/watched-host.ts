/** A lane's audio host: forked, watched, killed and forked again. What an older one says or does is ignored. */
import {
  fromHostSchema,
  type FromHost,
  type ToHost,
} from '../../../shared/audio-port/audio-port.ts';
import type { LaneId } from '../../../shared/ids.ts';
import type { Cancel, Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { AudioHostProcess, ForkAudioHost } from './audio-host-process.ts';

/** An open host gives a level ten times a second, and says at 250 ms that its device does not. */
const WATCH_SILENCE_US = 400_000;
const WATCH_EVERY_MS = 50;
/** A watch that comes this late was held up itself; what the host said is still to be read. */
const WATCH_LATE_US = 150_000;
/** Fork, load and open; a driver can hang in any of them. */
const OPEN_DEADLINE_MS = 8_000;

export type WatchedHostDeps = {
  readonly laneId: LaneId;
  readonly fork: ForkAudioHost;
  readonly clock: Clock;
  readonly log: Log;
  readonly onMessage: (message: FromHost) => void;
  /** It died, is stuck, or did not open in time. */
  readonly onGone: () => void;
};

export class WatchedHost {
  readonly #deps: WatchedHostDeps;
  #host: AudioHostProcess | undefined;
  /** Counts hosts. */
  #number = 0;
  #lastMessageAtUs = 0;
  #cancelWatch: Cancel = () => undefined;

  constructor(deps: WatchedHostDeps) {
    this.#deps = deps;
  }

  get processId(): number | undefined {
    return this.#host?.processId();
  }

  /** A host that is told to open; the one before must be gone. */
  spawn(open: Extract<ToHost, { type: 'open' }>): void {
    const { fork, clock, log, laneId } = this.#deps;
    const host = fork();
    const number = this.#number;
    this.#host = host;
    host.onMessage((message) => {
      if (number === this.#number) this.#receive(message);
    });
    host.onExit(() => {
      if (number === this.#number) this.#deps.onGone();
    });
    host.send(open);
    this.#cancelWatch = clock.after(OPEN_DEADLINE_MS, () => {
      log.warn({ laneId }, 'the audio host did not open in time');
      this.#deps.onGone();
    });
  }

  /** It has opened: from here on it is never silent. */
  watch(): void {
    this.#cancelWatch();
    this.#watchOn(this.#deps.clock.nowUs());
  }

  send(message: ToHost): void {
    this.#host?.send(message);
  }

  /** False: there was none. */
  kill(): boolean {
    this.#number += 1;
    this.#cancelWatch();
    const host = this.#host;
    this.#host = undefined;
    host?.kill();
    return host !== undefined;
  }

  #watchOn(checkedAtUs: number): void {
    const { clock, log, laneId } = this.#deps;
    this.#cancelWatch = clock.after(WATCH_EVERY_MS, () => {
      const nowUs = clock.nowUs();
      const wasHeldUp = nowUs - checkedAtUs > WATCH_LATE_US;
      if (!wasHeldUp && nowUs - this.#lastMessageAtUs > WATCH_SILENCE_US) {
        log.warn({ laneId }, 'the audio host is stuck');
        this.#deps.onGone();
        return;
      }
      this.#watchOn(nowUs);
    });
  }

  #receive(unparsed: unknown): void {
    const parsed = fromHostSchema.safeParse(unparsed);
    if (!parsed.success) {
      this.#deps.log.warn({ laneId: this.#deps.laneId }, 'the audio host broke the contract');
      return;
    }
    this.#lastMessageAtUs = this.#deps.clock.nowUs();
    this.#deps.onMessage(parsed.data);
  }
}
