/** Who did what to whom: enrolments, revocations, imports. Ids only. */
import type { Database } from './database.ts';

export type AuditAction =
  | 'restaurant-imported'
  | 'code-created'
  | 'kitchen-code-created'
  | 'station-enrolled'
  | 'enrolment-refused'
  | 'station-revoked';

export type AuditEntry = {
  readonly action: AuditAction;
  readonly subject: string;
  readonly actor: string;
};

export async function writeAudit(db: Database, entry: AuditEntry, nowMs: number): Promise<void> {
  await db
    .insertInto('audit')
    .values({ ...entry, at_ms: nowMs })
    .execute();
}
