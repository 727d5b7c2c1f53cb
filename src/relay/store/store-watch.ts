/** Notices within half a second what `relayctl` writes beside the relay: revocations, flags, keys, menus, privacy. */
import { isDeepStrictEqual } from 'node:util';
import type { RestaurantId, StationId } from '../../shared/ids.ts';
import { drop, errorName, type Log } from '../log.ts';
import { dataVersion, type Database } from './database.ts';
import type { Restaurant } from './restaurants.ts';

const LOOK_EVERY_MS = 500;
/** A store that could not be looked at for so long is away. */
const STALE_AFTER_MS = 3_000;

type Deps = {
  readonly db: Database;
  readonly loadRestaurants: () => Promise<Restaurant[]>;
  readonly loadRevoked: () => Promise<StationId[]>;
  /** Whatever else follows the store. */
  readonly follow: () => Promise<void>;
  readonly onRevoked: (stationIds: readonly StationId[]) => void;
  readonly onRestaurantsChanged: (restaurantIds: ReadonlySet<RestaurantId>) => void;
  readonly monotonicMs: () => number;
  readonly log: Log;
};

export class StoreWatch {
  readonly #deps: Deps;
  #restaurants: ReadonlyMap<RestaurantId, Restaurant> = new Map();
  #version = -1;
  #lookedAtMs = 0;
  #timer: NodeJS.Timeout | null = null;
  #isLooking = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The restaurant as it was half a second ago at most. */
  restaurant(restaurantId: RestaurantId): Restaurant | null {
    return this.#restaurants.get(restaurantId) ?? null;
  }

  /** Whether what it tells is the store's present state. */
  isFresh(): boolean {
    return this.#deps.monotonicMs() - this.#lookedAtMs <= STALE_AFTER_MS;
  }

  /** Loads everything once, and throws when a stored menu is broken; then looks on. */
  async start(): Promise<void> {
    await this.#load();
    this.#lookedAtMs = this.#deps.monotonicMs();
    this.#timer = setInterval(() => drop(this.#look(), this.#deps.log), LOOK_EVERY_MS);
  }

  /** After a write of the relay itself, which the store does not tell of. */
  async refresh(): Promise<void> {
    await this.#load();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const version = await dataVersion(this.#deps.db);
      if (version !== this.#version) await this.#load();
      this.#lookedAtMs = this.#deps.monotonicMs();
    } catch (error) {
      this.#deps.log.error({ error: errorName(error) }, 'the store could not be looked at');
    } finally {
      this.#isLooking = false;
    }
  }

  async #load(): Promise<void> {
    const { db, loadRestaurants, loadRevoked } = this.#deps;
    const { follow, onRevoked, onRestaurantsChanged } = this.#deps;
    const version = await dataVersion(db);
    onRevoked(await loadRevoked());
    await follow();
    const before = this.#restaurants;
    const restaurants = await loadRestaurants();
    this.#restaurants = new Map(
      restaurants.map((restaurant) => [restaurant.restaurantId, restaurant]),
    );
    // Only now: a load that failed on its way is tried again.
    this.#version = version;
    const changed = restaurants.filter(({ restaurantId, menu, privacy }) => {
      const known = before.get(restaurantId);
      if (known === undefined) return false;
      return known.menu.version !== menu.version || !isDeepStrictEqual(known.privacy, privacy);
    });
    if (changed.length > 0)
      onRestaurantsChanged(new Set(changed.map(({ restaurantId }) => restaurantId)));
  }
}
