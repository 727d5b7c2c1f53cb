/** Schema step: what each restaurant's stations said last of a thing, sold out or back on sale. */
import type { Kysely } from 'kysely';

export async function addSoldOut(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sold_out')
    .addColumn('restaurant_id', 'text', (column) =>
      column.notNull().references('restaurants.restaurant_id'),
    )
    .addColumn('subject_key', 'text', (column) => column.notNull())
    .addColumn('fact_id', 'text', (column) => column.notNull())
    .addColumn('fact_json', 'text', (column) => column.notNull())
    .addColumn('at_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('sold_out_key', ['restaurant_id', 'subject_key'])
    .execute();
}
