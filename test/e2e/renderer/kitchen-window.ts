/** The built board in an Electron window, with a stand-in for main behind it: any board, at once. */
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import type { FakeKitchen } from './install-fake-kitchen.ts';
import type { KitchenSeedName } from './kitchen-seeds.ts';
import { serveScreen } from './serve-screen.ts';

export type KitchenWindow = {
  readonly page: Page;
  /** Loads the board and waits until it is drawn; `theme` is one that a person has chosen before. */
  readonly show: (seed: KitchenSeedName, theme?: 'light' | 'dark') => Promise<void>;
  readonly stop: () => Promise<void>;
};

declare global {
  /** The stand-in, in the page. */
  const fakeKitchen: FakeKitchen;
}

export async function openKitchenWindow(): Promise<KitchenWindow> {
  const screen = await serveScreen('install-fake-kitchen.ts');
  const app = await _electron.launch({
    args: [join(import.meta.dirname, 'window')],
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const page = await app.firstWindow();
  await page.addInitScript({ content: screen.fakePos });
  return {
    page,
    show: async (seed, theme = 'dark') => {
      await page.goto(`${screen.url}kitchen.html`);
      await page.evaluate((chosen) => {
        localStorage.clear();
        localStorage.setItem('kitchen-theme', chosen);
      }, theme);
      await page.goto(`${screen.url}kitchen.html?seed=${seed}`);
      await page.getByRole('main').waitFor();
    },
    stop: async () => {
      await app.close();
      await screen.stop();
    },
  };
}
