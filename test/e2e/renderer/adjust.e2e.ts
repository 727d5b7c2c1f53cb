/** Discounts with a PIN, quantities by number, what is sold out, a menu that changed: on the screen by itself. */
import { expect } from '@playwright/test';
import { test } from './screen-test.ts';

const MANAGER_PIN = '1111';

test('a discount takes a tap, a reason and a PIN, names who allowed it, and is taken away again', async ({
  shown: { page, show },
  station,
}) => {
  await show('to-discount');
  await station.ticket.getByRole('button', { name: 'Discount' }).click();
  await station.dialog('Discount on the ticket').getByRole('button', { name: 'Coupon' }).click();
  await page.keyboard.type(MANAGER_PIN);
  await page.keyboard.press('Enter');
  const rows = station.ticket.getByRole('list', { name: 'Taken off' });
  await expect(rows).toContainText('10 % off');
  await expect(rows).toContainText('Coupon · allowed by Maria Lopez');
  await expect(rows).toContainText('-$2.20');
  await page.keyboard.press('Control+z');
  await expect(rows).toBeHidden();
  await page.keyboard.press('Control+Shift+z');
  await rows.getByRole('button', { name: 'Take away: 10 % off' }).click();
  await expect(rows).toBeHidden();
});

test('the quantity is typed, too much is refused in words, and the last line comes again by a key', async ({
  shown: { page, show },
  station,
}) => {
  await show('to-discount');
  await station.ticket.getByRole('button', { name: /Lemonade.*\$6/ }).click();
  await station.ticket.getByRole('button', { name: 'Type the quantity' }).click();
  await page.keyboard.type('144');
  await expect(page.getByText('From 1 to 99.')).toBeVisible();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await expect(station.ticket.getByRole('listitem', { name: '14 Lemonade' })).toBeVisible();
  await page.keyboard.press('Control+d');
  await expect(station.ticket.getByRole('listitem', { name: '15 Lemonade' })).toBeVisible();
});

test('what is sold out asks, is sold anyway with a PIN, or is put back for everybody', async ({
  shown: { page, show },
  station,
}) => {
  await show('sold-out');
  await station.tapItem('Sweet Tea w. Lemon');
  const asked = station.dialog('Sweet Tea w. Lemon is sold out');
  await asked.getByRole('button', { name: 'Sell anyway' }).click();
  await page.keyboard.type(MANAGER_PIN);
  await page.keyboard.press('Enter');
  await expect(station.ticket.getByRole('listitem', { name: '1 Sweet Tea' })).toBeVisible();
  await station.tapItem('Lemonade');
  await station.dialog('Lemonade is sold out').getByRole('button', { name: 'Put back' }).click();
  await station.tapItem('Lemonade');
  await expect(station.ticket.getByRole('listitem', { name: '3 Lemonade' })).toBeVisible();
});

test('an item is marked as sold out until tomorrow, by keyboard', async ({
  shown: { page, show },
  station,
}) => {
  await show('to-discount');
  await page.getByRole('button', { name: 'Sold out' }).press('Enter');
  await page.keyboard.type('unsweet');
  await page.getByRole('button', { name: /^Unsweet Tea.*Item/ }).press('Enter');
  await page.getByRole('button', { name: 'Until tomorrow' }).press('Enter');
  await page.keyboard.press('Escape');
  await expect(station.menu.getByRole('button', { name: /^Unsweet Tea.*Sold out/ })).toBeVisible();
});

test('a sold-out line is settled before anyone pays', async ({
  shown: { page, show },
  station,
}) => {
  await show('sold-out');
  await page.keyboard.press('F9');
  await expect(station.ticket.getByRole('alert')).toContainText('Lemonade is sold out: keep it');
  await expect(station.dialog('Pay')).toBeHidden();
});

test('a changed price shows old and new, and one tap accepts it', async ({ shown, station }) => {
  await shown.show('price-changed');
  const line = station.ticket.getByRole('listitem', { name: '2 Lemonade' });
  await expect(line).toContainText('$3.00 → $3.50 each');
  await line.getByRole('button', { name: 'Confirm Lemonade' }).click();
  await expect(line).not.toContainText('→');
});
