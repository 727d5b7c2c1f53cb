/** The store's schema, step by step. A step that was ever released is never changed. */
import { Migrator, sql, type Kysely, type Migration } from 'kysely';
import { addOperators } from './add-operators.ts';
import { addOrderEvents } from './add-order-events.ts';
import { addOrders } from './add-orders.ts';
import { addRollout } from './add-rollout.ts';
import { addPrivacy } from './add-privacy.ts';
import { addSoldOut } from './add-sold-out.ts';
import { addSupportCalls } from './add-support-calls.ts';
import { addChanges } from './add-changes.ts';
import { byteType, withOwnNumber } from './dialect.ts';
import type { Tables } from './tables.ts';

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-first-tables': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('restaurants')
        .addColumn('restaurant_id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('menu_json', 'text', (column) => column.notNull())
        .addColumn('menu_version', 'text', (column) => column.notNull())
        .addColumn('updated_at_ms', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('stations')
        .addColumn('station_id', 'text', (column) => column.primaryKey())
        .addColumn('restaurant_id', 'text', (column) =>
          column.notNull().references('restaurants.restaurant_id'),
        )
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('public_key_json', 'text', (column) => column.notNull())
        .addColumn('lanes_json', 'text', (column) => column.notNull())
        .addColumn('enrolled_at_ms', 'bigint', (column) => column.notNull())
        .addColumn('revoked_at_ms', 'bigint')
        .execute();
      await db.schema
        .createTable('enrolment_codes')
        .addColumn('code_hash', 'text', (column) => column.primaryKey())
        .addColumn('restaurant_id', 'text', (column) =>
          column.notNull().references('restaurants.restaurant_id'),
        )
        .addColumn('lanes_json', 'text', (column) => column.notNull())
        .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
        .addColumn('expires_at_ms', 'bigint', (column) => column.notNull())
        .addColumn('used_by_station_id', 'text')
        .execute();
      await db.schema
        .createTable('results')
        .addColumn('utterance_id', 'text', (column) => column.primaryKey())
        .addColumn('station_id', 'text', (column) => column.notNull())
        .addColumn('sealed', byteType(db), (column) => column.notNull())
        .addColumn('expires_at_ms', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('signing_keys')
        .addColumn('key_id', 'text', (column) => column.primaryKey())
        .addColumn('sealed', byteType(db), (column) => column.notNull())
        .addColumn('public_x', 'text', (column) => column.notNull())
        .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('audit')
        .addColumn('audit_id', 'integer', withOwnNumber(db))
        .addColumn('at_ms', 'bigint', (column) => column.notNull())
        .addColumn('action', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('actor', 'text', (column) => column.notNull())
        .execute();
      await sql`create index results_by_expiry on results (expires_at_ms)`.execute(db);
    },
  },
  '002-orders': { up: addOrders },
  '003-order-events': { up: addOrderEvents },
  '004-sold-out': { up: addSoldOut },
  '005-rollout': { up: addRollout },
  '006-operators': { up: addOperators },
  '007-privacy': { up: addPrivacy },
  '008-changes': { up: addChanges },
  '009-support-calls': { up: addSupportCalls },
};

/** Brings the schema up to date; another process may be doing the same at this moment. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  const first = await migrator.migrateToLatest();
  if (first.error === undefined) return;
  const second = await migrator.migrateToLatest();
  if (second.error !== undefined) throw new Error('migration failed', { cause: second.error });
}
