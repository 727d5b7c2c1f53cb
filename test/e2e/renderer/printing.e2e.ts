import { expect } from '@playwright/test';
import { test } from './screen-test.ts';

test('without a printer the receipt is shown, and the kitchen’s ticket has no price', async ({
  shown: { page, show },
}) => {
  await show('orders');
  await page.keyboard.press('F10');
  await page.getByRole('button', { name: 'Details of B-045' }).click();
  await page.getByRole('button', { name: 'Receipt B-045' }).click();
  const dialog = page.getByRole('dialog', { name: 'Order B-045 on paper' });
  await expect(dialog).toContainText('show the guest this screen');
  await expect(dialog.getByRole('document', { name: 'Receipt' })).toContainText('$23.76');
  await expect(dialog.getByRole('button', { name: 'Print' })).toHaveCount(0);
  await dialog.getByText('Kitchen ticket').click();
  const ticket = dialog.getByRole('document', { name: 'Kitchen ticket' });
  await expect(ticket).toContainText('Greek Salad');
  await expect(ticket).not.toContainText('$');
});

test('a page that may be on paper waits for a person, by keyboard alone', async ({
  shown: { page, show },
}) => {
  await show('printers-in-trouble');
  await page.getByRole('button', { name: 'Printer: 5 pages to look at' }).focus();
  await page.keyboard.press('Enter');
  const job = page.getByRole('listitem', { name: 'Kitchen ticket B-041' });
  await expect(job).toContainText('May be on paper already');
  await job.getByRole('button', { name: 'Print again' }).focus();
  await page.keyboard.press('Enter');
  await expect(job).toHaveCount(0);
  expect(await page.evaluate(() => fakePos.asked.at(-1)?.name)).toBe('retryPrint');
});

test('an address that is not one is told at its field, and nothing is saved', async ({
  shown: { page, show },
}) => {
  await show('printers');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Set up printers' }).click();
  const address = page.getByRole('textbox', { name: 'Address' });
  await address.fill('not an address');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Enter the address' })).toBeVisible();
  await expect(address).toHaveAttribute('aria-invalid', 'true');
  expect(await page.evaluate(() => fakePos.asked.map(({ name }) => name))).not.toContain(
    'setPrinters',
  );
});

test('printers in order need no room: no chip, no banner', async ({ shown: { page, show } }) => {
  await show('printers');
  await expect(page.getByRole('button', { name: /^Printer/ })).toHaveCount(0);
});
