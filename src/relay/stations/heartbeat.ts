/** The one owner of a connection's life signs: pings, and tells when the other side has gone silent. */
import { HEARTBEAT_MS, SILENCE_LIMIT_MS } from '../../shared/wire/close-codes.ts';

const CHECK_MS = 250;

type Deps = {
  readonly ping: () => void;
  readonly onSilent: () => void;
  readonly monotonicMs: () => number;
};

export class Heartbeat {
  readonly #deps: Deps;
  readonly #timer: NodeJS.Timeout;
  #heardAtMs: number;
  #pingedAtMs: number;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#heardAtMs = deps.monotonicMs();
    this.#pingedAtMs = this.#heardAtMs;
    this.#timer = setInterval(() => this.#check(), CHECK_MS);
  }

  /** Anything that came, a pong as well as a frame. */
  heard(): void {
    this.#heardAtMs = this.#deps.monotonicMs();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #check(): void {
    const nowMs = this.#deps.monotonicMs();
    if (nowMs - this.#heardAtMs > SILENCE_LIMIT_MS) {
      this.stop();
      this.#deps.onSilent();
      return;
    }
    if (nowMs - this.#pingedAtMs < HEARTBEAT_MS) return;
    this.#pingedAtMs = nowMs;
    this.#deps.ping();
  }
}
