/** What the files that connect the relay's parts hand to each other. */
import type { RelayConfig } from './config.ts';
import type { Log } from './log.ts';
import type { RelayMetrics } from './metrics/metrics.ts';
import type { Connections } from './stations/connections.ts';
import type { Database } from './store/database.ts';
import type { ProbePace } from './upstream/capability.ts';

export type RelayParts = {
  readonly config: RelayConfig;
  readonly db: Database;
  readonly metrics: RelayMetrics;
  readonly connections: Connections;
  readonly probePace: ProbePace;
  /** How long BuildPanel may take for a whole utterance. */
  readonly voiceDeadlineMs: number;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
  /** What is created is registered here at once; it is stopped in reverse. */
  readonly disposals: (() => void | Promise<void>)[];
};
