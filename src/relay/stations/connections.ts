/** The open connections, one a station: an honest reconnect wins over the socket that it replaces. */
import type { RestaurantId, StationId } from '../../shared/ids.ts';
import type { DownMessage } from '../../shared/wire/down.ts';
import type { StationConnection } from './connection.ts';
import type { Sink, StationMetrics } from './ports.ts';

/** Sent away, stations come back one after another: a TLS handshake costs up to 3 ms of a core. */
const RETURN_SPACING_MS = 4;

/** A station that is drained leaves this soon after its words were told. */
const DRAIN_LOOK_MS = 50;

/** When the station at `place` in the row of those sent away may come back. */
export function returnAfterMs(firstAfterMs: number, place: number): number {
  return firstAfterMs + place * RETURN_SPACING_MS;
}

export class Connections {
  readonly #open = new Map<StationId, StationConnection>();
  readonly #metrics: StationMetrics;

  constructor(metrics: StationMetrics) {
    this.#metrics = metrics;
  }

  admit(connection: StationConnection): void {
    this.#open.get(connection.stationId)?.close('replaced');
    this.#open.set(connection.stationId, connection);
    this.#metrics.connections(this.#open.size);
  }

  leave(connection: StationConnection): void {
    if (this.#open.get(connection.stationId) === connection)
      this.#open.delete(connection.stationId);
    this.#metrics.connections(this.#open.size);
  }

  sinkOf(stationId: StationId): Sink | null {
    return this.#open.get(stationId) ?? null;
  }

  closeRevoked(stationIds: readonly StationId[]): void {
    for (const stationId of stationIds) this.#open.get(stationId)?.close('revoked');
  }

  /** A token of a key that is trusted no more is as good as run out: the station gets a new one and comes back. */
  closeDistrusted(isTrusted: (keyId: string) => boolean): void {
    for (const connection of this.#open.values()) {
      if (!isTrusted(connection.keyId)) connection.close('tokenExpired');
    }
  }

  /** `null`: something that concerns every restaurant. */
  configChanged(restaurantIds: ReadonlySet<RestaurantId> | null): void {
    for (const connection of this.#open.values()) {
      if (restaurantIds === null || restaurantIds.has(connection.restaurantId))
        connection.send({ type: 'config_changed' });
    }
  }

  /** To every station of the restaurant. */
  tell(restaurantId: RestaurantId, message: DownMessage): void {
    for (const connection of this.#open.values()) {
      if (connection.restaurantId === restaurantId) connection.send(message);
    }
  }

  get size(): number {
    return this.#open.size;
  }

  /** Of those who are connected. */
  get restaurantIds(): ReadonlySet<RestaurantId> {
    return new Set([...this.#open.values()].map(({ restaurantId }) => restaurantId));
  }

  /** To each: so many frames in a message. */
  askFor(framesPerMessage: number): void {
    for (const connection of this.#open.values()) connection.askFor(framesPerMessage);
  }

  /**
   * Sends stations away as soon as they have nothing under way, for `deadlineMs` at most. Those who came meanwhile
   * go as well; who is left after it is for `sendAway`.
   */
  async drain(drain: {
    readonly isBusy: (stationId: StationId) => boolean;
    readonly firstAfterMs: number;
    readonly deadlineMs: number;
    readonly monotonicMs: () => number;
  }): Promise<void> {
    const endMs = drain.monotonicMs() + drain.deadlineMs;
    let place = 0;
    while (this.#open.size > 0 && drain.monotonicMs() < endMs) {
      for (const connection of this.#open.values()) {
        if (connection.isLeaving || drain.isBusy(connection.stationId)) continue;
        connection.sendAway(returnAfterMs(drain.firstAfterMs, place));
        place += 1;
      }
      await new Promise((resolve) => setTimeout(resolve, DRAIN_LOOK_MS));
    }
  }

  /** Tells every station to come back later, the first after `firstAfterMs`, and closes. */
  sendAway(firstAfterMs: number): void {
    for (const [place, connection] of [...this.#open.values()].entries()) {
      connection.sendAway(returnAfterMs(firstAfterMs, place));
    }
  }
}
