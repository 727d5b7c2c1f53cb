/** The restaurants as the store had them last, for those who can't wait for it. */
import { isDeepStrictEqual } from 'node:util';
import type { RestaurantId } from '../../shared/ids.ts';
import type { Restaurant, Restaurants } from './restaurants.ts';

type Deps = {
  readonly restaurants: Pick<Restaurants, 'all'>;
  /** Their menus or privacy are others now. */
  readonly onChanged: (restaurantIds: ReadonlySet<RestaurantId>) => void;
};

export class KnownRestaurants {
  readonly #deps: Deps;
  #known: ReadonlyMap<RestaurantId, Restaurant> = new Map();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  find(restaurantId: RestaurantId): Restaurant | null {
    return this.#known.get(restaurantId) ?? null;
  }

  /** Throws when a stored menu is broken. */
  async load(): Promise<void> {
    const restaurants = await this.#deps.restaurants.all();
    const before = this.#known;
    this.#known = new Map(restaurants.map((restaurant) => [restaurant.restaurantId, restaurant]));
    const changed = restaurants.filter(({ restaurantId, menu, privacy }) => {
      const known = before.get(restaurantId);
      if (known === undefined) return false;
      return known.menu.version !== menu.version || !isDeepStrictEqual(known.privacy, privacy);
    });
    if (changed.length > 0)
      this.#deps.onChanged(new Set(changed.map(({ restaurantId }) => restaurantId)));
  }
}
