/** Pictures of every board at both sizes, light and dark, and what axe says: `tsx test/e2e/renderer/look-kitchen.ts FOLDER [SEED…]`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { kitchenSeeds, type KitchenSeedName } from './kitchen-seeds.ts';
import { openKitchenWindow } from './kitchen-window.ts';
import { axeViolations, layoutProblems, SIZES } from './screen-window.ts';

const [folder = 'look', ...wanted] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const { page, show, stop } = await openKitchenWindow();
const problems: string[] = [];
const isSeed = (name: string): name is KitchenSeedName => name in kitchenSeeds;
for (const seed of Object.keys(kitchenSeeds).filter(isSeed)) {
  if (wanted.length > 0 && !wanted.includes(seed)) continue;
  for (const size of SIZES) {
    for (const theme of ['light', 'dark'] as const) {
      const picture = `kitchen-${seed}-${size.width}x${size.height}-${theme}`;
      process.stderr.write(`${picture}\n`);
      await page.setViewportSize(size);
      await show(seed, theme);
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
