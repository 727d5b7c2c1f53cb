/** The screen in Spanish, whose words are longer, where they are most. */
import { spanish } from '../../../src/renderer/words/es/spanish.ts';
import type { Page } from '@playwright/test';
import type { Scene } from './scene.ts';
import type { SeedName } from './seeds.ts';

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).first().click();

const asTheyStand: readonly SeedName[] = [
  'busy',
  'ready',
  'two-lanes',
  'corrected',
  'taken-over',
  'missed',
  'offline',
  'much-amiss',
  'no-microphone',
  'not-enrolled-no-lane',
  'shift-closed',
];

type Act = NonNullable<Scene['act']>;
const acted: Readonly<Record<string, { readonly seed: SeedName; readonly act: Act }>> = {
  settings: {
    seed: 'signed-in',
    act: async (page) => {
      await press(page, spanish.app.settings);
      await page.getByText('Savi 8245').first().waitFor();
    },
  },
  item: {
    seed: 'empty',
    act: async (page) => {
      await press(page, 'Salads');
      await press(page, /^Greek Salad/);
      await press(page, spanish.item.add);
    },
  },
  line: { seed: 'busy', act: (page) => press(page, /Sweet Tea.*\$6/) },
  tender: { seed: 'ready', act: (page) => press(page, new RegExp(`^${spanish.till.pay}`)) },
  discount: { seed: 'ready', act: (page) => press(page, spanish.adjust.open) },
  void: { seed: 'ready', act: (page) => press(page, spanish.till.void) },
  hold: { seed: 'ready', act: (page) => press(page, spanish.till.hold) },
  recall: { seed: 'held', act: (page) => press(page, new RegExp(`^${spanish.till.recall(0)}`)) },
  orders: { seed: 'orders', act: (page) => press(page, new RegExp(`^${spanish.orders.open}`)) },
  'sold-out': { seed: 'ready', act: (page) => press(page, new RegExp(`^${spanish.soldOut.tag}`)) },
  missed: { seed: 'missed', act: (page) => press(page, new RegExp(spanish.missed.title)) },
  people: { seed: 'manager', act: (page) => page.keyboard.press('F11') },
  staff: {
    seed: 'manager',
    act: async (page) => {
      await page.keyboard.press('F11');
      await press(page, spanish.staff.open);
    },
  },
  shift: { seed: 'manager', act: (page) => page.keyboard.press('F12') },
  report: {
    seed: 'manager',
    act: async (page) => {
      await page.keyboard.press('F12');
      await press(page, new RegExp(spanish.shift.report));
    },
  },
};

export const spanishScenes: readonly Scene[] = [
  ...asTheyStand.map((seed): Scene => ({ name: `es-${seed}`, seed, language: 'es' })),
  ...Object.entries(acted).map(([name, { seed, act }]): Scene => ({
    name: `es-${name}-open`,
    seed,
    act,
    language: 'es',
  })),
];
