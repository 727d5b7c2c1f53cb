/** The assertions that stations have used, for all relays of a store: one that was used here is a replay everywhere. */
import { createHash } from 'node:crypto';
import { withDeadline } from './deadline.ts';
import type { Database } from './database.ts';

const MOMENT_MS = 500;

export class UsedAssertions {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** True when it was not used before, as far as can be known: a store that is away leaves it to each relay's own memory. */
  async use(assertionId: string, expiresAtMs: number): Promise<boolean> {
    const assertion_hash = createHash('sha256').update(assertionId).digest('hex');
    const insert = this.#db
      .insertInto('used_assertions')
      .values({ assertion_hash, expires_at_ms: expiresAtMs })
      .onConflict((conflict) => conflict.doNothing())
      .returning('assertion_hash')
      .executeTakeFirst();
    try {
      return (await withDeadline(insert, MOMENT_MS)) !== undefined;
    } catch {
      return true;
    }
  }
}

export async function forgetUsedAssertions(db: Database, nowMs: number): Promise<void> {
  await db.deleteFrom('used_assertions').where('expires_at_ms', '<=', nowMs).execute();
}
