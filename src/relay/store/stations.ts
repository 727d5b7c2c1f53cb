/** Enrolled stations and the one-time codes that let them in. */
import { z } from 'zod';
import {
  laneIdSchema,
  restaurantIdSchema,
  stationIdSchema,
  type RestaurantId,
  type StationId,
} from '../../shared/ids.ts';
import { nthPrefix } from '../../shared/order/order-number.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { publicKeySchema, type PublicKey } from '../../shared/wire/http.ts';
import { bucketByHash, bucketForNew } from '../streaming-flags.ts';
import { writeAudit } from './audit.ts';
import { atomically, type Database } from './database.ts';

const DAY_MS = 24 * 3_600_000;

export const lanesSchema = z
  .array(z.strictObject({ laneId: laneIdSchema, name: z.string().min(1).max(64) }))
  .min(1)
  .max(16);
export type Lanes = z.infer<typeof lanesSchema>;

export type Station = {
  readonly stationId: StationId;
  readonly restaurantId: RestaurantId;
  readonly name: string;
  readonly publicKey: PublicKey;
  readonly lanes: Lanes;
  /** Of its order numbers, unique in the restaurant. */
  readonly orderPrefix: string;
  /** Its place in a rollout, 0 to 99, for ever. */
  readonly rolloutBucket: number;
  readonly enrolledAtMs: number;
  readonly isRevoked: boolean;
};

export type NewStation = {
  readonly stationId: StationId;
  readonly name: string;
  readonly publicKey: PublicKey;
};
export type RedeemFailure = 'code-unknown' | 'code-expired' | 'code-used';

export class Stations {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async addCode(
    code: { codeHash: string; restaurantId: RestaurantId; lanes: Lanes; expiresAtMs: number },
    nowMs: number,
  ): Promise<void> {
    await this.#db
      .insertInto('enrolment_codes')
      .values({
        code_hash: code.codeHash,
        restaurant_id: code.restaurantId,
        lanes_json: JSON.stringify(code.lanes),
        created_at_ms: nowMs,
        expires_at_ms: code.expiresAtMs,
        used_by_station_id: null,
      })
      .execute();
    await writeAudit(
      this.#db,
      { action: 'code-created', subject: code.restaurantId, actor: 'relayctl' },
      nowMs,
    );
  }

  /**
   * Spends a code on a new station. The same key coming again with its code (the answer was lost on
   * the way) gets the same station.
   */
  async redeem(
    codeHash: string,
    station: NewStation,
    nowMs: number,
  ): Promise<Result<Station, RedeemFailure>> {
    return atomically(this.#db, async (tx) => {
      const spent = await tx
        .updateTable('enrolment_codes')
        .set({ used_by_station_id: station.stationId })
        .where('code_hash', '=', codeHash)
        .where('used_by_station_id', 'is', null)
        .where('expires_at_ms', '>', nowMs)
        .returning(['restaurant_id', 'lanes_json'])
        .executeTakeFirst();
      if (spent === undefined) return whyNot(tx, codeHash, station.publicKey);
      const row = {
        order_prefix: await nextPrefix(tx, spent.restaurant_id),
        station_id: station.stationId,
        restaurant_id: spent.restaurant_id,
        name: station.name,
        public_key_json: JSON.stringify(station.publicKey),
        lanes_json: spent.lanes_json,
        rollout_bucket: bucketForNew(station.stationId, await stationsByBucket(tx)),
        enrolled_at_ms: nowMs,
        revoked_at_ms: null,
      };
      await tx.insertInto('stations').values(row).execute();
      await writeAudit(
        tx,
        { action: 'station-enrolled', subject: station.stationId, actor: 'code' },
        nowMs,
      );
      return ok(stationOf(row));
    });
  }

  async find(stationId: StationId): Promise<Station | null> {
    const row = await this.#db
      .selectFrom('stations')
      .selectAll()
      .where('station_id', '=', stationId)
      .executeTakeFirst();
    return row === undefined ? null : stationOf(row);
  }

  async all(): Promise<Station[]> {
    const rows = await this.#db
      .selectFrom('stations')
      .selectAll()
      .orderBy('enrolled_at_ms')
      .execute();
    return rows.map(stationOf);
  }

  async revokedIds(): Promise<StationId[]> {
    const rows = await this.#db
      .selectFrom('stations')
      .select('station_id')
      .where('revoked_at_ms', 'is not', null)
      .execute();
    return rows.map((row) => stationIdSchema.parse(row.station_id));
  }

  /** False when there is no such station. Revoking twice is no mistake. */
  async revoke(stationId: StationId, nowMs: number, actor = 'relayctl'): Promise<boolean> {
    const row = await this.#db
      .updateTable('stations')
      .set((row) => ({ revoked_at_ms: row.fn.coalesce('revoked_at_ms', row.val(nowMs)) }))
      .where('station_id', '=', stationId)
      .returning('station_id')
      .executeTakeFirst();
    if (row === undefined) return false;
    await writeAudit(this.#db, { action: 'station-revoked', subject: stationId, actor }, nowMs);
    return true;
  }
}

