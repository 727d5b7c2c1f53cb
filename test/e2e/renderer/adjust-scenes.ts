/** What to look at: discounts, prices, quantities by number, and what is sold out. */
import type { Page } from '@playwright/test';
import type { Scene } from './scene.ts';

const openLine = (page: Page, name: RegExp) => page.getByRole('button', { name }).click();

export const adjustScenes: readonly Scene[] = [
  {
    name: 'discount-dialog',
    seed: 'to-discount',
    act: (page) => page.getByRole('button', { name: 'Discount' }).click(),
  },
  {
    name: 'discount-amount',
    seed: 'to-discount',
    act: async (page) => {
      await page.getByRole('button', { name: 'Discount' }).click();
      await page.getByText('Amount', { exact: true }).click();
      await page.getByRole('textbox', { name: 'Amount off' }).fill('250');
    },
  },
  {
    name: 'line-menu',
    seed: 'to-discount',
    act: (page) => openLine(page, /Greek Salad.*\$/),
  },
  {
    name: 'comp-dialog',
    seed: 'to-discount',
    act: async (page) => {
      await openLine(page, /Greek Salad.*\$/);
      await page.getByRole('button', { name: 'Comp' }).click();
    },
  },
  {
    name: 'price-dialog',
    seed: 'to-discount',
    act: async (page) => {
      await openLine(page, /Greek Salad.*\$/);
      await page.getByRole('button', { name: 'Price' }).click();
      await page.getByRole('textbox', { name: 'Price for one' }).fill('99999');
    },
  },
  {
    name: 'quantity-pad',
    seed: 'to-discount',
    act: async (page) => {
      await openLine(page, /Lemonade.*\$6/);
      await page.getByRole('button', { name: 'Type the quantity' }).click();
      await page.keyboard.type('144');
    },
  },
  {
    name: 'sold-out-ask',
    seed: 'sold-out',
    act: async (page) => {
      await page.getByRole('button', { name: /^Lemonade.*Sold out/ }).click();
    },
  },
  {
    name: 'sold-out-list',
    seed: 'sold-out',
    act: async (page) => {
      await page.getByRole('button', { name: 'Sold out 3' }).click();
      await page.getByRole('searchbox', { name: 'What has run out?' }).fill('ranch');
    },
  },
  {
    name: 'sold-out-until',
    seed: 'sold-out',
    act: async (page) => {
      await page.getByRole('button', { name: 'Sold out 3' }).click();
      await page.getByRole('searchbox', { name: 'What has run out?' }).fill('greek b');
      await page
        .getByRole('button', { name: /^Greek Bowl/ })
        .last()
        .click();
    },
  },
  {
    name: 'sold-out-none',
    seed: 'empty',
    act: (page) => page.getByRole('button', { name: 'Sold out' }).click(),
  },
  {
    name: 'sold-out-before-paying',
    seed: 'sold-out',
    act: (page) => page.keyboard.press('F9'),
  },
  {
    name: 'sold-out-choices',
    seed: 'sold-out',
    act: async (page) => {
      await page.getByRole('button', { name: 'Salads' }).click();
      await page
        .getByRole('button', { name: /^Greek Salad/ })
        .first()
        .click();
    },
  },
];
