import { useSyncExternalStore } from 'react';
import type { Watched } from './store.ts';

/** The store's value, or the part of it that `select` picks; `select` must return the same object for the same state. */
export function useStore<State>(store: Watched<State>): State;
export function useStore<State, Part>(store: Watched<State>, select: (state: State) => Part): Part;
export function useStore<State, Part>(
  store: Watched<State>,
  select?: (state: State) => Part,
): State | Part {
  const read = () => (select === undefined ? store.get() : select(store.get()));
  return useSyncExternalStore(store.subscribe, read);
}
