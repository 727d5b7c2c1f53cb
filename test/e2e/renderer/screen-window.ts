/** The built screen in an Electron window, with a stand-in for main behind it: any state, at once. */
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { _electron, type Page } from '@playwright/test';
import type { Language } from '../../../src/shared/people/person.ts';
import type { FakePos } from './fake-pos.ts';
import type { SeedName } from './seeds.ts';
import { serveScreen } from './serve-screen.ts';

export const SIZES = [
  { width: 1024, height: 768 },
  { width: 1920, height: 1080 },
] as const;

export type ScreenWindow = {
  readonly page: Page;
  /** Loads the screen in this state and waits until it is drawn. */
  readonly show: (seed: SeedName, language?: Language) => Promise<void>;
  readonly stop: () => Promise<void>;
};

declare global {
  /** The stand-in, in the page. */
  const fakePos: FakePos;
}

export async function openScreenWindow(): Promise<ScreenWindow> {
  const screen = await serveScreen();
  const app = await _electron.launch({
    args: [join(import.meta.dirname, 'window')],
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const page = await app.firstWindow();
  await page.addInitScript({ content: screen.fakePos });
  return {
    page,
    show: async (seed, language = 'en') => {
      await page.goto(`${screen.url}?seed=${seed}&language=${language}`);
      await page.getByRole('main').waitFor();
    },
    stop: async () => {
      await app.close();
      await screen.stop();
    },
  };
}

/** What axe finds, one line each. */
export async function axeViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** What a person would find too small, cut off or moving: a page that scrolls, targets below 48 px, parts that stick out. */
export function layoutProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    const { scrollHeight, scrollWidth, clientHeight, clientWidth } = document.documentElement;
    if (scrollHeight > clientHeight || scrollWidth > clientWidth) problems.push('the page scrolls');
    for (const target of document.querySelectorAll('button, .segment, .pick')) {
      const { width, height } = target.getBoundingClientRect();
      if (width > 0 && Math.min(width, height) < 47.5) {
        problems.push(`small target: ${target.textContent} ${width} × ${height}`);
      }
    }
    const parts = '.top, .lane, .till, .ticket, .menu, .voice, .ticket-actions, .item, .banner';
    for (const part of document.querySelectorAll(parts)) {
      // An item out of sight is laid out once it is scrolled to.
      const inside = part.firstElementChild ?? part;
      if (!inside.checkVisibility({ contentVisibilityAuto: true })) continue;
      if (part.scrollWidth > part.clientWidth + 1) problems.push(`too wide: ${part.className}`);
      if (part.scrollHeight > part.clientHeight + 1) problems.push(`too high: ${part.className}`);
    }
    for (const list of document.querySelectorAll('.categories, .items-scroll, .ticket-scroll')) {
      const isHidden = getComputedStyle(list).overflowX === 'hidden';
      if (!isHidden && list.scrollWidth > list.clientWidth)
        problems.push(`scrolls sideways: ${list.className}`);
    }
    return problems;
  });
}
