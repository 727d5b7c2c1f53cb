/** Signing in, switching, approving and the list of people, on the screen by itself. */
import { expect } from '@playwright/test';
import { test } from './screen-test.ts';

test('one key, a PIN and Enter sign in, and switch, and the ticket stays', async ({
  shown: { page, show },
  station,
}) => {
  await show('staffed');
  const before = await station.readLines();
  await page.keyboard.press('F11');
  await page.keyboard.type('3333');
  await page.keyboard.press('Enter');
  await expect(station.person).toHaveText('Sam');
  await page.keyboard.press('F11');
  const dialog = station.dialog('Who is working?');
  await expect(dialog).toContainText('Sam');
  for (const digit of ['2', '2', '3', 'Delete last digit', '2', '2']) {
    await dialog.getByRole('button', { name: digit, exact: true }).click();
  }
  await page.keyboard.press('Enter');
  await expect(station.person).toHaveText('Lee');
  expect(await station.readLines()).toEqual(before);
});

test('a wrong PIN is said and cleared, and Escape leaves everything as it was', async ({
  shown: { page, show },
  station,
}) => {
  await show('staffed');
  await page.keyboard.press('F11');
  const dialog = station.dialog('Who is working?');
  await page.keyboard.type('12');
  await expect(dialog.getByRole('button', { name: 'Enter' })).toBeDisabled();
  await page.keyboard.type('34');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('not known here');
  await expect(dialog.getByRole('textbox', { name: 'PIN' })).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(station.person).toHaveText('Sign in');
});

test('a void by crew asks for the PIN of somebody who may, and goes through with it', async ({
  shown: { page, show },
  station,
}) => {
  await show('staffed');
  await station.voidTicket('Guest left');
  const dialog = station.dialog('A manager’s PIN, please');
  await page.keyboard.type('3333');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('may not allow that');
  await expect(station.lines).toHaveCount(2);
  await page.keyboard.type('2222');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(station.lines).toHaveCount(0);
  await expect(station.person).toHaveText('Sign in');
});

test('who gives up at the PIN pad keeps the ticket and is told nothing more', async ({
  shown: { page, show },
  station,
}) => {
  await show('staffed');
  await station.voidTicket('Guest left');
  await expect(station.dialog('A manager’s PIN, please')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(station.dialog('A manager’s PIN, please')).toBeHidden();
  await expect(station.lines).toHaveCount(2);
  await expect(station.banners.getByRole('listitem')).toHaveCount(0);
});

test('without a manager, what needs one offers to set one up and then goes through', async ({
  shown: { page, show },
  station,
}) => {
  await show('ready');
  await station.ticket.getByRole('button', { name: 'Discount' }).click();
  await station.dialog('Discount on the ticket').getByRole('button', { name: 'Coupon' }).click();
  const dialog = station.dialog('Set up the first manager');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Maria');
  await dialog.getByLabel('PIN, 4 to 8 digits').fill('1357');
  await dialog.getByLabel('The same PIN again').fill('1358');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('not the same');
  await dialog.getByLabel('The same PIN again').fill('1357');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(station.ticket.getByRole('list', { name: 'Taken off' })).toContainText('10 % off');
});

test('the screen speaks the language of whoever is signed in, else that of the station', async ({
  shown: { page, show },
}) => {
  await show('signed-in');
  const html = page.locator('html');
  await expect(html).toHaveAttribute('lang', 'en');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('group', { name: 'For Lee' }).getByText('Español').click();
  await expect(html).toHaveAttribute('lang', 'es');
  await page.getByRole('dialog', { name: 'Ajustes' }).getByText('Como el sistema').waitFor();
  await page.keyboard.press('Escape');
  await page.evaluate(() => fakePos.signOut({ why: 'asked' }));
  await expect(html).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('button', { name: 'Settings' })).toBeVisible();
});

test('nobody touches the till for so long, and it signs out by itself; a key in between counts', async ({
  shown: { page, show },
}) => {
  await show('manager');
  await expect(page.getByRole('button', { name: /^Maria Lopez/ })).toBeVisible();
  await page.clock.install();
  await page.keyboard.press('Shift');
  await page.clock.runFor(4 * 60_000);
  await page.keyboard.press('Shift');
  await page.clock.runFor(4 * 60_000);
  await expect(page.getByRole('button', { name: /^Maria Lopez/ })).toBeVisible();
  await page.clock.runFor(61_000);
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test('a manager chooses the tips that are offered, and they are there at the next payment', async ({
  shown: { page, show },
}) => {
  await show('staffed');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: '10 %', exact: true }).click();
  await page.keyboard.type('1111');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '10 %', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('Escape');
  await page.keyboard.press('F9');
  await expect(page.getByRole('button', { name: /^10 %, / })).toBeVisible();
});
