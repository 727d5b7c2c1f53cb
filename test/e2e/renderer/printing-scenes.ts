/** Receipts, tickets, printers and pages that wait. */
import type { Scene } from './scene.ts';

export const printingScenes: readonly Scene[] = [
  {
    name: 'receipt-on-screen',
    seed: 'orders',
    act: async (page) => {
      await page.keyboard.press('F10');
      await page.getByRole('button', { name: 'Details of B-045' }).click();
      await page.getByRole('button', { name: 'Receipt B-045' }).click();
      await page.getByText('No receipt printer is set up').waitFor();
    },
  },
  {
    name: 'kitchen-ticket',
    seed: 'printers',
    act: async (page) => {
      await page.keyboard.press('F10');
      await page.getByRole('button', { name: 'Details of B-045' }).click();
      await page.getByRole('button', { name: 'Receipt B-045' }).click();
      await page.getByText('Kitchen ticket').click();
      await page.getByRole('button', { name: 'Print', exact: true }).click();
      await page.getByText('Sent to the printer').waitFor();
    },
  },
  {
    name: 'printer-setup',
    seed: 'printers',
    act: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('button', { name: 'Set up printers' }).click();
    },
  },
  {
    name: 'print-queue',
    seed: 'printers-in-trouble',
    act: (page) => page.getByRole('button', { name: 'Printer: 5 pages' }).click(),
  },
  {
    name: 'paid-with-receipt',
    seed: 'printers',
    act: async (page) => {
      await page.keyboard.press('F9');
      await page.getByRole('button', { name: '$50.00' }).click();
      await page.getByText('Change due').waitFor();
    },
  },
];
