/** What every part of a kitchen screen leans on. */
import type { Store, Watched } from '../state/store.ts';
import type { Theme } from '../ui/theme.ts';
import type { PreferenceStore } from './preferences.ts';
import type { Sounds } from './sounds.ts';
import type { KitchenSource } from './source.ts';

export type KitchenProps = {
  readonly source: KitchenSource;
  readonly preferences: PreferenceStore;
  readonly theme: Store<Theme>;
  readonly sounds: Sounds;
  readonly clock: Watched<number>;
};
