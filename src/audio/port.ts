/**
 * The message port to main: Electron's `process.parentPort` in a utility process, Node's IPC channel in a
 * forked child (tests and benches; fork with `serialization: 'advanced'`, so that bytes stay bytes).
 */
import { z } from 'zod';
import type { FromHost } from '../shared/audio-port/audio-port.ts';

export type HostPort = {
  send(message: FromHost): void;
  /** Messages arrive unparsed. */
  onMessage(receive: (message: unknown) => void): void;
  /** Nobody is left to talk to. */
  onGone(leave: () => void): void;
};

type ParentPort = {
  postMessage(message: unknown): void;
  on(event: 'message', receive: (event: { readonly data: unknown }) => void): void;
};

const electronProcessSchema = z.object({
  parentPort: z.custom<ParentPort>(
    (value) => z.object({ postMessage: z.any() }).safeParse(value).success,
  ),
});

/** Throws when the process was started by hand: there is nobody to talk to. */
export function connectToMain(): HostPort {
  const electron = electronProcessSchema.safeParse(process);
  if (electron.success) {
    const { parentPort } = electron.data;
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (receive) => parentPort.on('message', ({ data }) => receive(data)),
      // Electron ends its utility processes itself.
      onGone: () => undefined,
    };
  }
  if (!process.send) throw new Error('the audio host is started by main, not by hand');
  return {
    // A parent that is gone is told by `disconnect`; the error of a send that met it says nothing more.
    send: (message) => process.send?.(message, undefined, undefined, () => undefined),
    onMessage: (receive) => process.on('message', receive),
    onGone: (leave) => process.on('disconnect', leave),
  };
}
