/** Notices what `relayctl` writes beside the running relay: revocations, flags and menus, within half a second. */
import type { RestaurantId, StationId } from '../../shared/ids.ts';
import { drop, errorName, type Log } from '../log.ts';
import type { StoredFlags } from '../streaming-flags.ts';
import { dataVersion, type Database } from './database.ts';
import type { FlagRow } from './flags.ts';
import type { Restaurant } from './restaurants.ts';

const LOOK_EVERY_MS = 500;

type Deps = {
  readonly db: Database;
  readonly loadRestaurants: () => Promise<Restaurant[]>;
  readonly loadRevoked: () => Promise<StationId[]>;
  readonly loadFlags: () => Promise<FlagRow[]>;
  readonly onFlags: (stored: StoredFlags) => void;
  readonly onRevoked: (stationIds: readonly StationId[]) => void;
  readonly onMenusChanged: (restaurantIds: ReadonlySet<RestaurantId>) => void;
  readonly log: Log;
};

export class StoreWatch {
  readonly #deps: Deps;
  #restaurants: ReadonlyMap<RestaurantId, Restaurant> = new Map();
  #version = -1;
  #timer: NodeJS.Timeout | null = null;
  #isLooking = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The restaurant as it was half a second ago at most. */
  restaurant(restaurantId: RestaurantId): Restaurant | null {
    return this.#restaurants.get(restaurantId) ?? null;
  }

  /** Loads everything once, and throws when a stored menu is broken; then looks on. */
  async start(): Promise<void> {
    await this.#load();
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
    } catch (error) {
      this.#deps.log.error({ error: errorName(error) }, 'the store could not be looked at');
    } finally {
      this.#isLooking = false;
    }
  }

  async #load(): Promise<void> {
    const { db, loadRestaurants, loadRevoked, loadFlags } = this.#deps;
    const { onRevoked, onFlags, onMenusChanged } = this.#deps;
    this.#version = await dataVersion(db);
    onRevoked(await loadRevoked());
    onFlags(new Map((await loadFlags()).map(({ scope, settings }) => [scope, settings])));
    const before = this.#restaurants;
    const restaurants = await loadRestaurants();
    this.#restaurants = new Map(
      restaurants.map((restaurant) => [restaurant.restaurantId, restaurant]),
    );
    const changed = restaurants.filter(({ restaurantId, menu }) => {
      const known = before.get(restaurantId);
      return known !== undefined && known.menu.version !== menu.version;
    });
    if (changed.length > 0)
      onMenusChanged(new Set(changed.map(({ restaurantId }) => restaurantId)));
  }
}
