/**
 * Pictures of every state of the screen, at both sizes, light and dark, and what is wrong with each:
 * `tsx test/e2e/renderer/look.ts FOLDER [SCENE…]`, for people who change the look. Needs a display.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { scenes } from './scenes.ts';
import { axeViolations, layoutProblems, openScreenWindow, SIZES } from './screen-window.ts';

const THEMES = ['light', 'dark'] as const;

const [folder = 'look', ...wanted] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const { page, show, stop } = await openScreenWindow();
const problems: string[] = [];
for (const { name, seed, language, act } of scenes) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const size of SIZES) {
    for (const colorScheme of THEMES) {
      const picture = `${name}-${size.width}x${size.height}-${colorScheme}`;
      process.stderr.write(`${picture}\n`);
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      await show(seed, language);
      await act?.(page);
      await page.getByRole('main').screenshot({ animations: 'disabled' }); // settles what moves
      await page.screenshot({ path: join(folder, `${picture}.png`), animations: 'disabled' });
      const found = [...(await axeViolations(page)), ...(await layoutProblems(page))];
      problems.push(...found.map((problem) => `${picture}: ${problem}`));
    }
  }
}
await stop();
process.stdout.write([...problems, `${problems.length} problems`, ''].join('\n'));
process.exitCode = problems.length === 0 ? 0 : 1;
