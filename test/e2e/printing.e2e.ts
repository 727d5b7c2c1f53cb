import { expect } from '@playwright/test';
import { FakePrinter } from '../support/fake-printer.ts';
import { StationPage } from './pages/station-page.ts';
import { test } from './support/station-test.ts';

test('a cash sale opens the drawer and prints a receipt; printed again it is a copy; offline the kitchen gets paper', async ({
  startStation,
}) => {
  const [receiptPrinter, kitchenPrinter] = [await FakePrinter.start(), await FakePrinter.start()];
  const station = await startStation();
  await station.ready();
  const { page } = station;
  const screen = new StationPage(page);

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Set up printers' }).click();
  for (const [name, { port }] of [
    ['Receipt printer', receiptPrinter],
    ['Kitchen printer', kitchenPrinter],
  ] as const) {
    const form = page.getByRole('group', { name, exact: true });
    await form.getByText('Network').click();
    await form.getByRole('textbox', { name: 'Address' }).fill('127.0.0.1');
    await form.getByRole('textbox', { name: 'Port' }).fill(String(port));
  }
  await page.getByRole('group', { name: 'Receipt after paying' }).getByText('Print').click();
  await page
    .getByRole('dialog', { name: 'Printers' })
    .getByRole('button', { name: 'Save' })
    .click();
  // Nobody is set up yet: the first manager is, and their PIN allows it.
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Maria');
  for (const label of ['PIN, 4 to 8 digits', 'The same PIN again'])
    await page.getByLabel(label, { exact: true }).fill('2468');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Print a test page: Receipt printer' }).click();
  await expect.poll(() => receiptPrinter.pages.length).toBe(1);
  expect(receiptPrinter.pages[0]).toContain('TEST PRINT');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await sellLemonade(screen);
  await expect.poll(() => receiptPrinter.pages.length).toBe(2);
  expect(receiptPrinter.count('drawer')).toBe(1);
  const receipt = receiptPrinter.pages[1] ?? '';
  expect(receipt).toMatch(/1 x Lemonade +\$3\.00/);
  expect(receipt).toMatch(/Cash +\$20\.00/);
  expect(receipt).toMatch(/Change +\$16\.76/);
  expect(receipt).not.toContain('COPY');

  await screen.paid.getByRole('button', { name: /^Receipt/ }).click();
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  await expect.poll(() => receiptPrinter.pages.length).toBe(3);
  expect(receiptPrinter.pages[2]).toContain('*** COPY ***');
  await page.keyboard.press('Escape');
  expect(kitchenPrinter.pages).toEqual([]);

  await station.stack.stopRelay();
  await station.until('the loss', ({ connection }) => connection.state !== 'online', 10_000);
  await receiptPrinter.unplug();
  await sellLemonade(screen);
  await expect.poll(() => kitchenPrinter.pages.length, { timeout: 20_000 }).toBe(1);
  expect(kitchenPrinter.pages[0]).toContain(' 1 x Lemonade');
  expect(kitchenPrinter.pages[0]).toContain('Printed because the kitchen screen');
  await expect(screen.banners).toContainText('Receipt printer: It does not answer.');
  await receiptPrinter.plugIn();
  await expect.poll(() => receiptPrinter.pages.length, { timeout: 20_000 }).toBe(4);
  await expect(screen.banners).not.toContainText('Receipt printer');
  expect(receiptPrinter.count('drawer')).toBe(1); // the second sale's drawer was opened by key

  await Promise.all([receiptPrinter.unplug(), kitchenPrinter.unplug()]);
});

async function sellLemonade(screen: StationPage): Promise<void> {
  await screen.search.fill('lemonade');
  await screen.page.keyboard.press('Enter');
  await expect(screen.line('1 Lemonade')).toBeVisible();
  await screen.pay('$20.00');
  await expect(screen.paid).toBeVisible();
}
