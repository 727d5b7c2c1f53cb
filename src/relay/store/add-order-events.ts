/** Schema step 003: what happens to orders later. */
import { sql, type Kysely } from 'kysely';

export async function addOrderEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('order_events')
    .addColumn('event_id', 'text', (column) => column.primaryKey())
    .addColumn('order_id', 'text', (column) => column.notNull().references('orders.order_id'))
    .addColumn('nth', 'integer', (column) => column.notNull())
    .addColumn('event_json', 'text', (column) => column.notNull())
    .addColumn('refund_cents', 'bigint', (column) => column.notNull())
    .addColumn('received_at_ms', 'bigint', (column) => column.notNull())
    .execute();
  await sql`create unique index order_events_by_order on order_events (order_id, nth)`.execute(db);
}
