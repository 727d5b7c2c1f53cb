/**
 * One push-to-talk button, many ways to hold it. The first to press holds; only that one releases. So a
 * finger, a mouse and a key at once are one press.
 *
 *   released ──press(by)──▶ held(by) ──release(by) or releaseAll──▶ released
 */
import { createStore, type Watched } from '../state/store.ts';

/** `pointer-7`, `key-F2`, … or undefined while nothing holds. */
type Holder = string | undefined;

export type Hold = {
  readonly holder: Watched<Holder>;
  readonly press: (by: string) => void;
  readonly release: (by: string) => void;
  /** The window lost the focus, or the button went away. */
  readonly releaseAll: () => void;
};

export function createHold(tell: (pressed: boolean) => void): Hold {
  const holder = createStore<Holder>(undefined);
  const change = (next: Holder) => {
    holder.set(next);
    tell(next !== undefined);
  };
  return {
    holder,
    press: (by) => {
      if (holder.get() === undefined) change(by);
    },
    release: (by) => {
      if (holder.get() === by) change(undefined);
    },
    releaseAll: () => {
      if (holder.get() !== undefined) change(undefined);
    },
  };
}
