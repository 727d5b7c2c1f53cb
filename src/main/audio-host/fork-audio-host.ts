/** Starts an audio host as an Electron utility process. */
import process from 'node:process';
import { utilityProcess } from 'electron';
import type { ToHost } from '../../shared/audio-port/audio-port.ts';

/** What comes from the host is unparsed; `kill` is SIGKILL, because a stuck driver ignores the rest. */
export type AudioHostProcess = {
  readonly send: (message: ToHost) => void;
  readonly onMessage: (receive: (message: unknown) => void) => void;
  readonly onExit: (left: () => void) => void;
  /** Undefined until the system has started it. */
  readonly processId: () => number | undefined;
  readonly kill: () => void;
};

/** The driver prints on stdout and stderr, so both are discarded. */
export function forkAudioHost(
  entry: string,
  env: Record<string, string | undefined>,
): AudioHostProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: 'audio host', stdio: 'ignore', env });
  let isWantedDead = false;
  const killNow = () => {
    if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
  };
  child.on('spawn', () => {
    if (isWantedDead) killNow();
  });
  return {
    send: (message) => child.postMessage(message),
    onMessage: (receive) => child.on('message', receive),
    onExit: (left) => child.on('exit', left),
    processId: () => child.pid,
    kill: () => {
      isWantedDead = true;
      killNow();
    },
  };
}
