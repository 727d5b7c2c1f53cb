/** Ways to order faster: combos, favourites, barcodes. */
import { expect } from '@playwright/test';
import { test } from './screen-test.ts';

test('a combo is put together by touch, each component as the guest wants it', async ({
  shown: { page, show },
  station,
}) => {
  await show('combos');
  await page.getByRole('button', { name: 'Combos' }).click();
  await station.tapItem('Lunch Combo');
  const dialog = station.dialog('Lunch Combo');
  await dialog.getByText('Greek Salad', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Add to ticket' }).click();
  const salad = dialog.getByRole('group', { name: 'Greek Salad' });
  await expect(salad.getByRole('alert')).toContainText('dressing');
  await salad.getByText('Ranch').click();
  await salad.getByText('Add Chicken').click();
  await dialog.getByText('Lemonade').click();
  await dialog.getByRole('button', { name: 'Add to ticket' }).click();
  await expect(dialog).toBeHidden();
  const line = station.lines.first();
  await expect(line).toContainText('Lunch Combo');
  await expect(line).toContainText(/Greek Salad.*Ranch.*Add Chicken.*Lemonade/s);
  await expect(line).toContainText('$19.00');

  await line
    .getByRole('button', { name: /Lunch Combo/ })
    .first()
    .click();
  await line.getByRole('button', { name: 'Change' }).click();
  await salad.getByText('Balsamic').click();
  await dialog.getByText('Bottled Water').click();
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(line).toContainText(/Balsamic.*Add Chicken.*Bottled Water/s);
});

test('a dish on the ticket becomes a combo with its changes, and asks for the rest', async ({
  shown: { page, show },
  station,
}) => {
  await show('combo-on-ticket');
  await page.getByRole('button', { name: /Greek Bowl.*\$14/ }).click();
  await page.getByRole('button', { name: 'Make it a combo' }).click();
  await expect(station.ticket).toContainText('Greek Bowl Combo: which side?');
  await station.answer('Fruit Cup');
  await station.answer('Lemonade');
  await expect(station.lines.nth(1)).toContainText(/Greek Bowl.*No Olives.*Fruit Cup.*Lemonade/s);
  await expect(station.ticket.getByRole('status')).toHaveCount(0);
});
