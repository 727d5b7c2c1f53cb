/** The one owner of a connection's life signs: pings, and tells when the other side has gone silent. */
import { HEARTBEAT_MS, SILENCE_LIMIT_MS } from '../../shared/wire/close-codes.ts';

/** A timer this late means that we were held up ourselves: what was sent to us has not been read yet. */
const HELD_UP_MS = 1_000;
const READ_FIRST_MS = 250;

type Deps = {
  readonly ping: () => void;
  readonly onSilent: () => void;
  readonly monotonicMs: () => number;
};

export class Heartbeat {
  readonly #deps: Deps;
  #timer: NodeJS.Timeout | null = null;
  #heardAtMs: number;
  #pingDueAtMs: number;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#heardAtMs = deps.monotonicMs();
    this.#pingDueAtMs = this.#heardAtMs + HEARTBEAT_MS;
    this.#look(this.#pingDueAtMs);
  }

  /** Anything that came, a pong as well as a frame. */
  heard(nowMs = this.#deps.monotonicMs()): void {
    this.#heardAtMs = nowMs;
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #look(atMs: number): void {
    const delayMs = Math.max(1, Math.ceil(atMs - this.#deps.monotonicMs()));
    this.#timer = setTimeout(() => this.#check(atMs), delayMs);
  }

  #check(dueAtMs: number): void {
    const nowMs = this.#deps.monotonicMs();
    if (nowMs - dueAtMs > HELD_UP_MS) {
      this.#look(nowMs + READ_FIRST_MS);
      return;
    }
    if (nowMs - this.#heardAtMs >= SILENCE_LIMIT_MS) {
      this.stop();
      this.#deps.onSilent();
      return;
    }
    if (nowMs >= this.#pingDueAtMs) {
      this.#pingDueAtMs = nowMs + HEARTBEAT_MS;
      this.#deps.ping();
    }
    this.#look(Math.min(this.#pingDueAtMs, this.#heardAtMs + SILENCE_LIMIT_MS));
  }
}
