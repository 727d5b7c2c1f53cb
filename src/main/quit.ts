/** Leaves in order: what runs is stopped under one deadline, then the process ends. */
import { setTimeout as wait } from 'node:timers/promises';
import process from 'node:process';
import type { App } from 'electron';

/** Frames are on disk within 80 ms of their capture: this is for sockets that hang. */
const STOP_DEADLINE_MS = 5_000;

/** A signal quits as the close button does. A second wish while stopping is under way changes nothing. */
export function stopBeforeQuit(
  app: Pick<App, 'on' | 'quit' | 'exit'>,
  stop: () => Promise<void>,
): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => app.quit());
  }
  let isStopping = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (isStopping) return;
    isStopping = true;
    const stopped = stop().then(
      () => 0,
      () => 1,
    );
    const late = wait(STOP_DEADLINE_MS, 1);
    void Promise.race([stopped, late]).then((code) => app.exit(code));
  });
}
