/** Every menu version that a restaurant ever had: an order is checked against the one it was made with. */
import type { RestaurantId } from '../../shared/ids.ts';
import { menuSchema, type Menu } from '../../shared/menu/menu.ts';
import type { Database } from './database.ts';

/** Parsed menus kept in memory, over all restaurants. */
const MAX_KEPT = 64;

export class Menus {
  readonly #db: Database;
  readonly #kept = new Map<string, Menu>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Null when the restaurant never had that version. */
  async find(restaurantId: RestaurantId, menuVersion: string): Promise<Menu | null> {
    const key = `${restaurantId} ${menuVersion}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const row = await this.#db
      .selectFrom('menus')
      .select('menu_json')
      .where('restaurant_id', '=', restaurantId)
      .where('menu_version', '=', menuVersion)
      .executeTakeFirst();
    if (row === undefined) return null;
    const menu = menuSchema.parse(JSON.parse(row.menu_json));
    const oldest = this.#kept.keys().next();
    if (this.#kept.size >= MAX_KEPT && !oldest.done) this.#kept.delete(oldest.value);
    this.#kept.set(key, menu);
    return menu;
  }
}
