/** Restaurants and their menus. The menu here is the authority for every station of the restaurant. */
import { restaurantIdSchema, type RestaurantId } from '../../shared/ids.ts';
import { menuSchema, type Menu } from '../../shared/menu/menu.ts';
import {
  DEFAULT_PRIVACY,
  privacyPolicySchema,
  type PrivacyPolicy,
} from '../../shared/privacy/privacy-policy.ts';
import { SetupFailure } from '../setup-failure.ts';
import { writeAudit } from './audit.ts';
import type { Database } from './database.ts';

export type Restaurant = {
  readonly restaurantId: RestaurantId;
  readonly name: string;
  readonly menu: Menu;
  readonly privacy: PrivacyPolicy;
};

export class Restaurants {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** A restaurant that is there already gets the new menu. */
  async import(menu: Menu, nowMs: number): Promise<RestaurantId> {
    const restaurantId = restaurantIdSchema.parse(menu.restaurant.id);
    const row = {
      name: menu.restaurant.name,
      menu_json: JSON.stringify(menu),
      menu_version: menu.version,
      updated_at_ms: nowMs,
    };
    await this.#db
      .insertInto('restaurants')
      .values({ restaurant_id: restaurantId, ...row })
      .onConflict((conflict) => conflict.column('restaurant_id').doUpdateSet(row))
      .execute();
    await this.#db
      .insertInto('menus')
      .values({
        restaurant_id: restaurantId,
        menu_version: menu.version,
        menu_json: row.menu_json,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await writeAudit(
      this.#db,
      { action: 'restaurant-imported', subject: restaurantId, actor: 'relayctl' },
      nowMs,
    );
    return restaurantId;
  }

  /** Stations hear of it within half a second, or when they are back. */
  async setPrivacy(
    restaurantId: RestaurantId,
    privacy: PrivacyPolicy,
    nowMs: number,
  ): Promise<void> {
    await this.#db
      .updateTable('restaurants')
      .set({ privacy_json: JSON.stringify(privacy), updated_at_ms: nowMs })
      .where('restaurant_id', '=', restaurantId)
      .execute();
    await writeAudit(
      this.#db,
      { action: 'privacy-changed', subject: restaurantId, actor: 'relayctl' },
      nowMs,
    );
  }

  async find(restaurantId: RestaurantId): Promise<Restaurant | null> {
    const row = await this.#db
      .selectFrom('restaurants')
      .select(['restaurant_id', 'name', 'menu_json', 'privacy_json'])
      .where('restaurant_id', '=', restaurantId)
      .executeTakeFirst();
    return row === undefined ? null : restaurantOf(row);
  }

  /** All of them, at the relay's start and after a change. Throws when a stored menu is broken. */
  async all(): Promise<Restaurant[]> {
    const rows = await this.#db
      .selectFrom('restaurants')
      .select(['restaurant_id', 'name', 'menu_json', 'privacy_json'])
      .execute();
    return rows.map(restaurantOf);
  }
}

function restaurantOf(row: {
  restaurant_id: string;
  name: string;
  menu_json: string;
  privacy_json: string | null;
}): Restaurant {
  const menu = menuSchema.safeParse(jsonOf(row.menu_json));
  if (!menu.success) {
    throw new SetupFailure(
      `The stored menu of restaurant ${row.restaurant_id} is broken: import it again with relayctl restaurant import.`,
    );
  }
  return {
    restaurantId: restaurantIdSchema.parse(row.restaurant_id),
    name: row.name,
    menu: menu.data,
    privacy: privacyOf(row.privacy_json),
  };
}

/** As a restaurant has it that never chose, also where what it chose can't be read any more. */
function privacyOf(json: string | null): PrivacyPolicy {
  const stored = json === null ? undefined : privacyPolicySchema.safeParse(jsonOf(json));
  return stored?.success === true ? stored.data : DEFAULT_PRIVACY;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
