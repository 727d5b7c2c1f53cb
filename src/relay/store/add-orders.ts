/** Schema step 002: the book of orders, earlier menus, order prefixes of stations, the kitchen's access. */
import { sql, type Kysely } from 'kysely';
import { nthPrefix } from '../../shared/order/order-number.ts';

export async function addOrders(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('menus')
    .addColumn('restaurant_id', 'text', (column) =>
      column.notNull().references('restaurants.restaurant_id'),
    )
    .addColumn('menu_version', 'text', (column) => column.notNull())
    .addColumn('menu_json', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('menus_key', ['restaurant_id', 'menu_version'])
    .execute();
  await sql`insert into menus (restaurant_id, menu_version, menu_json)
    select restaurant_id, menu_version, menu_json from restaurants`.execute(db);
  await db.schema
    .createTable('orders')
    .addColumn('order_id', 'text', (column) => column.primaryKey())
    .addColumn('restaurant_id', 'text', (column) =>
      column.notNull().references('restaurants.restaurant_id'),
    )
    .addColumn('station_id', 'text', (column) => column.notNull())
    .addColumn('order_json', 'text', (column) => column.notNull())
    .addColumn('total_cents', 'bigint', (column) => column.notNull())
    .addColumn('kitchen_status', 'text', (column) => column.notNull())
    .addColumn('received_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('moved_at_ms', 'bigint', (column) => column.notNull())
    .execute();
  await sql`create index orders_by_kitchen on orders
    (restaurant_id, kitchen_status, received_at_ms)`.execute(db);
  await db.schema
    .createTable('kitchen_codes')
    .addColumn('restaurant_id', 'text', (column) =>
      column.primaryKey().references('restaurants.restaurant_id'),
    )
    .addColumn('code_hash', 'text', (column) => column.notNull().unique())
    .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('kitchen_tokens')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('restaurant_id', 'text', (column) => column.notNull())
    .addColumn('expires_at_ms', 'bigint', (column) => column.notNull())
    .execute();
  await addPrefixes(db);
}

async function addPrefixes(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('stations').addColumn('order_prefix', 'text').execute();
  const { rows } = await sql<{ station_id: string; restaurant_id: string }>`
    select station_id, restaurant_id from stations order by enrolled_at_ms, station_id`.execute(db);
  const given = new Map<string, number>();
  for (const { station_id, restaurant_id } of rows) {
    const nth = given.get(restaurant_id) ?? 0;
    given.set(restaurant_id, nth + 1);
    await sql`update stations set order_prefix = ${nthPrefix(nth)}
      where station_id = ${station_id}`.execute(db);
  }
  await sql`create unique index stations_by_prefix on stations
    (restaurant_id, order_prefix)`.execute(db);
}
