/** Token buckets by key, in memory, bounded: the limits before authentication are per address. */
export type BucketPolicy = {
  /** What a new key may do at once. */
  readonly burst: number;
  readonly perSecond: number;
};

/** A restaurant of 50 stations behind one address may come back at once; a guesser may not go on. */
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

  /** Whether `key` may go on; takes one token when it may. */
  take(key: string): boolean {
    const { burst, perSecond } = this.#policy;
    const nowMs = this.#nowMs();
    const known = this.#buckets.get(key) ?? { tokens: burst, atMs: nowMs };
    const tokens = Math.min(burst, known.tokens + ((nowMs - known.atMs) / 1_000) * perSecond);
    const isAllowed = tokens >= 1;
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, atMs: nowMs });
    if (this.#buckets.size > MAX_KEYS) this.#forgetOldest();
    return isAllowed;
  }

  /** How long until `key` may go on, for `Retry-After`. */
  retryAfterMs(key: string): number {
    const tokens = this.#buckets.get(key)?.tokens ?? 1;
    return Math.max(0, Math.ceil(((1 - tokens) / this.#policy.perSecond) * 1_000));
  }

  #forgetOldest(): void {
    const oldest = this.#buckets.keys().next();
    if (!oldest.done) this.#buckets.delete(oldest.value);
  }
}
