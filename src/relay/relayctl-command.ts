/** What the commands of `relayctl` have in common. */
import { restaurantIdSchema, type RestaurantId } from '../shared/ids.ts';
import type { PrivacyOptions } from './relayctl-privacy-options.ts';
import { SetupFailure } from './setup-failure.ts';
import type { Database } from './store/database.ts';
import { Restaurants } from './store/restaurants.ts';

export type CtlOptions = PrivacyOptions & {
  readonly restaurant?: string | undefined;
  readonly lanes?: string | undefined;
  readonly ttl?: string | undefined;
  readonly reason?: string | undefined;
  readonly name?: string | undefined;
  readonly scopes?: string | undefined;
  readonly days?: string | undefined;
  readonly weeks?: string | undefined;
  readonly 'at-once'?: boolean | undefined;
};

export type CtlAnswer = { readonly json: object; readonly text: string };

export type CtlCall = {
  readonly db: Database;
  /** The relay's data folder, with the store and its keys. */
  readonly dataDir: string;
  readonly options: CtlOptions;
  /** What follows the two words of the command. */
  readonly args: readonly string[];
};

export async function knownRestaurant({ db, options }: CtlCall): Promise<RestaurantId> {
  const restaurantId = restaurantIdSchema.safeParse(options.restaurant);
  if (!restaurantId.success)
    throw new SetupFailure('Which restaurant? Give its id with --restaurant.');
  if ((await new Restaurants(db).find(restaurantId.data)) === null) {
    throw new SetupFailure(`There is no restaurant ${restaurantId.data}: import its menu first.`);
  }
  return restaurantId.data;
}
