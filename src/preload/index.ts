/** The only bridge: each call and push name becomes a function of `window.pos` (type `Pos`). No logic here. */
import { contextBridge, ipcRenderer } from 'electron';
import { CALLS, PUSHES } from '../shared/ipc/channels.ts';

const calls = CALLS.map((name) => [
  name,
  (request: unknown): Promise<unknown> => ipcRenderer.invoke(name, request),
]);

const pushes = PUSHES.map((name) => [
  name,
  (listener: (payload: unknown) => void) => {
    const receive = (_event: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(name, receive);
    return () => {
      ipcRenderer.removeListener(name, receive);
    };
  },
]);

contextBridge.exposeInMainWorld('pos', Object.fromEntries([...calls, ...pushes]));
