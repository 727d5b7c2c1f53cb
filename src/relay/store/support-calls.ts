/** Presses of “Something went wrong”, each once by its id. */
import type { SupportCall } from '../../shared/wire/support-call.ts';
import type { StationIdentity } from '../station-identity.ts';
import type { Database } from './database.ts';

/** A till that was offline for longer says so as if it were so old. */
const MAX_AGE_MS = 7 * 24 * 3_600_000;

export class SupportCalls {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async enter(
    { restaurantId, stationId }: StationIdentity,
    { callId, laneId, madeAtMs, sentAtMs }: SupportCall,
    nowMs: number,
  ): Promise<void> {
    const ageMs = Math.min(MAX_AGE_MS, Math.max(0, sentAtMs - madeAtMs));
    await this.#db
      .insertInto('support_calls')
      .values({
        call_id: callId,
        restaurant_id: restaurantId,
        station_id: stationId,
        lane_id: laneId,
        made_at_ms: nowMs - ageMs,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
