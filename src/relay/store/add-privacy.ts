/** Schema step: what a restaurant decides about its guests' voices and words; null is the usual. */
import type { Kysely } from 'kysely';

export async function addPrivacy(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('restaurants').addColumn('privacy_json', 'text').execute();
}
