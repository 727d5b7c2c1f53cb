/** Ways to order faster: combos, favourites, barcodes. */
import { expect } from '@playwright/test';
import { scan } from './scan-keys.ts';
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

test('an item is kept as a favourite, moved and taken off by keyboard alone', async ({
  shown: { page, show },
  station,
}) => {
  await show('favourites');
  const cards = page.getByRole('list', { name: 'Favourites' }).getByRole('listitem');
  await expect(cards).toHaveText([/Greek Bowl\$14/, /Lemonade/, /Greek Bowl Combo/, /Greek Salad/]);
  await page.getByRole('button', { name: 'Beverages' }).click();
  await page.getByRole('button', { name: /^Bottled Water/ }).focus();
  await page.keyboard.press('Shift+F10');
  await expect(station.dialog('Bottled Water')).toBeVisible();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Favourites' }).click();
  await expect(cards.last()).toContainText('Bottled Water');

  await page.getByRole('button', { name: /^Bottled Water/ }).focus();
  await page.keyboard.press('Shift+F10');
  const dialog = station.dialog('Bottled Water');
  await expect(dialog.getByRole('status')).toHaveText('Favourite 5 of 5');
  await dialog.getByRole('button', { name: 'Earlier' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toHaveText('Favourite 4 of 5');
  await dialog.getByRole('button', { name: 'Take off the favourites' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(cards).toHaveCount(4);
});

test('an item held by finger or mouse opens its menu, and is not tapped', async ({
  shown: { page, show },
  station,
}) => {
  await show('combos');
  const lemonade = page.getByRole('button', { name: /^Lemonade/ });
  const at = await lemonade.evaluate((card) => {
    const { x, y } = card.getBoundingClientRect();
    return { x: x + 20, y: y + 20 };
  });
  const input = await page.context().newCDPSession(page);
  await input.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
  await expect(station.dialog('Lemonade')).toBeVisible();
  await input.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await station.dialog('Lemonade').getByRole('button', { name: 'Add to favourites' }).click();

  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await expect(station.dialog('Lemonade')).toBeVisible();
  await page.mouse.up();
  await page.keyboard.press('Escape');
  await expect(station.lines).toHaveCount(0);
  await page.getByRole('button', { name: /^Lemonade/ }).click();
  await expect(station.lines).toHaveCount(1);
  await page.getByRole('button', { name: 'Favourites' }).click();
  await expect(page.getByRole('list', { name: 'Favourites' })).toContainText('Lemonade');
});

test('a scanned code adds its item wherever the focus is, and presses nothing', async ({
  shown: { page, show },
  station,
}) => {
  await show('combos');
  await page.getByRole('button', { name: /^Lemonade/ }).focus();
  await scan(page, '4006381333931');
  await scan(page, '012345678905');
  await expect(station.lines).toHaveCount(1);
  await expect(station.line('2 Bottled Water')).toBeVisible();
});

test('a code typed or scanned into the search adds its item', async ({
  shown: { page, show },
  station,
}) => {
  await show('combos');
  await page.keyboard.press('F3');
  await page.keyboard.type('0123456 78905', { delay: 60 });
  await expect(page.getByRole('status').filter({ hasText: '1 found' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(station.line('1 Bottled Water')).toBeVisible();
  await scan(page, '4006381333931');
  await expect(station.line('2 Bottled Water')).toBeVisible();
});

test('a code that nothing has says so, one notice at a time, until one is found', async ({
  shown: { page, show },
  station,
}) => {
  await show('combos');
  await scan(page, '5901234123457');
  await expect(page.getByRole('log')).toContainText('Barcode 5901234123457 is not on the menu');
  await scan(page, '4006381333932');
  await expect(page.getByRole('log')).toContainText('misread');
  await scan(page, '2012345001237');
  await expect(page.getByRole('log')).toContainText('a weight or price inside');
  await page.keyboard.press('F3');
  await page.keyboard.type('5901234123457\n', { delay: 60 });
  await expect(page.getByRole('log')).toContainText('is not on the menu');
  await expect(page.getByRole('searchbox')).toHaveValue('');
  await scan(page, '4006381333931');
  await expect(station.line('1 Bottled Water')).toBeVisible();
  await expect(page.getByRole('log')).toBeEmpty();
});

test('a scan while a dialog is open adds nothing and says why', async ({
  shown: { page, show },
  station,
}) => {
  await show('combos');
  await page.getByRole('button', { name: 'Combos' }).click();
  await station.tapItem('Lunch Combo');
  await expect(station.dialog('Lunch Combo')).toBeVisible();
  await station.dialog('Lunch Combo').getByRole('button', { name: 'Add to ticket' }).focus();
  await scan(page, '4006381333931');
  await expect(page.locator('.notices')).toContainText('close the window that is open');
  await expect(station.dialog('Lunch Combo').getByRole('alert')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(station.lines).toHaveCount(0);
});
