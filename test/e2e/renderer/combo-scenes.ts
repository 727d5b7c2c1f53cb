/** Combos to look at. */
import { scan } from './scan-keys.ts';
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
  {
    name: 'favourites-none',
    seed: 'combos',
    act: (page) => page.getByRole('button', { name: 'Favourites' }).click(),
  },
  {
    name: 'item-menu',
    seed: 'favourites',
    act: (page) => page.getByRole('button', { name: /^Lemonade/ }).click({ button: 'right' }),
  },
  {
    name: 'scan-unknown',
    seed: 'combos',
    act: async (page) => {
      await scan(page, '5901234123457');
      await page.getByText('is not on the menu').waitFor();
    },
  },
  {
    name: 'favourites-none-es',
    seed: 'combos',
    language: 'es',
    act: (page) => page.getByRole('button', { name: 'Favoritos' }).click(),
  },
  {
    name: 'combo-made-es',
    seed: 'combo-on-ticket',
    language: 'es',
    act: async (page) => {
      await page.getByRole('button', { name: /Greek Bowl.*14/ }).click();
      await page.getByRole('button', { name: 'Hacerlo combo' }).waitFor();
    },
  },
];
