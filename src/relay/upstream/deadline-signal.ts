/** Signals that end by a deadline or with another signal, and are sure to. */
import { setMaxListeners } from 'node:events';

/**
 * Aborts with a `TimeoutError` after `deadlineMs`, or when `outer` does. Not `AbortSignal.any` of
 * `AbortSignal.timeout`: on Node 20 nothing holds such a pair, the garbage collector takes it, and then no
 * deadline ever comes.
 */
export function deadlineSignal(deadlineMs: number, outer: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const end = () => {
    clearTimeout(timer);
    outer.removeEventListener('abort', end);
    const isLate = !outer.aborted;
    controller.abort(isLate ? new DOMException('too late', 'TimeoutError') : outer.reason);
  };
  const timer = setTimeout(end, deadlineMs);
  timer.unref();
  // One signal stops all calls: many listeners are no leak, each goes at its deadline.
  setMaxListeners(0, outer);
  outer.addEventListener('abort', end, { once: true });
  if (outer.aborted) end();
  return controller.signal;
}
