/** The screen's calls about itself: its language while nobody is signed in, its sounds, its favourites. */
import type { Favourites } from '../shared/favourites.ts';
import type { ScreenSetup } from '../shared/screen-setup.ts';
import type { Handlers } from './ipc/answer-calls.ts';
import type { SettingsStore } from './settings/open-settings.ts';

export type ScreenHandlerDeps = {
  readonly settings: SettingsStore;
  readonly onScreen: (setup: ScreenSetup) => void;
  readonly onFavourites: (favourites: Favourites) => void;
};

export function screenHandlers({
  settings,
  onScreen,
  onFavourites,
}: ScreenHandlerDeps): Pick<Handlers, 'setScreen' | 'setFavourites'> {
  return {
    setScreen: (setup) => {
      const kept = settings.change({ screen: setup });
      onScreen(setup);
      return kept;
    },
    setFavourites: ({ itemIds }) => {
      const kept = settings.change({ favourites: itemIds });
      onFavourites(itemIds);
      return kept;
    },
  };
}
