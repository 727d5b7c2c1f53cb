/**
 * How each utterance went, for reports. Written in batches behind the live path, which never waits for it;
 * a store that is away for long loses the oldest of them, counted, never an utterance.
 */
import { drop, errorName, type Log } from '../log.ts';
import type { UtteranceRecord } from '../utterance-record.ts';
import type { Database } from './database.ts';

const FLUSH_EVERY_MS = 1_000;
const FLUSH_AT_ONCE = 50;
const MAX_WAITING = 20_000;
/** A quarter of a year of reports. */
export const KEPT_MS = 92 * 24 * 3_600_000;
const SWEEP_EVERY_MS = 3_600_000;

type Deps = {
  readonly db: Database;
  readonly onLost: (count: number) => void;
  readonly wallMs: () => number;
  readonly log: Log;
};

type Waiting = UtteranceRecord & { readonly endedAtMs: number };

export class UtteranceBook {
  readonly #deps: Deps;
  readonly #timers: readonly NodeJS.Timeout[];
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#timers = [
      setInterval(() => drop(this.flush(), deps.log), FLUSH_EVERY_MS),
      setInterval(() => drop(this.#forgetOld(), deps.log), SWEEP_EVERY_MS),
    ];
  }

  ended(record: UtteranceRecord): void {
    this.#waiting.push({ ...record, endedAtMs: this.#deps.wallMs() });
    const tooMany = this.#waiting.length - MAX_WAITING;
    if (tooMany <= 0) return;
    this.#waiting.splice(0, tooMany);
    this.#deps.onLost(tooMany);
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** What has ended so far is in the store, unless the store fails: then it waits on. */
  async flush(): Promise<void> {
    await this.#writing;
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = null));
    await this.#writing;
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.flush();
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, FLUSH_AT_ONCE);
      try {
        await this.#write(batch);
      } catch (error) {
        this.#waiting.unshift(...batch);
        this.#deps.log.error({ error: errorName(error) }, 'the utterance log could not be written');
        return;
      }
    }
  }

  /** An answer replaces what was said of the utterance before; nothing replaces an answer. */
  async #write(batch: readonly Waiting[]): Promise<void> {
    const latest = new Map<string, Waiting>();
    for (const record of batch) {
      if (latest.get(record.utteranceId)?.outcome !== 'completed')
        latest.set(record.utteranceId, record);
    }
    await this.#deps.db
      .insertInto('utterances')
      .values([...latest.values()].map(rowOf))
      .onConflict((conflict) =>
        conflict
          .column('utterance_id')
          .doUpdateSet((row) => ({
            via: row.ref('excluded.via'),
            outcome: row.ref('excluded.outcome'),
            fallback_reason: row.ref('excluded.fallback_reason'),
            wait_ms: row.ref('excluded.wait_ms'),
            ended_at_ms: row.ref('excluded.ended_at_ms'),
          }))
          .where('utterances.outcome', '!=', 'completed'),
      )
      .execute();
  }

  async #forgetOld(): Promise<void> {
    const { db, wallMs } = this.#deps;
    await db
      .deleteFrom('utterances')
      .where('ended_at_ms', '<=', wallMs() - KEPT_MS)
      .execute();
  }
}

function rowOf(record: Waiting) {
  return {
    utterance_id: record.utteranceId,
    session_id: record.sessionId,
    station_id: record.stationId,
    restaurant_id: record.restaurantId,
    arm: record.arm,
    via: record.via,
    outcome: record.outcome,
    fallback_reason: record.fallbackReason,
    wait_ms: record.waitMs === null ? null : Math.round(record.waitMs),
    ended_at_ms: record.endedAtMs,
  };
}
