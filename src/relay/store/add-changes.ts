/**
 * Schema step: what every relay of a store must hear of within two seconds has a number that grows with each change of it, so
 * that looking costs one small query. And the assertions that stations have used, once for all relays.
 */
import { sql, type Kysely } from 'kysely';
import { isPostgres } from './dialect.ts';

const WATCHED: readonly {
  readonly table: string;
  readonly subject: string;
  readonly events: readonly string[];
}[] = [
  { table: 'restaurants', subject: 'restaurants', events: ['insert', 'update', 'delete'] },
  { table: 'flags', subject: 'flags', events: ['insert', 'update', 'delete'] },
  { table: 'signing_keys', subject: 'keys', events: ['insert', 'update', 'delete'] },
  { table: 'stations', subject: 'revocations', events: ['update of revoked_at_ms'] },
  { table: 'sold_out', subject: 'sold-out', events: ['insert', 'update', 'delete'] },
];

export async function addChanges(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('changes')
    .addColumn('subject', 'text', (column) => column.primaryKey())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .execute();
  for (const { subject } of WATCHED)
    await sql`insert into changes (subject, version) values (${subject}, 0)`.execute(db);
  await (isPostgres(db) ? addPostgresTriggers(db) : addSqliteTriggers(db));
  await db.schema
    .createTable('used_assertions')
    .addColumn('assertion_hash', 'text', (column) => column.primaryKey())
    .addColumn('expires_at_ms', 'bigint', (column) => column.notNull())
    .execute();
}

async function addPostgresTriggers(db: Kysely<unknown>): Promise<void> {
  await sql`create function count_change() returns trigger language plpgsql as $$
    begin update changes set version = version + 1 where subject = tg_argv[0]; return null; end $$`.execute(
    db,
  );
  for (const { table, subject, events } of WATCHED) {
    await sql
      .raw(
        `create trigger ${table}_changed after ${events.join(' or ')} on ${table}
         for each statement execute function count_change('${subject}')`,
      )
      .execute(db);
  }
}

async function addSqliteTriggers(db: Kysely<unknown>): Promise<void> {
  for (const { table, subject, events } of WATCHED) {
    for (const [nth, event] of events.entries()) {
      await sql
        .raw(
          `create trigger ${table}_changed_${nth} after ${event} on ${table}
           begin update changes set version = version + 1 where subject = '${subject}'; end`,
        )
        .execute(db);
    }
  }
}
