/** Those who run the relay over HTTP: each has a token of its own, kept as a hash, with scopes and an end. */
import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { operatorScopesSchema, type Operator, type OperatorScope } from '../operator-scopes.ts';
import { writeAudit } from './audit.ts';
import type { Database } from './database.ts';

/** Tells what it is to whoever finds one in a file. */
const TOKEN_PREFIX = 'bpo_';
const TOKEN_BYTES = 32;

export type OperatorRow = Operator & {
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly isRevoked: boolean;
};

export class Operators {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The token is told here, and never again. */
  async add(
    operator: { name: string; scopes: readonly OperatorScope[]; expiresAtMs: number },
    nowMs: number,
  ): Promise<{ operatorId: string; token: string }> {
    const { name, scopes, expiresAtMs } = operator;
    const token = `${TOKEN_PREFIX}${randomBytes(TOKEN_BYTES).toString('base64url')}`;
    const operatorId = uuidv7();
    await this.#db
      .insertInto('operators')
      .values({
        operator_id: operatorId,
        name,
        token_hash: hashOf(token),
        scopes_json: JSON.stringify(scopes),
        created_at_ms: nowMs,
        expires_at_ms: expiresAtMs,
        revoked_at_ms: null,
      })
      .execute();
    await this.#audit('operator-created', operatorId, nowMs, scopes.join(' '));
    return { operatorId, token };
  }

  /** Null for a token that is nobody's, over, or revoked. */
  async find(token: string, nowMs: number): Promise<Operator | null> {
    if (!token.startsWith(TOKEN_PREFIX)) return null;
    const row = await this.#db
      .selectFrom('operators')
      .selectAll()
      .where('token_hash', '=', hashOf(token))
      .where('expires_at_ms', '>', nowMs)
      .where('revoked_at_ms', 'is', null)
      .executeTakeFirst();
    return row === undefined ? null : operatorOf(row);
  }

  async all(): Promise<OperatorRow[]> {
    const rows = await this.#db
      .selectFrom('operators')
      .selectAll()
      .orderBy('created_at_ms')
      .execute();
    return rows.map((row) => ({
      ...operatorOf(row),
      createdAtMs: row.created_at_ms,
      expiresAtMs: row.expires_at_ms,
      isRevoked: row.revoked_at_ms !== null,
    }));
  }

  /** False when there is no such operator, or the token had ended already. */
  async revoke(operatorId: string, nowMs: number): Promise<boolean> {
    const row = await this.#db
      .updateTable('operators')
      .set({ revoked_at_ms: nowMs })
      .where('operator_id', '=', operatorId)
      .where('revoked_at_ms', 'is', null)
      .returning('operator_id')
      .executeTakeFirst();
    if (row === undefined) return false;
    await this.#audit('operator-revoked', operatorId, nowMs);
    return true;
  }

  async #audit(
    action: 'operator-created' | 'operator-revoked',
    subject: string,
    nowMs: number,
    detail?: string,
  ): Promise<void> {
    const entry = { action, subject, actor: 'relayctl' };
    await writeAudit(this.#db, detail === undefined ? entry : { ...entry, detail }, nowMs);
  }
}

function operatorOf(row: { operator_id: string; name: string; scopes_json: string }): Operator {
  const scopes = operatorScopesSchema.parse(JSON.parse(row.scopes_json));
  return { operatorId: row.operator_id, name: row.name, scopes };
}

/** 256 random bits need no salt. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
