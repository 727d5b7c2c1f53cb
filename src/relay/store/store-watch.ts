/**
 * Notices within half a second what others write to the store (`relayctl`, an operator, another relay): revocations, flags,
 * keys, menus and privacy, what is sold out. Each has a number in the store that grows with it.
 */
import { drop, errorName, type Log } from '../log.ts';
import type { Database } from './database.ts';

const LOOK_EVERY_MS = 500;
/** A store that could not be looked at for so long is away. */
const STALE_AFTER_MS = 3_000;

export type Subject = 'restaurants' | 'flags' | 'keys' | 'revocations' | 'sold-out';

type Deps = {
  readonly db: Database;
  /** Loads what has changed; one that throws is called again at the next look. */
  readonly follow: Readonly<Record<Subject, () => Promise<void>>>;
  readonly monotonicMs: () => number;
  readonly log: Log;
};

/** In this order: nobody who is shut out is let in by what comes after. */
const ORDER: readonly Subject[] = ['revocations', 'keys', 'flags', 'restaurants', 'sold-out'];

export class StoreWatch {
  readonly #deps: Deps;
  readonly #seen = new Map<string, number>();
  #lookedAtMs = 0;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #isToldAway = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Whether what was loaded is the store's present state. */
  isFresh(): boolean {
    return this.#deps.monotonicMs() - this.#lookedAtMs <= STALE_AFTER_MS;
  }

  /** Loads everything once, and throws when something of it is broken; then looks on. */
  async start(): Promise<void> {
    await this.#load();
    this.#timer = setInterval(() => drop(this.#look(), this.#deps.log), LOOK_EVERY_MS);
  }

  /** Now: after a write of the relay itself. */
  async refresh(): Promise<void> {
    await this.#looking;
    await this.#load();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#looking !== null) return;
    this.#looking = this.#tryLoad().finally(() => (this.#looking = null));
    await this.#looking;
  }

  /** A store that is away is told of once, and once when it is back; then all is loaded anew. */
  async #tryLoad(): Promise<void> {
    const { log } = this.#deps;
    try {
      await this.#load();
      if (this.#isToldAway) log.info({}, 'the store is back');
      this.#isToldAway = false;
    } catch (error) {
      this.#seen.clear();
      if (!this.#isToldAway)
        log.error({ error: errorName(error) }, 'the store could not be looked at');
      this.#isToldAway = true;
    }
  }

  async #load(): Promise<void> {
    const { db, follow, monotonicMs } = this.#deps;
    const askedAtMs = monotonicMs();
    const rows = await db.selectFrom('changes').selectAll().execute();
    const versions = new Map(rows.map(({ subject, version }) => [subject, version]));
    for (const subject of ORDER) {
      const version = versions.get(subject) ?? 0;
      if (this.#seen.get(subject) === version) continue;
      await follow[subject]();
      // Only now: a load that failed on its way is tried again.
      this.#seen.set(subject, version);
    }
    this.#lookedAtMs = askedAtMs;
  }
}
