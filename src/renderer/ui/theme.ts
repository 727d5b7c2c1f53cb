/** Light, dark, or as the system says; remembered on this screen. */
import { createStore, type Store } from '../state/store.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Of one kind of screen: a kitchen is dark where a till follows the system. */
export type ThemeMemory = { readonly key: string; readonly fallback: Theme };

const TILL: ThemeMemory = { key: 'theme', fallback: 'system' };

/** Shows the remembered theme at once, and each later choice. */
export function openTheme(
  root: HTMLElement,
  storage: Storage,
  { key, fallback }: ThemeMemory = TILL,
): Store<Theme> {
  const stored = storage.getItem(key);
  const store = createStore<Theme>(THEMES.find((theme) => theme === stored) ?? fallback);
  const show = () => {
    root.dataset['theme'] = store.get();
  };
  show();
  store.subscribe(() => {
    show();
    storage.setItem(key, store.get());
  });
  return store;
}