/** A code that ran out is told as such for a day more; a spent one is kept as long, for an answer that was lost. */
export async function forgetOldCodes(db: Database, nowMs: number): Promise<void> {
  await db
    .deleteFrom('enrolment_codes')
    .where('expires_at_ms', '<=', nowMs - DAY_MS)
    .execute();
}

/** Stations are never deleted, so their count is the next one's place. */
async function nextPrefix(tx: Database, restaurantId: string): Promise<string> {
  const { count } = await tx
    .selectFrom('stations')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('restaurant_id', '=', restaurantId)
    .executeTakeFirstOrThrow();
  return nthPrefix(count);
}

async function stationsByBucket(tx: Database): Promise<Map<number, number>> {
  const rows = await tx
    .selectFrom('stations')
    .select((row) => ['rollout_bucket', row.fn.countAll<number>().as('count')])
    .where('rollout_bucket', 'is not', null)
    .groupBy('rollout_bucket')
    .execute();
  return new Map(rows.map(({ rollout_bucket, count }) => [rollout_bucket ?? 0, count]));
}

async function whyNot(
  tx: Database,
  codeHash: string,
  publicKey: PublicKey,
): Promise<Result<Station, RedeemFailure>> {
  const code = await tx
    .selectFrom('enrolment_codes')
    .select('used_by_station_id')
    .where('code_hash', '=', codeHash)
    .executeTakeFirst();
  if (code === undefined) return fail('code-unknown');
  if (code.used_by_station_id === null) return fail('code-expired');
  const known = await tx
    .selectFrom('stations')
    .selectAll()
    .where('station_id', '=', code.used_by_station_id)
    .executeTakeFirst();
  const station = known === undefined ? null : stationOf(known);
  const isSameKey = station?.isRevoked === false && station.publicKey.x === publicKey.x;
  return isSameKey ? ok(station) : fail('code-used');
}

function stationOf(row: {
  station_id: string;
  restaurant_id: string;
  name: string;
  public_key_json: string;
  lanes_json: string;
  order_prefix: string | null;
  rollout_bucket: number | null;
  enrolled_at_ms: number;
  revoked_at_ms: number | null;
}): Station {
  const stationId = stationIdSchema.parse(row.station_id);
  return {
    stationId,
    restaurantId: restaurantIdSchema.parse(row.restaurant_id),
    name: row.name,
    publicKey: publicKeySchema.parse(JSON.parse(row.public_key_json)),
    lanes: lanesSchema.parse(JSON.parse(row.lanes_json)),
    orderPrefix: row.order_prefix ?? '',
    rolloutBucket: row.rollout_bucket ?? bucketByHash(stationId),
    enrolledAtMs: row.enrolled_at_ms,
    isRevoked: row.revoked_at_ms !== null,
  };
}
