/**
 * Pictures of every state of the screen, at both sizes, light and dark, and what axe says of each:
 * `tsx test/e2e/renderer/look.ts FOLDER [STATE…]` with CHROME naming a Chromium. For people who change the look.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from '@playwright/test';
import { scenes, type Scene } from './scenes.ts';
import { serveScreen, type ServedScreen } from './serve-screen.ts';

const SIZES = [
  { width: 1024, height: 768 },
  { width: 1920, height: 1080 },
  ...(process.env['MORE_SIZES'] === undefined
    ? []
    : [
        { width: 1280, height: 770 },
        { width: 1024, height: 680 },
      ]),
];
const THEMES = ['light', 'dark'] as const;

async function look(browser: Browser, screen: ServedScreen, scene: Scene, folder: string) {
  const problems: string[] = [];
  for (const size of SIZES) {
    for (const colorScheme of THEMES) {
      const name = `${scene.name}-${size.width}x${size.height}-${colorScheme}`;
      const context = await browser.newContext({ viewport: size, colorScheme });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(`${name}: ${message.text()}`);
      });
      page.on('pageerror', (error) => problems.push(`${name}: ${error.message}`));
      await page.addInitScript(`globalThis.seedName = ${JSON.stringify(scene.seed)};`);
      await page.addInitScript({ content: screen.fakePos });
      await page.goto(screen.url);
      await page.getByRole('main').waitFor();
      await page.waitForTimeout(500);
      await scene.act?.(page);
      await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
      problems.push(...(await axe(page)).map((text) => `${name}: ${text}`));
      problems.push(...(await overflow(page)).map((text) => `${name}: ${text}`));
      await context.close();
    }
  }
  return problems;
}

async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `axe ${id} ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

/** Text that is cut off, targets below 48 px, and a page that scrolls. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollHeight, scrollWidth, clientHeight, clientWidth } = document.documentElement;
    if (scrollHeight > clientHeight || scrollWidth > clientWidth) found.push('the page scrolls');
    for (const button of document.querySelectorAll('button, .segment, .pick')) {
      const { width, height } = button.getBoundingClientRect();
      if (width > 0 && (width < 44 || height < 44)) {
        found.push(
          `small target ${Math.round(width)}x${Math.round(height)}: ${button.className} ${button.textContent}`,
        );
      }
    }
    for (const box of document.querySelectorAll(
      '.top, .lane, .till, .ticket, .menu, .voice, .ticket-actions, .item, .enrol, .banner',
    )) {
      if (box.scrollWidth > box.clientWidth + 1)
        found.push(`too wide: ${box.className} ${box.scrollWidth}>${box.clientWidth}`);
      if (box.scrollHeight > box.clientHeight + 1 && !box.matches('.enrol'))
        found.push(`too high: ${box.className} ${box.scrollHeight}>${box.clientHeight}`);
    }
    return found;
  });
}

const [folder = 'look', ...wanted] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const screen = await serveScreen();
const browser = await chromium.launch({
  args: ['--no-sandbox'],
  ...(process.env['CHROME'] !== undefined && { executablePath: process.env['CHROME'] }),
});
const problems: string[] = [];
for (const scene of scenes) {
  if (wanted.length > 0 && !wanted.includes(scene.name)) continue;
  process.stderr.write(`${scene.name}\n`);
  problems.push(...(await look(browser, screen, scene, folder)));
}
await browser.close();
await screen.stop();
process.stdout.write([...problems, `${problems.length} problems`, ''].join('\n'));
process.exitCode = problems.length === 0 ? 0 : 1;
