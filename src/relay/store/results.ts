/** Results by utterance id, encrypted, until the station has stored them or `RESULT_LIFETIME_MS` is over. */
import type { StationId, UtteranceId } from '../../shared/ids.ts';
import { utteranceResultSchema, type UtteranceResult } from '../../shared/wire/down.ts';
import type { Database } from './database.ts';
import type { Sealing } from './sealing.ts';

export const RESULT_LIFETIME_MS = 24 * 3_600_000;

export class Results {
  readonly #db: Database;
  readonly #sealing: Sealing;

  constructor(db: Database, sealing: Sealing) {
    this.#db = db;
    this.#sealing = sealing;
  }

  /** The first result of an utterance stays: a later one is not kept. */
  async put(stationId: StationId, result: UtteranceResult, nowMs: number): Promise<void> {
    const sealed = this.#sealing.seal(
      Buffer.from(JSON.stringify(result)),
      purposeOf(result.utteranceId),
    );
    await this.#db
      .insertInto('results')
      .values({
        utterance_id: result.utteranceId,
        station_id: stationId,
        sealed,
        expires_at_ms: nowMs + RESULT_LIFETIME_MS,
      })
      .onConflict((conflict) => conflict.column('utterance_id').doNothing())
      .execute();
  }

  /** Null also when the row can't be opened any more (another key): the utterance is then asked for anew. */
  async find(
    utteranceId: UtteranceId,
    nowMs: number,
  ): Promise<{ stationId: string; result: UtteranceResult } | null> {
    const row = await this.#db
      .selectFrom('results')
      .select(['station_id', 'sealed'])
      .where('utterance_id', '=', utteranceId)
      .where('expires_at_ms', '>', nowMs)
      .executeTakeFirst();
    if (row === undefined) return null;
    const plain = this.#sealing.open(new Uint8Array(row.sealed), purposeOf(utteranceId));
    if (plain === null) return null;
    return {
      stationId: row.station_id,
      result: utteranceResultSchema.parse(JSON.parse(plain.toString())),
    };
  }

  async forget(stationId: StationId, utteranceId: UtteranceId): Promise<void> {
    await this.#db
      .deleteFrom('results')
      .where('utterance_id', '=', utteranceId)
      .where('station_id', '=', stationId)
      .execute();
  }

  async forgetExpired(nowMs: number): Promise<void> {
    await this.#db.deleteFrom('results').where('expires_at_ms', '<=', nowMs).execute();
  }
}

function purposeOf(utteranceId: UtteranceId): string {
  return `result ${utteranceId}`;
}
