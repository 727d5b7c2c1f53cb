/**
 * Sends pushes to the renderer as the contract says: `every` goes out at once, of `latest` only the
 * newest, at most twenty times a second.
 */
import type { PushName } from '../../shared/ipc/channels.ts';
import { pushes, type PushPayload } from '../../shared/ipc/contract.ts';

const LATEST_INTERVAL_MS = 50;

export type PusherDeps = {
  readonly send: (name: PushName, payload: unknown) => void;
  /** Runs once after the delay; answers how to cancel. */
  readonly after: (delayMs: number, run: () => void) => () => void;
};

export type Pusher = {
  readonly push: <Name extends PushName>(name: Name, payload: PushPayload<Name>) => void;
  readonly stop: () => void;
};

/** A `latest` push that was just sent: what comes within the interval waits for its end. */
type Pause = { pending: { readonly payload: unknown } | undefined; readonly cancel: () => void };

export function createPusher({ send, after }: PusherDeps): Pusher {
  const pauses = new Map<string, Pause>();

  const sendAndPause = (name: PushName, key: string, payload: unknown) => {
    send(name, payload);
    const cancel = after(LATEST_INTERVAL_MS, () => {
      const pending = pauses.get(key)?.pending;
      pauses.delete(key);
      if (pending !== undefined) sendAndPause(name, key, pending.payload);
    });
    pauses.set(key, { pending: undefined, cancel });
  };

  return {
    push: (name, payload) => {
      const key = `${name} ${subjectOf(payload)}`;
      const pause = pauses.get(key);
      if (pushes[name].keep === 'every') send(name, payload);
      else if (pause === undefined) sendAndPause(name, key, payload);
      else pause.pending = { payload };
    },
    stop: () => {
      for (const { cancel } of pauses.values()) cancel();
      pauses.clear();
    },
  };
}

/** Levels of two lanes do not replace each other. */
function subjectOf(payload: object): string {
  return 'laneId' in payload && typeof payload.laneId === 'string' ? payload.laneId : '';
}
