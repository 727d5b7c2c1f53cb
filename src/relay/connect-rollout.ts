/** Connects what decides who streams with the store, the utterances under way and the stations that must hear of it. */
import type { RelayConfig } from './config.ts';
import type { Log } from './log.ts';
import type { RelayMetrics } from './metrics/metrics.ts';
import { Rollout, type FlagsChange } from './rollout/rollout.ts';
import type { Database } from './store/database.ts';
import { Flags } from './store/flags.ts';

type Parts = {
  readonly config: Pick<
    RelayConfig,
    'isStreamingEnabled' | 'rolloutPercentage' | 'fallsBackOnError'
  >;
  readonly db: Database;
  readonly metrics: RelayMetrics;
  readonly log: Log;
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
  readonly onChange: (rollout: Rollout, change: FlagsChange) => void;
  /** The relay has written to the store itself. */
  readonly onWritten: () => void;
};

export function connectRollout(parts: Parts): { rollout: Rollout; flags: Flags } {
  const { config, db, metrics, log, wallMs, monotonicMs, onChange, onWritten } = parts;
  const { isStreamingEnabled, rolloutPercentage, fallsBackOnError } = config;
  const flags = new Flags(db);
  const rollout: Rollout = new Rollout({
    defaults: { isStreamingEnabled, rolloutPercentage, fallsBackOnError },
    stepBack: (scope, step, reason) => flags.stepBack(scope, step, reason, wallMs()),
    onChange: (change) => {
      metrics.flags(rollout.global);
      onChange(rollout, change);
    },
    onSteppedBack: () => {
      metrics.steppedBack();
      onWritten();
    },
    monotonicMs,
    log,
  });
  metrics.flags(rollout.global);
  return { rollout, flags };
}
