/** Light, dark, or as the system says; remembered on this screen. */
import { createStore, type Store } from '../state/store.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'theme';

/** Shows the remembered theme at once, and each later choice. */
export function openTheme(root: HTMLElement, storage: Storage): Store<Theme> {
  const stored = storage.getItem(KEY);
  const store = createStore<Theme>(THEMES.find((theme) => theme === stored) ?? 'system');
  const show = () => {
    root.dataset['theme'] = store.get();
  };
  show();
  store.subscribe(() => {
    show();
    storage.setItem(KEY, store.get());
  });
  return store;
}
