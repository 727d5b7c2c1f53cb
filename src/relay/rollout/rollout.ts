/**
 * Who streams. Holds the flags as the store had them last, says each station's arm, watches how the streaming
 * arm does, and takes it one stage back when it is not good enough. Stepping forward is for people.
 */
import type { RestaurantId } from '../../shared/ids.ts';
import { drop, type Log } from '../log.ts';
import type { StationIdentity } from '../station-identity.ts';
import {
  armOf,
  flagsOf,
  globalFlags,
  GLOBAL_SCOPE,
  scopeOf,
  stageBelow,
  type Arm,
  type FlagScope,
  type StoredFlags,
  type StreamingFlags,
} from '../streaming-flags.ts';
import { GateWindow, whyNotGoodEnough, type StreamOutcome } from './gate.ts';

/** Which stations a change of flags concerns; null for all. */
export type FlagsChange = { readonly restaurantIds: ReadonlySet<RestaurantId> | null };

type Deps = {
  readonly defaults: StreamingFlags;
  /** False: somebody else has changed the percentage meanwhile. */
  readonly stepBack: (
    scope: FlagScope,
    step: { readonly from: number; readonly to: number; readonly isSet: boolean },
    reason: string,
  ) => Promise<boolean>;
  readonly onChange: (change: FlagsChange) => void;
  readonly onSteppedBack: () => void;
  readonly monotonicMs: () => number;
  readonly log: Log;
};

export class Rollout {
  readonly #deps: Deps;
  readonly #windows = new Map<FlagScope, GateWindow>();
  readonly #stepping = new Set<FlagScope>();
  #stored: StoredFlags | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** As the store has them now; what changed is told on, the first load is not. */
  load(stored: StoredFlags): void {
    const before = this.#stored;
    this.#stored = stored;
    if (before === null) return;
    const changed = [...new Set([...before.keys(), ...stored.keys()])].filter(
      (scope) => JSON.stringify(before.get(scope)) !== JSON.stringify(stored.get(scope)),
    );
    if (changed.length === 0) return;
    for (const scope of changed) this.#windows.delete(scope);
    const restaurantIds = changed.flatMap((scope) => (scope === GLOBAL_SCOPE ? [] : [scope]));
    const isForAll = restaurantIds.length < changed.length;
    this.#deps.onChange({ restaurantIds: isForAll ? null : new Set(restaurantIds) });
  }

  flagsOf(restaurantId: RestaurantId): StreamingFlags {
    return flagsOf(this.#deps.defaults, this.#flags, restaurantId);
  }

  armOf({ restaurantId, rolloutBucket }: StationIdentity): Arm {
    return armOf(this.flagsOf(restaurantId), rolloutBucket);
  }

  fallsBackOnError(restaurantId: RestaurantId): boolean {
    return this.flagsOf(restaurantId).fallsBackOnError;
  }

  get global(): StreamingFlags {
    return globalFlags(this.#deps.defaults, this.#flags);
  }

  /** A stream of the streaming arm is over. */
  streamEnded(restaurantId: RestaurantId, outcome: StreamOutcome): void {
    const scope = scopeOf(this.#flags, restaurantId);
    const window = this.#windows.get(scope) ?? new GateWindow();
    this.#windows.set(scope, window);
    window.add(outcome, this.#deps.monotonicMs());
    const reason = whyNotGoodEnough(window.outcomes);
    const from = this.flagsOf(restaurantId).rolloutPercentage;
    if (reason === null || from === 0 || this.#stepping.has(scope)) return;
    this.#stepping.add(scope);
    drop(this.#stepBack(scope, from, reason), this.#deps.log);
  }

  async #stepBack(scope: FlagScope, from: number, reason: string): Promise<void> {
    const to = stageBelow(from);
    const isSet = (this.#flags.get(scope)?.rolloutPercentage ?? null) !== null;
    try {
      if (!(await this.#deps.stepBack(scope, { from, to, isSet }, reason))) return;
      this.#windows.delete(scope);
      this.#deps.log.warn({ scope, from, to, reason }, 'the rollout stepped back');
      this.#deps.onSteppedBack();
    } finally {
      this.#stepping.delete(scope);
    }
  }

  get #flags(): StoredFlags {
    return this.#stored ?? new Map();
  }
}
