/** Combos to look at. */
import type { Scene } from './scene.ts';

export const comboScenes: readonly Scene[] = [
  {
    name: 'combo-dialog',
    seed: 'combos',
    act: async (page) => {
      await page.getByRole('button', { name: 'Combos' }).click();
      await page.getByRole('button', { name: /^Lunch Combo/ }).click();
      await page.getByText('Greek Salad', { exact: true }).click();
      await page.getByRole('button', { name: 'Add to ticket' }).click();
    },
  },
  {
    name: 'combo-line',
    seed: 'combo-on-ticket',
    act: (page) => page.getByRole('button', { name: /Greek Bowl.*\$14/ }).click(),
  },
  {
    name: 'combo-made',
    seed: 'combo-on-ticket',
    act: async (page) => {
      await page.getByRole('button', { name: /Greek Bowl.*\$14/ }).click();
      await page.getByRole('button', { name: 'Make it a combo' }).click();
      await page.getByText('Greek Bowl Combo: which side?').waitFor();
    },
  },
];
