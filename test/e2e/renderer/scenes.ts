/** What to look at: each seed as it stands, and some of them after a few touches. */
import { comboScenes } from './combo-scenes.ts';
import { adjustScenes } from './adjust-scenes.ts';
import { laneScenes } from './lane-scenes.ts';
import { printingScenes } from './printing-scenes.ts';
import type { Scene } from './scene.ts';
import { seeds, type SeedName } from './seeds.ts';
import { splitScenes } from './split-scenes.ts';
import { spanishScenes } from './spanish-scenes.ts';

const asTheyStand = (Object.keys(seeds) as SeedName[]).map((seed): Scene => ({ name: seed, seed }));

export const scenes: readonly Scene[] = [
  ...asTheyStand,
  ...adjustScenes,
  ...comboScenes,
  ...laneScenes,
  ...spanishScenes,
  ...splitScenes,
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
    name: 'settings-lanes',
    seed: 'two-lanes',
    act: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByText('in use: Drive-thru').first().waitFor();
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
  ...printingScenes,
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
    name: 'erase-guest',
    seed: 'told',
    act: (page) => page.getByRole('button', { name: 'Erase this guest’s words' }).click(),
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
    name: 'catching-up-list',
    seed: 'catching-up',
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
    name: 'order-detail',
    seed: 'orders-waiting',
    act: async (page) => {
      await page.keyboard.press('F10');
      await page.getByRole('button', { name: 'Details of B-043' }).click();
      await page.getByText('Kitchen: being made').waitFor();
    },
  },
  {
    name: 'order-refund',
    seed: 'orders',
    act: async (page) => {
      await page.keyboard.press('F10');
      await page.getByRole('button', { name: 'Details of B-042' }).click();
      await page.getByRole('button', { name: 'Give money back' }).click();
      await page.getByRole('button', { name: 'Everything' }).click();
      await page.getByRole('button', { name: 'Cold or wrong' }).click();
      await page.getByRole('button', { name: /^Give back \$/ }).waitFor();
    },
  },
  {
    name: 'adds-to',
    seed: 'orders',
    act: async (page) => {
      await page.keyboard.press('F10');
      await page.getByRole('button', { name: 'Details of B-042' }).click();
      await page.getByRole('button', { name: 'Add to this order' }).click();
      await page.getByText('More for order B-042').waitFor();
    },
  },
  {
    name: 'orders-none',
    seed: 'empty',
    act: (page) => page.keyboard.press('F10'),
  },
  {
    name: 'sign-in',
    seed: 'staffed',
    act: (page) => page.keyboard.press('F11'),
  },
  {
    name: 'sign-in-wrong',
    seed: 'staffed',
    act: async (page) => {
      await page.keyboard.press('F11');
      await page.keyboard.type('8888');
      await page.keyboard.press('Enter');
      await page.getByText('not known here').waitFor();
    },
  },
  {
    name: 'switch-person',
    seed: 'signed-in',
    act: (page) => page.keyboard.press('F11'),
  },
  {
    name: 'first-manager',
    seed: 'ready',
    act: (page) => page.keyboard.press('F11'),
  },
  {
    name: 'approval',
    seed: 'staffed',
    act: async (page) => {
      await page.getByRole('button', { name: 'Void' }).click();
      await page.getByRole('button', { name: 'Guest left' }).click();
      await page.getByRole('dialog', { name: 'A manager’s PIN' }).waitFor();
    },
  },
  {
    name: 'approval-locked',
    seed: 'staffed',
    act: async (page) => {
      await page.getByRole('button', { name: 'Void' }).click();
      await page.getByRole('button', { name: 'Guest left' }).click();
      await page.keyboard.type('9999');
      await page.keyboard.press('Enter');
      await page.getByText('Too many wrong PINs').waitFor();
    },
  },
  {
    name: 'open-shift',
    seed: 'shift-closed',
    act: async (page) => {
      await page.keyboard.press('F12');
      await page.keyboard.type('2');
      await page.keyboard.press('Enter');
      await page.keyboard.type('13');
    },
  },
  {
    name: 'shift',
    seed: 'shift-open',
    act: (page) => page.keyboard.press('F12'),
  },
  {
    name: 'x-report',
    seed: 'shift-open',
    act: async (page) => {
      await page.keyboard.press('F12');
      await page.getByRole('button', { name: /^X report/ }).click();
      await page.getByRole('heading', { name: 'Cash drawer' }).waitFor();
    },
  },
  {
    name: 'close-shift',
    seed: 'shift-open',
    act: async (page) => {
      await page.keyboard.press('F12');
      await page.getByRole('button', { name: /^Close the shift/ }).click();
      await page.getByText('One sum').click();
      await page.getByRole('textbox', { name: 'Cash in the drawer' }).fill('24700');
    },
  },
  {
    name: 'z-report',
    seed: 'shift-open',
    act: async (page) => {
      await page.keyboard.press('F12');
      await page.getByRole('button', { name: /^Close the shift/ }).click();
      await page.getByText('One sum').click();
      await page.getByRole('textbox', { name: 'Cash in the drawer' }).fill('24700');
      await page.keyboard.press('Enter');
      await page
        .getByRole('dialog')
        .last()
        .getByRole('button', { name: 'Close the shift' })
        .click();
      await page.getByRole('heading', { name: 'Z report 12' }).waitFor();
    },
  },
  {
    name: 'cash-out',
    seed: 'shift-open',
    act: async (page) => {
      await page.keyboard.press('F12');
      await page.getByRole('button', { name: /^Paid out/ }).click();
      await page.keyboard.type('4500');
      await page.getByRole('button', { name: 'To the bank' }).click();
    },
  },
  {
    name: 'z-reports-none',
    seed: 'shift-open',
    act: async (page) => {
      await page.keyboard.press('F12');
      await page.getByRole('button', { name: /^Earlier Z reports/ }).click();
      await page.getByText('No shift was closed here yet').waitFor();
    },
  },
  {
    name: 'people-list',
    seed: 'manager',
    act: async (page) => {
      await page.keyboard.press('F11');
      await page.getByRole('button', { name: 'People' }).click();
      await page.getByRole('listitem', { name: 'Sam' }).waitFor();
    },
  },
  {
    name: 'person-form',
    seed: 'manager',
    act: async (page) => {
      await page.keyboard.press('F11');
      await page.getByRole('button', { name: 'People' }).click();
      await page.getByRole('button', { name: 'Change Sam' }).click();
    },
  },
  {
    name: 'audit',
    seed: 'manager',
    act: async (page) => {
      await page.keyboard.press('F11');
      await page.getByRole('button', { name: 'Audit trail' }).click();
      await page.getByRole('list', { name: 'Audit trail' }).waitFor();
    },
  },
];
