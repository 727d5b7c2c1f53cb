/** A test with the screen in its window, shown once for each worker. */
import { test as base } from '@playwright/test';
import { StationPage } from '../pages/station-page.ts';
import { openScreenWindow, SIZES, type ScreenWindow } from './screen-window.ts';

export const test = base.extend<{ station: StationPage }, { shown: ScreenWindow }>({
  shown: [
    async ({}, use) => {
      const shown = await openScreenWindow();
      await use(shown);
      await shown.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  station: async ({ shown }, use) => {
    await shown.page.setViewportSize(SIZES[0]);
    await use(new StationPage(shown.page));
  },
});
