/** What to look at: each seed as it stands, and some of them after a few touches. */
import type { Page } from '@playwright/test';
import { adjustScenes } from './adjust-scenes.ts';
import { seeds, type SeedName } from './seeds.ts';

export type Scene = {
  readonly name: string;
  readonly seed: SeedName;
  readonly act?: (page: Page) => Promise<void>;
};

const asTheyStand = (Object.keys(seeds) as SeedName[]).map((seed): Scene => ({ name: seed, seed }));

export const scenes: readonly Scene[] = [
  ...asTheyStand,
  ...adjustScenes,
  {
    name: 'marks',
    seed: 'empty',
    act: (page) => page.getByRole('button', { name: 'Entrees' }).click(),
  },
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
  {
    name: 'tender',
    seed: 'ready',
    act: (page) => page.keyboard.press('F9'),
  },
  {
    name: 'tender-short',
    seed: 'ready',
    act: async (page) => {
      await page.keyboard.press('F9');
      await page.keyboard.type('2000');
    },
  },
  {
    name: 'paid',
    seed: 'ready',
    act: async (page) => {
      await page.keyboard.press('F9');
      await page.getByRole('button', { name: '$50.00' }).click();
      await page.getByText('Change due').waitFor();
    },
  },
  {
    name: 'paid-by-card',
    seed: 'ready',
    act: async (page) => {
      await page.keyboard.press('F9');
      await page.getByRole('button', { name: 'Card (simulator)' }).click();
      await page.getByText('nothing was charged').waitFor();
    },
  },
  {
    name: 'choice-before-paying',
    seed: 'choice-open',
    act: (page) => page.keyboard.press('F9'),
  },
  {
    name: 'hold',
    seed: 'ready',
    act: (page) => page.keyboard.press('F7'),
  },
  {
    name: 'recall',
    seed: 'held',
    act: (page) => page.getByRole('button', { name: 'Recall 3' }).click(),
  },
  {
    name: 'recall-while-open',
    seed: 'held',
    act: async (page) => {
      await page.getByRole('button', { name: 'Beverages' }).click();
      await page.getByRole('button', { name: /^Lemonade/ }).click();
      await page.getByRole('button', { name: 'Recall 3' }).click();
    },
  },
  {
    name: 'recall-none',
    seed: 'empty',
    act: (page) => page.getByRole('button', { name: 'Recall' }).click(),
  },
  {
    name: 'void',
    seed: 'ready',
    act: (page) => page.getByRole('button', { name: 'Void' }).click(),
  },
  {
    name: 'orders-list',
    seed: 'orders',
    act: (page) => page.keyboard.press('F10'),
  },
  {
    name: 'orders-list-waiting',
    seed: 'orders-waiting',
    act: (page) => page.keyboard.press('F10'),
  },
  {
    name: 'missed-list',
    seed: 'missed',
    act: (page) => page.getByRole('button', { name: /^Missed words/ }).click(),
  },
  {
    name: 'missed-list-long',
    seed: 'missed-long',
    act: (page) => page.getByRole('button', { name: /^Missed words/ }).click(),
  },
  {
    name: 'missed-none',
    seed: 'empty',
    act: (page) => page.getByRole('button', { name: 'Missed words' }).click(),
  },
  {
    name: 'missed-no-order',
    seed: 'missed',
    act: async (page) => {
      await page.getByRole('button', { name: /^Missed words/ }).click();
      await page.getByRole('button', { name: 'Put on this ticket' }).last().click();
      await page.getByText('Nothing on the menu was found').waitFor();
    },
  },
  {
    name: 'no-playback',
    seed: 'busy',
    act: async (page) => {
      await page.getByRole('button', { name: /^Hear it again: hi can i get/ }).click();
      await page.getByRole('button', { name: 'Use Ceiling speaker' }).waitFor();
    },
  },
  {
    name: 'open-voice-line',
    seed: 'replaying',
    act: async (page) => {
      await page.getByRole('button', { name: 'Confirm Greek Bowl' }).click();
      await page.getByRole('button', { name: /Greek Bowl.*\$28/ }).click();
    },
  },
  {
    name: 'orders-none',
    seed: 'empty',
    act: (page) => page.keyboard.press('F10'),
  },
];
