/** The store behind one query builder and one schema: a file of this machine, or a server that relays share. */
import type { Kysely } from 'kysely';
import { openPostgres, type StoreServer } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

/** Without `server`: the file in `dataDir`. */
export function openDatabase(dataDir: string, server?: StoreServer): Promise<Database> {
  return server === undefined ? openSqlite(dataDir) : openPostgres(server);
}

/** SQLSTATE of two writers that met: one is to try again, and finds what the other wrote. */
const MET_ANOTHER = new Set(['40001', '40P01', '23505']);
const MAX_TRIES = 10;
const PAUSE_MS = 20;

/**
 * A transaction that sees the store as if it were alone. `work` may run several times, so it does nothing but read
 * and write.
 */
export async function atomically<Answer>(
  db: Database,
  work: (tx: Database) => Promise<Answer>,
): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().setIsolationLevel('serializable').execute(work);
    } catch (error) {
      if (tries >= MAX_TRIES || !hasMetAnother(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS * tries));
    }
  }
}

function hasMetAnother(error: unknown): boolean {
  return error instanceof Error && 'code' in error && MET_ANOTHER.has(String(error.code));
}
