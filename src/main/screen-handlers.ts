/** The screen's calls about itself: its language while nobody is signed in, and its sounds. */
import type { ScreenSetup } from '../shared/screen-setup.ts';
import type { Handlers } from './ipc/answer-calls.ts';
import type { SettingsStore } from './settings/open-settings.ts';

export type ScreenHandlerDeps = {
  readonly settings: SettingsStore;
  readonly onScreen: (setup: ScreenSetup) => void;
};

export function screenHandlers({
  settings,
  onScreen,
}: ScreenHandlerDeps): Pick<Handlers, 'setScreen'> {
  return {
    setScreen: (setup) => {
      const kept = settings.change({ screen: setup });
      onScreen(setup);
      return kept;
    },
  };
}
