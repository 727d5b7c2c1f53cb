/**
 * What a station, and all stations of a restaurant together, may ask of the relay: twice what one can need, so
 * that only what has gone wrong meets a limit. They count after authentication; the address behind which a
 * restaurant's stations sit does not matter.
 */
import type { RestaurantId, StationId } from '../../shared/ids.ts';
import type { StationIdentity } from '../station-identity.ts';
import { RateMeter, type Rate } from './rate-meter.ts';

export type Limited = 'frames' | 'bytes' | 'sessions' | 'messages' | 'uploads' | 'requests';
export type Rates = Readonly<Record<Limited, Rate>>;
export type TenantRates = { readonly station: Rates; readonly restaurant: Rates };

/** 50 frames of 640 bytes a second make one lane; after a cut the unacked 10 s of each come again at once. */
const LANES = 4;
const FRAMES: Rate = { burst: LANES * 1_500, perSecond: LANES * 100 };
const STATION: Rates = {
  frames: FRAMES,
  bytes: { burst: FRAMES.burst * 700, perSecond: FRAMES.perSecond * 700 },
  /** Utterances begun or gone on with. */
  sessions: { burst: 120, perSecond: 4 },
  /** Messages other than frames; after hours apart a station owes hundreds of acks of results. */
  messages: { burst: 2_000, perSecond: 50 },
  uploads: { burst: 120, perSecond: 5 },
  /** Every other HTTP call. */
  requests: { burst: 600, perSecond: 20 },
};
/** Of stations that are all busy at once. */
const STATIONS = 10;

export const TENANT_RATES: TenantRates = { station: STATION, restaurant: times(STATION, STATIONS) };

/** Beyond this many stations or restaurants those that came first are forgotten, and begin anew. */
const MAX_KEPT = 20_000;

type Meters = Readonly<Record<Limited, RateMeter>>;

type OnExceeded = (limited: Limited, whose: 'station' | 'restaurant') => void;

export class TenantLimits {
  readonly #rates: TenantRates;
  readonly #nowMs: () => number;
  readonly #onExceeded: OnExceeded;
  readonly #stations = new Map<StationId, Meters>();
  readonly #restaurants = new Map<RestaurantId, Meters>();

  constructor(rates: TenantRates, nowMs: () => number, onExceeded: OnExceeded) {
    this.#rates = rates;
    this.#nowMs = nowMs;
    this.#onExceeded = onExceeded;
  }

  /** A station's own: kept by whoever asks often. */
  of({ stationId, restaurantId }: StationIdentity): StationLimits {
    const nowMs = this.#nowMs();
    const station = metersOf(this.#stations, stationId, this.#rates.station, nowMs);
    const restaurant = metersOf(this.#restaurants, restaurantId, this.#rates.restaurant, nowMs);
    return new StationLimits({ station, restaurant }, this.#nowMs, this.#onExceeded);
  }

  /** How much of its frames each restaurant has used up, 0 to 1; the fullest first. */
  budgets(): { readonly restaurantId: RestaurantId; readonly usedShare: number }[] {
    const nowMs = this.#nowMs();
    return [...this.#restaurants]
      .map(([restaurantId, meters]) => ({
        restaurantId,
        usedShare: meters.frames.usedShare(nowMs),
      }))
      .sort((a, b) => b.usedShare - a.usedShare);
  }
}

export class StationLimits {
  readonly #meters: { readonly station: Meters; readonly restaurant: Meters };
  readonly #nowMs: () => number;
  readonly #onExceeded: OnExceeded;

  constructor(
    meters: { readonly station: Meters; readonly restaurant: Meters },
    nowMs: () => number,
    onExceeded: OnExceeded,
  ) {
    this.#meters = meters;
    this.#nowMs = nowMs;
    this.#onExceeded = onExceeded;
  }

  /** False when the station, or its restaurant, has had more than it may. */
  take(limited: Limited, amount = 1, nowMs = this.#nowMs()): boolean {
    const { station, restaurant } = this.#meters;
    const isStations = !station[limited].take(amount, nowMs);
    if (!isStations && restaurant[limited].take(amount, nowMs)) return true;
    this.#onExceeded(limited, isStations ? 'station' : 'restaurant');
    return false;
  }

  waitMs(limited: Limited): number {
    const nowMs = this.#nowMs();
    const { station, restaurant } = this.#meters;
    return Math.max(station[limited].waitMs(1, nowMs), restaurant[limited].waitMs(1, nowMs));
  }
}

function metersOf<Key>(kept: Map<Key, Meters>, key: Key, rates: Rates, nowMs: number): Meters {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const meter = (limited: Limited) => new RateMeter(rates[limited], nowMs);
  const made = {
    frames: meter('frames'),
    bytes: meter('bytes'),
    sessions: meter('sessions'),
    messages: meter('messages'),
    uploads: meter('uploads'),
    requests: meter('requests'),
  };
  kept.set(key, made);
  const oldest = kept.keys().next();
  if (kept.size > MAX_KEPT && !oldest.done) kept.delete(oldest.value);
  return made;
}

function times(rates: Rates, count: number): Rates {
  const scaled = ({ burst, perSecond }: Rate) => ({
    burst: burst * count,
    perSecond: perSecond * count,
  });
  const { frames, bytes, sessions, messages, uploads, requests } = rates;
  return {
    frames: scaled(frames),
    bytes: scaled(bytes),
    sessions: scaled(sessions),
    messages: scaled(messages),
    uploads: scaled(uploads),
    requests: scaled(requests),
  };
}
