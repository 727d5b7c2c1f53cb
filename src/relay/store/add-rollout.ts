/** Schema step: the streaming flags, each station's place in a rollout, how utterances went, and why something was done. */
import type { Kysely } from 'kysely';

export async function addRollout(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('flags')
    .addColumn('scope', 'text', (column) => column.primaryKey())
    .addColumn('is_streaming_enabled', 'integer')
    .addColumn('rollout_percentage', 'integer')
    .addColumn('falls_back_on_error', 'integer')
    .addColumn('changed_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('utterances')
    .addColumn('utterance_id', 'text', (column) => column.primaryKey())
    .addColumn('session_id', 'text', (column) => column.notNull())
    .addColumn('station_id', 'text', (column) => column.notNull())
    .addColumn('restaurant_id', 'text', (column) => column.notNull())
    .addColumn('arm', 'text', (column) => column.notNull())
    .addColumn('via', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('fallback_reason', 'text')
    .addColumn('wait_ms', 'integer')
    .addColumn('ended_at_ms', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('utterances_by_end')
    .on('utterances')
    .columns(['ended_at_ms'])
    .execute();
  await db.schema.alterTable('stations').addColumn('rollout_bucket', 'integer').execute();
  await db.schema.alterTable('audit').addColumn('detail', 'text').execute();
}
