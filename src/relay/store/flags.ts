/** The streaming flags as people and the rollout set them, with the reason of the last change. */
import {
  flagScopeSchema,
  NOTHING_SET,
  type FlagScope,
  type FlagSettings,
} from '../streaming-flags.ts';
import { writeAudit } from './audit.ts';
import { atomically, type Database } from './database.ts';

export type FlagRow = {
  readonly scope: FlagScope;
  readonly settings: FlagSettings;
  readonly changedAtMs: number;
  readonly reason: string;
};

type Change = { readonly actor: string; readonly reason: string };

export class Flags {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async all(): Promise<FlagRow[]> {
    const rows = await this.#db.selectFrom('flags').selectAll().orderBy('scope').execute();
    return rows.map((row) => ({
      scope: flagScopeSchema.parse(row.scope),
      settings: {
        isStreamingEnabled: switchOf(row.is_streaming_enabled),
        rolloutPercentage: row.rollout_percentage,
        fallsBackOnError: switchOf(row.falls_back_on_error),
      },
      changedAtMs: row.changed_at_ms,
      reason: row.reason,
    }));
  }

  /** Changes what `settings` names; null there leaves the flag to the wider scope. */
  async set(
    scope: FlagScope,
    settings: Partial<FlagSettings>,
    change: Change,
    nowMs: number,
  ): Promise<void> {
    await atomically(this.#db, (tx) => put(tx, scope, settings, change, nowMs));
  }

  /**
   * One stage down, unless somebody changed the percentage meanwhile (another relay, or a person): then false.
   * `from` is what was in force, set here or not.
   */
  async stepBack(
    scope: FlagScope,
    { from, to, isSet }: { readonly from: number; readonly to: number; readonly isSet: boolean },
    reason: string,
    nowMs: number,
  ): Promise<boolean> {
    return atomically(this.#db, async (tx) => {
      const row = await tx
        .selectFrom('flags')
        .select('rollout_percentage')
        .where('scope', '=', scope)
        .executeTakeFirst();
      const stored = row?.rollout_percentage ?? null;
      if (isSet ? stored !== from : stored !== null) return false;
      await put(tx, scope, { rolloutPercentage: to }, { actor: 'rollout', reason }, nowMs);
      return true;
    });
  }
}

async function put(
  tx: Database,
  scope: FlagScope,
  settings: Partial<FlagSettings>,
  { actor, reason }: Change,
  nowMs: number,
): Promise<void> {
  const columns = columnsOf(settings);
  await tx
    .insertInto('flags')
    .values({ scope, ...columnsOf(NOTHING_SET), ...columns, changed_at_ms: nowMs, reason })
    .onConflict((conflict) =>
      conflict.column('scope').doUpdateSet({ ...columns, changed_at_ms: nowMs, reason }),
    )
    .execute();
  const detail = `${Object.entries(settings)
    .map(([name, value]) => `${name}=${value ?? 'inherited'}`)
    .join(' ')}: ${reason}`;
  await writeAudit(tx, { action: 'flags-changed', subject: scope, actor, detail }, nowMs);
}

function columnsOf({
  isStreamingEnabled,
  rolloutPercentage,
  fallsBackOnError,
}: Partial<FlagSettings>) {
  return {
    ...(isStreamingEnabled !== undefined && { is_streaming_enabled: bitOf(isStreamingEnabled) }),
    ...(rolloutPercentage !== undefined && { rollout_percentage: rolloutPercentage }),
    ...(fallsBackOnError !== undefined && { falls_back_on_error: bitOf(fallsBackOnError) }),
  };
}

function bitOf(value: boolean | null): number | null {
  return value === null ? null : Number(value);
}

function switchOf(bit: number | null): boolean | null {
  return bit === null ? null : bit !== 0;
}
