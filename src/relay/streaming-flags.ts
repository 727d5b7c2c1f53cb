/**
 * The switches of streaming and who gets it: `ENABLE_REALTIME_STREAMING`, `STREAMING_ROLLOUT_PERCENTAGE`,
 * `FALLBACK_TO_BATCH_ON_ERROR`. Pure. The environment gives the first values, the store the present ones:
 * for all restaurants, and for one alone.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { restaurantIdSchema, type RestaurantId, type StationId } from '../shared/ids.ts';

/** How an utterance is meant to go by the flags, whatever becomes of it: the arms of the rollout. */
export type Arm = 'streaming' | 'batch';

export type StreamingFlags = {
  readonly isStreamingEnabled: boolean;
  /** 0 to 100. */
  readonly rolloutPercentage: number;
  readonly fallsBackOnError: boolean;
};

/** What is set in one scope; null leaves it to the wider one. */
export type FlagSettings = {
  readonly [Name in keyof StreamingFlags]: StreamingFlags[Name] | null;
};

export const GLOBAL_SCOPE = 'global';
export type FlagScope = typeof GLOBAL_SCOPE | RestaurantId;
export const flagScopeSchema = z.union([z.literal(GLOBAL_SCOPE), restaurantIdSchema]);

export type StoredFlags = ReadonlyMap<FlagScope, FlagSettings>;

/** The rollout goes up one at a time, by a person, and falls back one at a time, by itself. */
export const ROLLOUT_STAGES = [5, 25, 50, 100] as const;

export const NOTHING_SET: FlagSettings = {
  isStreamingEnabled: null,
  rolloutPercentage: null,
  fallsBackOnError: null,
};

/** A restaurant's own setting counts; but streaming that is switched off for all is off for each. */
export function flagsOf(
  defaults: StreamingFlags,
  stored: StoredFlags,
  restaurantId: RestaurantId,
): StreamingFlags {
  const all = globalFlags(defaults, stored);
  const own = stored.get(restaurantId) ?? NOTHING_SET;
  return {
    isStreamingEnabled: all.isStreamingEnabled && (own.isStreamingEnabled ?? true),
    rolloutPercentage: own.rolloutPercentage ?? all.rolloutPercentage,
    fallsBackOnError: own.fallsBackOnError ?? all.fallsBackOnError,
  };
}

export function globalFlags(defaults: StreamingFlags, stored: StoredFlags): StreamingFlags {
  const all = stored.get(GLOBAL_SCOPE) ?? NOTHING_SET;
  return {
    isStreamingEnabled: all.isStreamingEnabled ?? defaults.isStreamingEnabled,
    rolloutPercentage: all.rolloutPercentage ?? defaults.rolloutPercentage,
    fallsBackOnError: all.fallsBackOnError ?? defaults.fallsBackOnError,
  };
}

/** Whose percentage decides on the stations of a restaurant. */
export function scopeOf(stored: StoredFlags, restaurantId: RestaurantId): FlagScope {
  const own = stored.get(restaurantId)?.rolloutPercentage ?? null;
  return own === null ? GLOBAL_SCOPE : restaurantId;
}

/** `bucket`: 0 to 99, the station's for ever. */
export function armOf(flags: StreamingFlags, bucket: number): Arm {
  return flags.isStreamingEnabled && bucket < flags.rolloutPercentage ? 'streaming' : 'batch';
}

export function stageBelow(percentage: number): number {
  return ROLLOUT_STAGES.findLast((stage) => stage < percentage) ?? 0;
}

export function stageAbove(percentage: number): number {
  return ROLLOUT_STAGES.find((stage) => stage > percentage) ?? 100;
}

export const BUCKETS = 100;

/**
 * The bucket of a new station: one of those with the fewest stations, which of them by the hash of its id. So any
 * hundred stations enrolled one after the other fill every bucket once, and 25 % of 1,000 is 250, not 223 or 280.
 */
export function bucketForNew(
  stationId: StationId,
  stationsIn: ReadonlyMap<number, number>,
): number {
  const counts = Array.from({ length: BUCKETS }, (_, bucket) => stationsIn.get(bucket) ?? 0);
  const fewest = Math.min(...counts);
  const free = counts.flatMap((count, bucket) => (count === fewest ? [bucket] : []));
  return free[hashOf(stationId) % free.length] ?? bucketByHash(stationId);
}

/** For a station that was enrolled before buckets were kept. */
export function bucketByHash(stationId: StationId): number {
  return hashOf(stationId) % BUCKETS;
}

function hashOf(stationId: StationId): number {
  return createHash('sha256').update(`rollout ${stationId}`).digest().readUInt32BE(0);
}
