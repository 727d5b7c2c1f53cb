/**
 * Stations as they were when they were looked up last: one that is known gets its token while a store that relays share is
 * away. Revocations are watched apart.
 */
import type { StationId } from '../../shared/ids.ts';
import { withDeadline } from './deadline.ts';
import type { Station, Stations } from './stations.ts';

const MAX_KNOWN = 20_000;
/** A station waits no longer for its token or its config. */
const LOOK_UP_DEADLINE_MS = 1_500;

export class KnownStations {
  readonly #stations: Pick<Stations, 'find'>;
  readonly #known = new Map<StationId, Station>();

  constructor(stations: Pick<Stations, 'find'>) {
    this.#stations = stations;
  }

  /** Throws when the store is away and the station was never seen here. */
  async find(stationId: StationId): Promise<Station | null> {
    try {
      const station = await withDeadline(this.#stations.find(stationId), LOOK_UP_DEADLINE_MS);
      if (station !== null) this.#remember(station);
      return station;
    } catch (error) {
      const known = this.#known.get(stationId);
      if (known === undefined) throw error;
      return known;
    }
  }

  #remember(station: Station): void {
    const oldest = this.#known.keys().next();
    if (this.#known.size >= MAX_KNOWN && !oldest.done) this.#known.delete(oldest.value);
    this.#known.set(station.stationId, station);
  }
}
