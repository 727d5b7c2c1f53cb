/** The wall clock, second by second, for everything on the board that grows older. */
import { createStore, type Watched } from '../state/store.ts';

export function createClock(): Watched<number> {
  const store = createStore(Date.now());
  setInterval(() => store.set(Date.now()), 1_000);
  return store;
}
