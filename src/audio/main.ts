/**
 * Composition root of the audio host: a process of its own for each lane, because native audio freezes,
 * aborts and segfaults in ways that JavaScript can't catch. It holds no state worth saving; main kills it
 * (SIGKILL, nothing gentler ends a stuck driver) and starts another. The parent sets UV_THREADPOOL_SIZE=16,
 * since each stream holds a pool thread, and must not read stdout: the driver prints there.
 */
import { Host } from './host.ts';
import { createVad } from './listen/vad.ts';
import { monotonicUs } from './monotonic.ts';
import { loadNaudiodon } from './naudiodon.ts';
import { connectToMain } from './port.ts';

/** For the last messages to reach main. */
const LEAVE_AFTER_MS = 50;

function end(): void {
  process.kill(process.pid, 'SIGKILL');
}

function run(): void {
  const port = connectToMain();
  const vad = createVad();
  const host = new Host({
    send: (message) => port.send(message),
    loadNative: loadNaudiodon,
    loadVad: () => vad,
    nowUs: monotonicUs,
    leave: () => setTimeout(end, LEAVE_AFTER_MS),
  });
  const failOnBug = (bug: unknown): void => {
    console.error(bug);
    port.send({ type: 'failed', failure: 'internal', about: 'audio host' });
  };
  process.on('uncaughtException', failOnBug);
  process.on('unhandledRejection', failOnBug);
  port.onGone(end);
  port.onMessage((message) => host.receive(message));
}

run();
