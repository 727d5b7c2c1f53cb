/**
 * Token buckets by key, in memory, bounded: the limits before authentication are per address. Only what
 * was refused is charged, so that a restaurant of many stations behind one address is never shut out.
 */
export type BucketPolicy = {
  /** Refused tries that a new key has at once. */
  readonly burst: number;
  readonly perSecond: number;
};

/** Stations whose tokens ran out meanwhile may all come at once; a flood may not go on. */
export const HANDSHAKE_POLICY: BucketPolicy = { burst: 120, perSecond: 10 };
export const TOKEN_POLICY: BucketPolicy = { burst: 120, perSecond: 10 };
export const ENROL_POLICY: BucketPolicy = { burst: 10, perSecond: 0.1 };

/** Beyond this many keys the longest unused are forgotten. */
const MAX_KEYS = 10_000;

type Bucket = { tokens: number; atMs: number };

export class TokenBuckets {
  readonly #policy: BucketPolicy;
  readonly #nowMs: () => number;
  readonly #buckets = new Map<string, Bucket>();

  /** `nowMs` is monotonic. */
  constructor(policy: BucketPolicy, nowMs: () => number) {
    this.#policy = policy;
    this.#nowMs = nowMs;
  }

  /** Whether `key` has a try left. */
  mayTry(key: string): boolean {
    return this.#tokensOf(key) >= 1;
  }

  /** A try that was refused; those that succeed cost nothing. */
  charge(key: string): void {
    const tokens = Math.max(0, this.#tokensOf(key) - 1);
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens, atMs: this.#nowMs() });
    if (this.#buckets.size > MAX_KEYS) this.#forgetOldest();
  }

  /** How long until `key` may go on, for `Retry-After`. */
  retryAfterMs(key: string): number {
    const missing = 1 - this.#tokensOf(key);
    return Math.max(0, Math.ceil((missing / this.#policy.perSecond) * 1_000));
  }

  #tokensOf(key: string): number {
    const { burst, perSecond } = this.#policy;
    const known = this.#buckets.get(key);
    if (known === undefined) return burst;
    return Math.min(burst, known.tokens + ((this.#nowMs() - known.atMs) / 1_000) * perSecond);
  }

  #forgetOldest(): void {
    const oldest = this.#buckets.keys().next();
    if (!oldest.done) this.#buckets.delete(oldest.value);
  }
}
