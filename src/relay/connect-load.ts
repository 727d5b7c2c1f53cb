/** Connects the relay's load with what relieves it, and its end with the stations that must go elsewhere. */
import { framesPerMessageAt, rank, type Load, type PressureLevel } from './limits/pressure.ts';
import { loadReader, LOOK_EVERY_MS, PressureWatch } from './limits/pressure-watch.ts';
import type { RelayParts } from './relay-parts.ts';
import type { Utterances } from './stations/utterances.ts';

/** Stations that are sent away may come back after this: the time of a restart, or nearly at once to another relay. */
const RETURN_AFTER_MS = { alone: 1_000, amongOthers: 50 } as const;
const BYTES_IN_MB = 1024 * 1024;

export type LoadParts = {
  readonly level: () => PressureLevel;
  readonly isDraining: () => boolean;
  /** For a new station: null when it has to go elsewhere. */
  readonly framesPerMessage: () => number | null;
  /** Every station, whatever it has under way. */
  readonly sendAway: () => void;
  /** Takes no new stations, and lets those who have something under way finish, for so long at most. */
  readonly drain: (deadlineMs: number) => Promise<void>;
};

export type LoadSource = { readonly read: () => Load; readonly everyMs: number };

export function connectLoad(
  parts: RelayParts,
  utterances: Utterances,
  source?: LoadSource,
): LoadParts {
  const { config, connections, metrics, disposals, log, monotonicMs } = parts;
  let isDraining = false;
  const firstAfterMs =
    config.databaseUrl === undefined ? RETURN_AFTER_MS.alone : RETURN_AFTER_MS.amongOthers;
  const load = source ?? { read: loadReader(() => connections.size), everyMs: LOOK_EVERY_MS };
  const watch = new PressureWatch({
    readLoad: load.read,
    everyMs: load.everyMs,
    limits: {
      memoryBytes: config.maxMemoryMb * BYTES_IN_MB,
      connections: config.maxConnections,
    },
    onLevel: (level) => {
      metrics.pressure(rank(level));
      connections.askFor(framesPerMessageAt(level));
    },
    log,
  });
  disposals.push(() => watch.stop());
  const isShedding = () =>
    isDraining || watch.level === 'shedding' || connections.size >= config.maxConnections;
  return {
    level: () => watch.level,
    isDraining: () => isDraining,
    framesPerMessage: () => (isShedding() ? null : framesPerMessageAt(watch.level)),
    sendAway: () => connections.sendAway(firstAfterMs),
    drain: (deadlineMs) => {
      isDraining = true;
      log.info({ connections: connections.size }, 'draining');
      return connections.drain({
        isBusy: (stationId) => utterances.isStreaming(stationId),
        firstAfterMs,
        deadlineMs,
        monotonicMs,
      });
    },
  };
}
