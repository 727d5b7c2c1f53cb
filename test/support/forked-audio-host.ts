/** The real audio host as main's voice part sees it: a forked Node process instead of Electron's. */
import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import type { AudioHostProcess } from '../../src/main/voice/lane/audio-host-process.ts';

const ENTRY = resolve(import.meta.dirname, '../../src/audio/main.ts');

/** `onForked` gets each process, so that a test can kill it from outside. */
export function forkRealAudioHost(
  onForked: (child: ChildProcess) => void,
  env: NodeJS.ProcessEnv = {},
): AudioHostProcess {
  const child = fork(ENTRY, {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
    env: { ...process.env, ...env, UV_THREADPOOL_SIZE: '16' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  onForked(child);
  return {
    // A host that is gone is told by `exit`; what it did not hear is lost.
    send: (message) => child.send(message, undefined, undefined, () => undefined),
    onMessage: (receive) => child.on('message', receive),
    onExit: (left) => child.on('exit', left),
    processId: () => child.pid,
    kill: () => child.kill('SIGKILL'),
  };
}
