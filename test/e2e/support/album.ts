/** Pictures of a screen at both sizes of till, light and dark, for people to look at. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';

const SIZES = [
  { width: 1024, height: 768 },
  { width: 1920, height: 1080 },
] as const;

export class Album {
  readonly #app: ElectronApplication;
  readonly #folder: string;
  #count = 0;

  constructor(app: ElectronApplication, folder: string) {
    this.#app = app;
    this.#folder = folder;
  }

  /** Four pictures, numbered in the order of the walk; the window is left at the first size. */
  async take(page: Page, name: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    this.#count += 1;
    const number = String(this.#count).padStart(2, '0');
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const size of SIZES.toReversed()) {
        await this.#resize(page, size);
        const file = `${number}-${name}-${size.width}-${colorScheme}.png`;
        await page.screenshot({ path: join(this.#folder, file) });
      }
    }
  }

  async #resize(page: Page, size: (typeof SIZES)[number]): Promise<void> {
    const title = await page.title();
    await this.#app.evaluate(
      ({ BrowserWindow }, { title, width, height }) => {
        const shown = BrowserWindow.getAllWindows().find((window) => window.getTitle() === title);
        shown?.setContentSize(width, height);
      },
      { title, ...size },
    );
    // A window may not be quite as large as the display: it is a pixel less then.
    await page.waitForFunction((width) => Math.abs(innerWidth - width) <= 1, size.width);
  }
}
