/** Finishing an order on the screen by itself: pay, hold, recall, void, undo, today's orders. */
import { expect } from '@playwright/test';
import { test } from './screen-test.ts';

test('a first cash order takes three taps, and the next guest’s first line ends it', async ({
  shown,
  station,
}) => {
  await shown.show('empty');
  await station.tapItem('Lemonade');
  await station.pay('Exact');
  await expect(station.paid).toContainText('B-001');
  await expect(station.paid).toContainText('No change');
  await expect(station.lines).toHaveCount(0);
  await station.tapItem('Lemonade');
  await expect(station.paid).toBeHidden();
  await station.pay('$5.00');
  await expect(station.paid).toContainText('B-002');
  await expect(station.paid).toContainText('$1.76');
  const next = station.paid.getByRole('button', { name: 'Next guest' });
  await expect(async () => {
    await next.click();
    await expect(station.paid).toBeHidden({ timeout: 200 });
  }).toPass();
});

test('an order is paid by keyboard alone; Enter takes exact cash', async ({
  shown: { page, show },
  station,
}) => {
  await show('ready');
  await page.keyboard.press('F9');
  await page.keyboard.press('Enter');
  await expect(station.paid).toContainText('No change');
  await expect(async () => {
    await page.keyboard.press('Enter');
    await expect(station.paid).toBeHidden({ timeout: 200 });
  }).toPass();

  await show('ready');
  await page.keyboard.press('F9');
  const dialog = station.dialog('Pay');
  await page.keyboard.type('2000');
  await expect(dialog.getByRole('textbox', { name: 'Cash received' })).toHaveValue('$20.00');
  await expect(dialog.getByRole('status')).toHaveText('$3.76 is still missing');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('500');
  await expect(dialog.getByRole('status')).toHaveText('Change $1.24');
  await page.keyboard.press('Enter');
  await expect(station.paid).toContainText('$1.24');
});

test('the number pad takes an amount, too', async ({ shown, station }) => {
  await shown.show('ready');
  await station.payButton.click();
  const dialog = station.dialog('Pay');
  for (const key of ['3', '0', '5', 'Delete last digit', '00']) {
    await dialog.getByRole('button', { name: key, exact: true }).click();
  }
  await dialog.getByRole('button', { name: 'Take cash $30.00' }).click();
  await expect(station.paid).toContainText('$6.24');
});

test('suggestions are confirmed and choices made before anyone pays', async ({
  shown: { page, show },
  station,
}) => {
  await show('choice-open');
  await station.payButton.click();
  await expect(station.ticket.getByRole('alert')).toContainText('Greek Salad: which dressing?');
  await expect(station.dialog('Pay')).toBeHidden();
  await station.answer('Ranch');
  await expect(station.ticket.getByRole('alert')).toBeHidden();
  await page.keyboard.press('F9');
  await expect(station.dialog('Pay')).toBeVisible();
  await show('busy');
  await expect(station.payButton).toBeHidden();
  await station.confirmAll();
  await expect(station.payButton).toBeVisible();
});

test('what main refuses while paying is said in the dialog', async ({ shown, station }) => {
  await shown.show('ready');
  await station.payButton.click();
  await shown.page.evaluate(() => {
    Object.assign(fakePos, {
      commitTicket: () => Promise.resolve({ ok: false, failure: 'cannot-save' }),
    });
  });
  await station.dialog('Pay').getByRole('button', { name: 'Pay later' }).click();
  await expect(station.dialog('Pay').getByRole('alert')).toContainText('could not be saved');
  await expect(station.dialog('Pay').getByRole('button', { name: 'Pay later' })).toBeEnabled();
});

test('a ticket is held, another guest is served, and it comes back', async ({
  shown: { page, show },
  station,
}) => {
  await show('ready');
  await station.hold('Maria');
  await expect(station.lines).toHaveCount(0);
  await station.tapItem('Lemonade');
  await station.ticket.getByRole('button', { name: 'Recall 1' }).click();
  const dialog = station.dialog('Held tickets');
  await expect(dialog.getByRole('button', { name: 'Maria' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await station.pay('Card (simulator)');
  await expect(station.paid).toContainText('nothing was charged');
  await station.recall('Maria');
  await expect(station.line('1 Greek Salad')).toBeVisible();
  await expect(station.paid).toBeHidden();
  await expect(station.ticket.getByRole('button', { name: 'Recall', exact: true })).toBeVisible();
});

test('a void needs a reason', async ({ shown: { page, show }, station }) => {
  await show('ready');
  await station.ticket.getByRole('button', { name: 'Void' }).click();
  const dialog = station.dialog('Void this ticket?');
  await expect(dialog.getByRole('button', { name: 'Void the ticket' })).toBeDisabled();
  await page.keyboard.type('  rang up by mistake ');
  await page.keyboard.press('Enter');
  await expect(station.lines).toHaveCount(0);
  expect(
    await page.evaluate(() => fakePos.asked.findLast(({ name }) => name === 'voidTicket')?.request),
  ).toMatchObject({ reason: 'rang up by mistake' });
});

test('a slip is undone and done again by key; a field keeps its own undo', async ({
  shown: { page, show },
  station,
}) => {
  await show('empty');
  await expect(station.ticket.getByRole('button', { name: 'Undo' })).toBeDisabled();
  await station.tapItem('Lemonade');
  await station.tapItem('Lemonade');
  await page.keyboard.press('Control+z');
  await expect(station.line('1 Lemonade')).toBeVisible();
  await page.keyboard.press('Control+Shift+Z');
  await expect(station.line('2 Lemonade')).toBeVisible();
  await station.search.fill('tea');
  await page.keyboard.press('Control+z');
  await expect(station.line('2 Lemonade')).toBeVisible();
  await station.line('2 Lemonade').getByRole('button').first().focus();
  await page.keyboard.press('+');
  await expect(station.line('3 Lemonade')).toBeVisible();
  await page.keyboard.press('-');
  await expect(station.line('2 Lemonade')).toBeVisible();
});

test('the order type goes with the order', async ({ shown: { page, show }, station }) => {
  await show('ready');
  await station.ticket.getByText('Drive-thru').click();
  await expect(station.ticket.getByRole('radio', { name: 'Drive-thru' })).toBeChecked();
  await station.pay('Exact');
  await page.keyboard.press('F10');
  await expect(station.order('B-001')).toContainText('Drive-thru');
  await expect(station.order('B-001')).toContainText('Sent to the kitchen');
});

test('orders that wait are counted and named, with what to do', async ({
  shown: { page, show },
  station,
}) => {
  await show('orders-waiting');
  await expect(station.waiting).toHaveText('2 orders, 3 recordings waiting to be sent');
  await expect(station.banners).toContainText('The kitchen does not have 2 orders yet: tell them.');
  await page.getByRole('button', { name: 'Orders' }).click();
  await expect(station.order('B-045')).toContainText('the kitchen does not have it yet');
  await expect(station.order('B-043')).toContainText('Refused. The prices are not those');
});

test('lines are as wide as their pane on a laptop', async ({ shown: { page, show } }) => {
  for (const width of [1280, 1366, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    await show('long');
    const scroll = page.locator('.ticket-scroll');
    expect(await scroll.evaluate((pane) => pane.scrollWidth - pane.clientWidth)).toBe(0);
  }
});
