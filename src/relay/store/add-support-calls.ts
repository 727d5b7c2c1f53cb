/** Schema step: how often staff pressed “Something went wrong”. */
import type { Kysely } from 'kysely';

export async function addSupportCalls(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('support_calls')
    .addColumn('call_id', 'text', (column) => column.primaryKey())
    .addColumn('restaurant_id', 'text', (column) => column.notNull())
    .addColumn('station_id', 'text', (column) => column.notNull())
    .addColumn('lane_id', 'text', (column) => column.notNull())
    .addColumn('made_at_ms', 'bigint', (column) => column.notNull())
    .execute();
}
