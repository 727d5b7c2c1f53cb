/** Who did what to whom: enrolments, revocations, imports, flags. Ids only. */
import type { Database } from './database.ts';

export type AuditAction =
  | 'restaurant-imported'
  | 'code-created'
  | 'kitchen-code-created'
  | 'station-enrolled'
  | 'enrolment-refused'
  | 'station-revoked'
  | 'flags-changed';

export type AuditEntry = {
  readonly action: AuditAction;
  readonly subject: string;
  readonly actor: string;
  /** What exactly, and why: no names, no secrets. */
  readonly detail?: string;
};

export async function writeAudit(db: Database, entry: AuditEntry, nowMs: number): Promise<void> {
  await db
    .insertInto('audit')
    .values({ detail: null, ...entry, at_ms: nowMs })
    .execute();
}
