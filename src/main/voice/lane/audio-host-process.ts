/** The audio host as main sees it: a process that can be talked to and killed. */
import type { ToHost } from '../../../shared/audio-port/audio-port.ts';

/** Electron's `utilityProcess` or `child_process.fork` (advanced serialization) provide it. */
export type AudioHostProcess = {
  /** Never throws; what a dead host does not hear is lost. */
  readonly send: (message: ToHost) => void;
  readonly onMessage: (receive: (message: unknown) => void) => void;
  readonly onExit: (left: () => void) => void;
  /** Undefined until the system has started it. */
  readonly processId: () => number | undefined;
  /** SIGKILL: nothing gentler ends a stuck driver. */
  readonly kill: () => void;
};

export type ForkAudioHost = () => AudioHostProcess;
