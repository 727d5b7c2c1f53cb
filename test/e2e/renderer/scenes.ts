/** What to look at: each seed as it stands, and some of them after a few touches. */
import type { Page } from '@playwright/test';
import { seeds, type SeedName } from './seeds.ts';

export type Scene = {
  readonly name: string;
  readonly seed: SeedName;
  readonly act?: (page: Page) => Promise<void>;
};

const asTheyStand = (Object.keys(seeds) as SeedName[]).map((seed): Scene => ({ name: seed, seed }));

export const scenes: readonly Scene[] = [
  ...asTheyStand,
  {
    name: 'item-dialog',
    seed: 'empty',
    act: async (page) => {
      await page.getByRole('button', { name: 'Salads' }).click();
      await page.getByRole('button', { name: /^Greek Salad/ }).click();
      await page.getByRole('button', { name: 'Add to ticket' }).click();
    },
  },
  {
    name: 'settings',
    seed: 'empty',
    act: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByText('Savi 8245').first().waitFor();
    },
  },
  {
    name: 'ask-next',
    seed: 'busy',
    act: (page) => page.getByRole('button', { name: 'Next guest' }).click(),
  },
  {
    name: 'search',
    seed: 'empty',
    act: (page) => page.getByRole('searchbox', { name: 'Search the menu' }).fill('chick'),
  },
  {
    name: 'search-nothing',
    seed: 'empty',
    act: (page) => page.getByRole('searchbox', { name: 'Search the menu' }).fill('pizza'),
  },
  {
    name: 'open-line',
    seed: 'busy',
    act: (page) => page.getByRole('button', { name: /Sweet Tea.*\$6/ }).click(),
  },
  {
    name: 'second-lane',
    seed: 'two-lanes',
    act: (page) => page.getByRole('button', { name: /Drive-thru/ }).click(),
  },
  {
    name: 'enrol-refused',
    seed: 'not-enrolled',
    act: async (page) => {
      await page.getByRole('textbox', { name: 'Enrolment code' }).fill('NOT-A-CODE');
      await page.getByRole('button', { name: 'Enrol' }).click();
      await page.getByText('This code is not known').waitFor();
    },
  },
  {
    name: 'talking',
    seed: 'two-lanes',
    act: async (page) => {
      await page.getByRole('button', { name: 'Hold to talk' }).hover();
      await page.mouse.down();
    },
  },
];
