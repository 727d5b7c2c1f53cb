/** What was said last of each thing of a restaurant: one row a thing. */
import type { RestaurantId } from '../../shared/ids.ts';
import { keyOf, soldOutFactSchema, type SoldOutFact } from '../../shared/sold-out/sold-out.ts';
import { atomically, type Database } from './database.ts';

export type StoredFact = { readonly factId: string; readonly fact: SoldOutFact };

export class SoldOutFacts {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Stores what `decide` makes of the fact that is there; undefined leaves it. Answers what counts then. */
  async put(
    restaurantId: RestaurantId,
    subject: SoldOutFact['subject'],
    decide: (known: StoredFact | undefined) => StoredFact | undefined,
  ): Promise<{ readonly fact: SoldOutFact; readonly isNew: boolean }> {
    const key = keyOf(subject);
    return atomically(this.#db, async (tx) => {
      const row = await tx
        .selectFrom('sold_out')
        .select(['fact_id', 'fact_json'])
        .where('restaurant_id', '=', restaurantId)
        .where('subject_key', '=', key)
        .executeTakeFirst();
      const known = row && { factId: row.fact_id, fact: parse(row.fact_json) };
      const next = decide(known);
      if (next === undefined) {
        if (known === undefined) throw new Error('nothing is stored and nothing was decided');
        return { fact: known.fact, isNew: false };
      }
      const values = {
        fact_id: next.factId,
        fact_json: JSON.stringify(next.fact),
        at_ms: next.fact.atMs,
      };
      await tx
        .insertInto('sold_out')
        .values({ restaurant_id: restaurantId, subject_key: key, ...values })
        .onConflict((conflict) =>
          conflict.columns(['restaurant_id', 'subject_key']).doUpdateSet(values),
        )
        .execute();
      return { fact: next.fact, isNew: true };
    });
  }

  async ofRestaurant(restaurantId: RestaurantId): Promise<SoldOutFact[]> {
    const rows = await this.#db
      .selectFrom('sold_out')
      .select('fact_json')
      .where('restaurant_id', '=', restaurantId)
      .orderBy('at_ms')
      .execute();
    return rows.map(({ fact_json }) => parse(fact_json));
  }
}

function parse(json: string): SoldOutFact {
  return soldOutFactSchema.parse(JSON.parse(json));
}
