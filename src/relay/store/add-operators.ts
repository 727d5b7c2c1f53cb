/** Schema step: people and programs that run the relay, and from when to when a signing key counts. */
import type { Kysely } from 'kysely';

export async function addOperators(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('operators')
    .addColumn('operator_id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('scopes_json', 'text', (column) => column.notNull())
    .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('expires_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('revoked_at_ms', 'bigint')
    .execute();
  await db.schema.alterTable('signing_keys').addColumn('signs_from_ms', 'bigint').execute();
  await db.schema.alterTable('signing_keys').addColumn('verifies_until_ms', 'bigint').execute();
}
