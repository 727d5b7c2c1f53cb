/** Who did what to whom: enrolments, revocations, imports, flags. Ids only. */
import type { Database } from './database.ts';

export type AuditAction =
  | 'restaurant-imported'
  | 'privacy-changed'
  | 'code-created'
  | 'kitchen-code-created'
  | 'station-enrolled'
  | 'enrolment-refused'
  | 'station-revoked'
  | 'flags-changed'
  | 'operator-created'
  | 'operator-revoked'
  | 'key-rotated';

export type AuditEntry = {
  readonly action: AuditAction;
  readonly subject: string;
  readonly actor: string;
  /** What exactly, and why: no names, no secrets. */
  readonly detail?: string;
};

export type AuditLine = {
  readonly atMs: number;
  readonly action: string;
  readonly subject: string;
  readonly actor: string;
  readonly detail: string | null;
};

/** The last `limit`, newest first. */
export async function readAudit(db: Database, limit: number): Promise<AuditLine[]> {
  const rows = await db
    .selectFrom('audit')
    .select(['at_ms', 'action', 'subject', 'actor', 'detail'])
    .orderBy('audit_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ at_ms, ...line }) => ({ ...line, atMs: at_ms }));
}

export async function writeAudit(db: Database, entry: AuditEntry, nowMs: number): Promise<void> {
  await db
    .insertInto('audit')
    .values({ detail: null, ...entry, at_ms: nowMs })
    .execute();
}
