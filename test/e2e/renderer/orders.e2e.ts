/** What happens to an order after it was placed, on the screen. */
import { expect } from '@playwright/test';
import { test } from './screen-test.ts';

test('an unpaid order is found by its amount, paid, and leaves the list of those to pay', async ({
  shown: { page, show },
  station,
}) => {
  await show('orders');
  await page.keyboard.press('F10');
  const dialog = station.dialog('Orders today');
  await dialog.getByText('To pay 1').click();
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await dialog.getByRole('searchbox').fill('23.76');
  await dialog.getByRole('button', { name: 'Details of B-043' }).click();
  const detail = station.dialog('Order B-043');
  await detail.getByRole('button', { name: 'Pay $23.76' }).click();
  await station.dialog('Order B-043').last().getByRole('button', { name: '$25.00' }).click();
  await expect(detail.getByText('Paid: Cash · Change $1.24')).toBeVisible();
  await detail.getByRole('button', { name: 'All orders' }).click();
  await expect(dialog.getByText('To pay 0')).toBeVisible();
  await expect(dialog.getByText('No order matches.')).toBeVisible();
});

test('money back is shown to the cent before it is given', async ({
  shown: { page, show },
  station,
}) => {
  await show('orders');
  await page.keyboard.press('F10');
  await page.getByRole('button', { name: 'Details of B-042' }).click();
  await page.getByRole('button', { name: 'Give money back' }).click();
  const dialog = station.dialog('Money back for B-042');
  const go = dialog.getByRole('button', { name: /^(Give back|Choose)/ });
  await expect(go).toBeDisabled();
  await dialog.getByRole('button', { name: 'One more Lemonade' }).click();
  await dialog.getByRole('button', { name: 'Cold or wrong' }).click();
  await expect(go).toHaveText('Give back $3.24');
  await dialog.getByRole('button', { name: 'Everything' }).click();
  await expect(go).toHaveText('Give back $23.76');
  await expect(go).toBeEnabled();
});

test('a grade is one tap and the next guest is as near as before', async ({
  shown: { page, show },
  station,
}) => {
  await show('ready');
  await station.pay('Exact');
  await station.paid.getByRole('button', { name: '4: Happy' }).click();
  await expect(station.paid.getByRole('button', { name: '4: Happy' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  expect(
    await page.evaluate(() => fakePos.asked.findLast(({ name }) => name === 'rateOrder')?.request),
  ).toMatchObject({ score: 4 });
  // A tap right after paying is taken for the second half of a double tap.
  await expect(async () => {
    await station.paid.getByRole('button', { name: 'Next guest' }).click({ timeout: 1_000 });
    await expect(station.paid).toBeHidden({ timeout: 500 });
  }).toPass();
});

test('more for an order is said on the ticket, and can be taken back', async ({
  shown: { page, show },
  station,
}) => {
  await show('orders');
  await page.keyboard.press('F10');
  await page.getByRole('button', { name: 'Details of B-042' }).click();
  await page.getByRole('button', { name: 'Add to this order' }).click();
  await expect(station.ticket.getByText('More for order B-042')).toBeVisible();
  await station.ticket.getByRole('button', { name: 'Make it an order of its own' }).click();
  await expect(station.ticket.getByText('More for order B-042')).toBeHidden();
});
