/** The kitchen window's bridge: `window.kitchen` (type `Kitchen`). No logic here. */
import { contextBridge, ipcRenderer } from 'electron';
import { KITCHEN_CALLS, KITCHEN_PUSHES } from '../shared/ipc/kitchen-channels.ts';

const calls = KITCHEN_CALLS.map((name) => [
  name,
  (request: unknown): Promise<unknown> => ipcRenderer.invoke(name, request),
]);

const pushes = KITCHEN_PUSHES.map((name) => [
  name,
  (listener: (payload: unknown) => void) => {
    const receive = (_event: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(name, receive);
    return () => {
      ipcRenderer.removeListener(name, receive);
    };
  },
]);

contextBridge.exposeInMainWorld('kitchen', Object.fromEntries([...calls, ...pushes]));
