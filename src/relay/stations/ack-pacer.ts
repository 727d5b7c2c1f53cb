/** When to acknowledge: every 10 frames, or 200 ms after the first that wasn't, unless the upstream lags. */

export const ACK_EVERY_FRAMES = 10;
export const ACK_AFTER_MS = 200;

type Deps = {
  readonly send: (nextSequence: number) => void;
  /** While true acks are held back, and the window slows the station. */
  readonly isBehind: () => boolean;
};

export class AckPacer {
  readonly #deps: Deps;
  #acked = 0;
  #next = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Frames received since the last ack. */
  get unacked(): number {
    return this.#next - this.#acked;
  }

  received(nextSequence: number): void {
    this.#next = nextSequence;
    if (this.unacked >= ACK_EVERY_FRAMES && !this.#deps.isBehind()) this.flush();
    else this.#timer ??= setTimeout(() => this.#late(), ACK_AFTER_MS);
  }

  flush(): void {
    this.stop();
    this.#acked = this.#next;
    this.#deps.send(this.#next);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #late(): void {
    this.#timer = null;
    if (!this.#deps.isBehind()) this.flush();
    else this.#timer = setTimeout(() => this.#late(), ACK_AFTER_MS);
  }
}
