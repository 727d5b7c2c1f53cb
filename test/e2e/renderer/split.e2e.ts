/** A bill that several guests pay, on the screen. */
import { expect } from '@playwright/test';
import { test } from './screen-test.ts';

test('a bill is split by the keyboard alone, each guest with change and a receipt', async ({
  shown: { page, show },
  station,
}) => {
  await show('ready');
  await page.keyboard.press('F9');
  const splitButton = page.getByRole('button', { name: 'Split', exact: true });
  await splitButton.focus();
  await page.keyboard.press('Enter');
  const dialog = station.dialog('Split the bill of B-001').first();
  await dialog.getByRole('button', { name: 'One guest more' }).focus();
  await page.keyboard.press('Enter');
  for (const [part, receipt] of [
    ['$7.92', 1],
    ['$7.92', 2],
  ] as const) {
    await dialog.getByRole('button', { name: `Take ${part}` }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('1000');
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('Change due $2.08')).toBeVisible();
    await expect(
      dialog.getByRole('button', { name: `Receipt of payment ${receipt}` }),
    ).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(station.paid.getByText('$7.92 is still to pay')).toBeVisible();
});

test('the rest of a begun split is paid from the orders, by item and by amount', async ({
  shown: { page, show },
  station,
}) => {
  await show('orders');
  await page.keyboard.press('F10');
  await page.getByRole('button', { name: 'Details of B-043' }).click();
  await page.getByRole('button', { name: 'Split', exact: true }).click();
  const dialog = station.dialog('Split the bill of B-043').first();
  await dialog.getByText('By item').click();
  const take = dialog.getByRole('button', { name: /^(Take|Choose)/ });
  await expect(take).toBeDisabled();
  await dialog.getByRole('button', { name: 'One more Lemonade' }).click();
  await expect(take).toHaveText('Take $3.24');
  await take.click();
  await page.getByRole('button', { name: /^Card \(simulator\)/ }).click();
  await dialog.getByText('By amount').click();
  await dialog.getByRole('textbox', { name: 'Amount of this guest' }).fill('9999');
  await expect(dialog.getByText('Only $20.52 is left to pay.')).toBeVisible();
  await expect(take).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Amount of this guest' }).fill('');
  await expect(take).toHaveText('Take $20.52');
  await take.click();
  await page.getByRole('button', { name: /^Exact/ }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const detail = station.dialog('Order B-043');
  await expect(detail.getByText('Paid: Card (simulator), $3.24')).toBeVisible();
  await detail.getByRole('button', { name: 'Give money back' }).click();
  const back = station.dialog('Money back for B-043');
  await back.getByRole('button', { name: 'Everything' }).click();
  await back.getByText('Cash', { exact: true }).click();
  await expect(back.getByText('Cash $20.52 · Card (simulator) $3.24')).toBeVisible();
});
