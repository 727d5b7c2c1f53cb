/** A token bucket for one thing: so much at once, so much a second for good. */
export type Rate = { readonly burst: number; readonly perSecond: number };

export class RateMeter {
  readonly #rate: Rate;
  #left: number;
  #atMs: number;

  /** `nowMs` here and below is monotonic. */
  constructor(rate: Rate, nowMs: number) {
    this.#rate = rate;
    this.#left = rate.burst;
    this.#atMs = nowMs;
  }

  /** False, and nothing taken, when there isn't so much left. */
  take(amount: number, nowMs: number): boolean {
    this.#refill(nowMs);
    if (this.#left < amount) return false;
    this.#left -= amount;
    return true;
  }

  /** How long until `amount` is there. */
  waitMs(amount: number, nowMs: number): number {
    this.#refill(nowMs);
    return Math.max(0, Math.ceil(((amount - this.#left) / this.#rate.perSecond) * 1_000));
  }

  /** 0 for untouched to 1 for used up. */
  usedShare(nowMs: number): number {
    this.#refill(nowMs);
    return 1 - this.#left / this.#rate.burst;
  }

  #refill(nowMs: number): void {
    const { burst, perSecond } = this.#rate;
    this.#left = Math.min(burst, this.#left + ((nowMs - this.#atMs) / 1_000) * perSecond);
    this.#atMs = nowMs;
  }
}
