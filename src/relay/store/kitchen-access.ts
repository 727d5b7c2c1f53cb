/** Who may see a restaurant's kitchen: its kitchen code, and the tokens of the pages that showed it. */
import { createHash, randomBytes } from 'node:crypto';
import { restaurantIdSchema, type RestaurantId } from '../../shared/ids.ts';
import type { KitchenTokenAnswer } from '../../shared/wire/kitchen.ts';
import { writeAudit } from './audit.ts';
import { atomically, type Database } from './database.ts';

/** A page that is not used for one long shift asks for the code again. */
const TOKEN_LIFETIME_MS = 12 * 3_600_000;
/** A token in use gets its full life again once this much of it is gone: one write an hour. */
const RENEW_AFTER_MS = 3_600_000;

export class KitchenAccess {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The restaurant's new code, kept as a hash. The one before, and every page that used it, is shut out. */
  async replaceCode(restaurantId: RestaurantId, code: string, nowMs: number): Promise<void> {
    await atomically(this.#db, async (tx) => {
      await tx.deleteFrom('kitchen_tokens').where('restaurant_id', '=', restaurantId).execute();
      await tx.deleteFrom('kitchen_codes').where('restaurant_id', '=', restaurantId).execute();
      const row = { restaurant_id: restaurantId, code_hash: hashOf(code), created_at_ms: nowMs };
      await tx.insertInto('kitchen_codes').values(row).execute();
      const entry = { action: 'kitchen-code-created', subject: restaurantId } as const;
      await writeAudit(tx, { ...entry, actor: 'relayctl' }, nowMs);
    });
  }

  /** Null when the code is nobody's. */
  async exchange(code: string, nowMs: number): Promise<KitchenTokenAnswer | null> {
    const known = await this.#db
      .selectFrom('kitchen_codes')
      .select('restaurant_id')
      .where('code_hash', '=', hashOf(code))
      .executeTakeFirst();
    if (known === undefined) return null;
    await this.#db.deleteFrom('kitchen_tokens').where('expires_at_ms', '<=', nowMs).execute();
    const token = randomBytes(32).toString('base64url');
    const row = { ...known, token_hash: hashOf(token), expires_at_ms: nowMs + TOKEN_LIFETIME_MS };
    await this.#db.insertInto('kitchen_tokens').values(row).execute();
    return { token, expiresInS: TOKEN_LIFETIME_MS / 1_000 };
  }

  /** Renews the token: a display that is in use every day is never shut out, but by a new code. */
  async restaurantOf(token: string, nowMs: number): Promise<RestaurantId | null> {
    const tokenHash = hashOf(token);
    const row = await this.#db
      .selectFrom('kitchen_tokens')
      .select(['restaurant_id', 'expires_at_ms'])
      .where('token_hash', '=', tokenHash)
      .where('expires_at_ms', '>', nowMs)
      .executeTakeFirst();
    if (row === undefined) return null;
    const renewed = nowMs + TOKEN_LIFETIME_MS;
    if (row.expires_at_ms < renewed - RENEW_AFTER_MS) {
      await this.#db
        .updateTable('kitchen_tokens')
        .set({ expires_at_ms: renewed })
        .where('token_hash', '=', tokenHash)
        .execute();
    }
    return restaurantIdSchema.parse(row.restaurant_id);
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
