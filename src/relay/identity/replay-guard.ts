/** Remembers the `jti` of each client assertion until it expires, so that none is taken twice. */

/** 5 minutes of assertions from every station of a city, many times over. */
const MAX_REMEMBERED = 100_000;

export class ReplayGuard {
  readonly #expiryMs = new Map<string, number>();

  /** `seen` for a replay; `full` when nothing more can be remembered, so nothing more may be taken. */
  remember(jti: string, expiresAtMs: number, nowMs: number): 'new' | 'seen' | 'full' {
    const known = this.#expiryMs.get(jti);
    if (known !== undefined && known > nowMs) return 'seen';
    if (this.#expiryMs.size >= MAX_REMEMBERED) this.#forgetExpired(nowMs);
    if (this.#expiryMs.size >= MAX_REMEMBERED) return 'full';
    this.#expiryMs.set(jti, expiresAtMs);
    return 'new';
  }

  #forgetExpired(nowMs: number): void {
    for (const [jti, expiresAtMs] of this.#expiryMs) {
      if (expiresAtMs <= nowMs) this.#expiryMs.delete(jti);
    }
  }
}
