/** Connects all that follows the store: who may come in, who streams, which menus hold, and who was shut out. */
import type { RestaurantId, StationId } from '../shared/ids.ts';
import type { Menu } from '../shared/menu/menu.ts';
import { DEFAULT_PRIVACY, type PrivacyPolicy } from '../shared/privacy/privacy-policy.ts';
import { connectRollout } from './connect-rollout.ts';
import { AccessTokens } from './identity/access-tokens.ts';
import { Gate } from './identity/gate.ts';
import { drop } from './log.ts';
import type { RelayParts } from './relay-parts.ts';
import type { Rollout } from './rollout/rollout.ts';
import { writeAudit } from './store/audit.ts';
import type { Flags } from './store/flags.ts';
import { KnownRestaurants } from './store/known-restaurants.ts';
import { KnownStations } from './store/known-stations.ts';
import { Operators } from './store/operators.ts';
import { Restaurants } from './store/restaurants.ts';
import type { Sealing } from './store/sealing.ts';
import { forgetOldKeys, loadSigningKeys } from './store/signing-keys.ts';
import { forgetOldCodes, Stations, type Lanes } from './store/stations.ts';
import { StoreWatch } from './store/store-watch.ts';
import { forgetUsedAssertions, UsedAssertions } from './store/used-assertions.ts';

const SWEEP_EVERY_MS = 3_600_000;

type Hooks = {
  /** Streaming was switched off where `isOffFor` says so. */
  readonly switchOff: (isOffFor: (restaurantId: RestaurantId) => boolean) => void;
  /** Something was said to be sold out, or back. */
  readonly followSoldOut: () => Promise<void>;
};

export type StoreParts = {
  readonly stations: Stations;
  readonly lanesOf: (stationId: StationId) => Promise<Lanes | null>;
  readonly operators: Operators;
  readonly flags: Flags;
  readonly rollout: Rollout;
  readonly tokens: AccessTokens;
  readonly gate: Gate;
  readonly menuOf: (restaurantId: RestaurantId) => Menu | null;
  readonly privacyOf: (restaurantId: RestaurantId) => PrivacyPolicy;
  /** The last look at the store worked, and is not long ago. */
  readonly isFresh: () => boolean;
  /** Now, after a write of the relay itself. */
  readonly refresh: () => Promise<void>;
};

/** All of it is loaded once when this returns. */
export async function connectStore(
  parts: RelayParts,
  sealing: Sealing,
  hooks: Hooks,
): Promise<StoreParts> {
  const { config, db, connections, disposals, log, wallMs } = parts;
  const stations = new Stations(db);
  const knownStations = new KnownStations(stations);
  const restaurants = new KnownRestaurants({
    restaurants: new Restaurants(db),
    onChanged: (restaurantIds) => connections.configChanged(restaurantIds),
  });
  const usedAssertions = new UsedAssertions(db);
  const revoked = new Set<StationId>();
  const refresh = () => watch.refresh();
  const { rollout, flags } = connectRollout({
    ...parts,
    onChange: (changed, { restaurantIds }) => {
      hooks.switchOff((restaurantId) => !changed.flagsOf(restaurantId).isStreamingEnabled);
      connections.configChanged(restaurantIds);
    },
    onWritten: () => drop(refresh(), log),
  });
  const isShared = config.databaseUrl !== undefined;
  const loadKeys = () => loadSigningKeys(db, sealing, { isShared, nowMs: wallMs() });
  const tokens = new AccessTokens(await loadKeys(), config.tokenLifetimeS);
  const watch: StoreWatch = new StoreWatch({
    db,
    follow: {
      revocations: async () => {
        const stationIds = await stations.revokedIds();
        for (const stationId of stationIds) revoked.add(stationId);
        connections.closeRevoked(stationIds);
      },
      keys: async () => {
        tokens.use(await loadKeys());
        connections.closeDistrusted((keyId) => tokens.isTrusted(keyId, wallMs()));
      },
      flags: async () =>
        rollout.load(new Map((await flags.all()).map(({ scope, settings }) => [scope, settings]))),
      restaurants: () => restaurants.load(),
      'sold-out': hooks.followSoldOut,
    },
    monotonicMs: parts.monotonicMs,
    log,
  });
  disposals.push(() => watch.stop());
  await watch.start();
  sweep(parts);
  const gate = new Gate({
    stations: {
      find: (stationId) => knownStations.find(stationId),
      redeem: (codeHash, station, nowMs) => stations.redeem(codeHash, station, nowMs),
    },
    useAssertion: (assertionId, expiresAtMs) => usedAssertions.use(assertionId, expiresAtMs),
    restaurantName: (restaurantId) => restaurants.find(restaurantId)?.name ?? '',
    tokens,
    isRevoked: (stationId) => revoked.has(stationId),
    onRefusedCode: (why) =>
      writeAudit(db, { action: 'enrolment-refused', subject: why, actor: 'code' }, wallMs()),
    wallMs,
  });
  return {
    stations,
    lanesOf: async (stationId) => (await knownStations.find(stationId))?.lanes ?? null,
    operators: new Operators(db),
    flags,
    rollout,
    tokens,
    gate,
    menuOf: (restaurantId) => restaurants.find(restaurantId)?.menu ?? null,
    privacyOf: (restaurantId) => restaurants.find(restaurantId)?.privacy ?? DEFAULT_PRIVACY,
    isFresh: () => watch.isFresh(),
    refresh,
  };
}

/** Old codes and keys go, now and every hour. */
function sweep({ db, disposals, log, wallMs }: RelayParts): void {
  const once = async () => {
    await forgetOldCodes(db, wallMs());
    await forgetOldKeys(db, wallMs());
    await forgetUsedAssertions(db, wallMs());
  };
  drop(once(), log);
  const timer = setInterval(() => drop(once(), log), SWEEP_EVERY_MS);
  disposals.push(() => clearInterval(timer));
}
