/** Where the two engines call the same thing by different words. */
import { PostgresAdapter, sql, type ColumnDefinitionBuilder, type Kysely } from 'kysely';

export function isPostgres(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

export function byteType(db: Kysely<unknown>) {
  return isPostgres(db) ? sql`bytea` : 'blob';
}

/** A primary key that the store counts up by itself. */
export function withOwnNumber(db: Kysely<unknown>) {
  return (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder =>
    isPostgres(db)
      ? column.primaryKey().generatedAlwaysAsIdentity()
      : column.primaryKey().autoIncrement();
}
