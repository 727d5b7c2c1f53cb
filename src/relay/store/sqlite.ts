/** The one file that knows libsql: the embedded store, one SQLite file in the data folder. */
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, SqliteDialect, sql } from 'kysely';
import Libsql from 'libsql';
import { SetupFailure } from '../setup-failure.ts';
import { migrate } from './migrations.ts';
import type { Tables } from './tables.ts';

const STORE_FILE = 'relay.sqlite';
/** `relayctl` and the relay share the file: a writer waits this long for the other. */
const BUSY_TIMEOUT_MS = 2_000;

/**
 * Opens (or makes) the store in `dataDir`, readable by its owner alone. A committed write survives a
 * power cut (WAL, synchronous=FULL); erased rows are overwritten (secure_delete).
 */
export async function openSqlite(dataDir: string): Promise<Kysely<Tables>> {
  const file = join(dataDir, STORE_FILE);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  } catch (cause) {
    throw new SetupFailure(
      `The data folder ${dataDir} can't be written: choose another with --data or RELAY_DATA_DIR.`,
      { cause },
    );
  }
  try {
    const database = new Libsql(file, { timeout: BUSY_TIMEOUT_MS });
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    for (const pragma of [
      'journal_mode = wal',
      'synchronous = full',
      'foreign_keys = on',
      'secure_delete = on',
    ]) {
      await sql.raw(`pragma ${pragma}`).execute(db);
    }
    await migrate(db);
    return db;
  } catch (cause) {
    throw new SetupFailure(
      `The store ${file} can't be opened, it may be damaged: put back a copy, or move it away and enrol the stations again.`,
      { cause },
    );
  }
}
