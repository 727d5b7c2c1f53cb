/** What staff do with no mouse and no finger: every control is reached with Tab and used with Enter or Space. */
import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './screen-test.ts';

const MANAGER_PIN = '1111';
/** More than any screen has: a control that Tab does not reach by then is out of reach. */
const MAX_TABS = 250;

async function reach(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  const target = await wanted.elementHandle();
  for (let presses = 0; presses < MAX_TABS; presses += 1) {
    if (await page.evaluate((element) => document.activeElement === element, target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not reach it');
}

async function press(page: Page, wanted: Locator): Promise<void> {
  await reach(page, wanted);
  await page.keyboard.press('Enter');
}

async function enterPin(page: Page): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'PIN' })).toBeFocused();
  await page.keyboard.type(MANAGER_PIN);
  await page.keyboard.press('Enter');
}

const askedOf = (page: Page) => page.evaluate(() => fakePos.asked.map(({ name }) => name));

test('a discount, and the ticket’s sums in the order of the receipt', async ({
  shown: { page, show },
  station,
}) => {
  await show('to-discount');
  await press(page, station.ticket.getByRole('button', { name: 'Discount' }));
  await press(page, page.getByRole('dialog').getByRole('button', { name: 'Coupon' }));
  await enterPin(page);
  await expect(station.ticket.getByRole('list', { name: 'Taken off' })).toContainText('10 % off');
  await expect(station.ticket.locator('.totals dt')).toHaveText([
    'Subtotal',
    'Discount',
    'Tax',
    'Total',
  ]);
});

test('a refund', async ({ shown: { page, show } }) => {
  await show('shift-open');
  await page.keyboard.press('F10');
  await press(page, page.getByRole('button', { name: 'Details of B-042' }));
  await press(page, page.getByRole('button', { name: 'Give money back' }));
  const dialog = page.getByRole('dialog', { name: 'Money back for B-042' });
  await press(page, dialog.getByRole('button', { name: 'Everything' }));
  await press(page, dialog.getByRole('button', { name: 'Cold or wrong' }));
  await press(page, dialog.getByRole('button', { name: /^Give back/ }));
  await enterPin(page);
  await expect(page.getByText(/Given back: Cold or wrong/)).toBeVisible();
});

test('staff take the order over and hand it back', async ({ shown: { page, show } }) => {
  await show('busy');
  await page.keyboard.press('F5');
  await expect(page.getByRole('button', { name: 'Hand back' })).toBeVisible();
  await press(page, page.getByRole('button', { name: 'Hand back' }));
  await expect(page.getByRole('button', { name: 'Take over' })).toBeVisible();
});

test('a printer is set up', async ({ shown: { page, show } }) => {
  await show('printers');
  await press(page, page.getByRole('button', { name: 'Settings' }));
  await press(page, page.getByRole('button', { name: 'Set up printers' }));
  await reach(page, page.getByRole('textbox', { name: 'Address' }).first());
  await page.keyboard.press('Control+a');
  await page.keyboard.type('192.168.1.77');
  await press(page, page.getByRole('button', { name: 'Save' }));
  await expect.poll(() => askedOf(page)).toContain('setPrinters');
});

test('somebody is added to the people', async ({ shown: { page, show } }) => {
  await show('manager');
  await page.keyboard.press('F11');
  await press(page, page.getByRole('button', { name: 'People' }));
  await press(page, page.getByRole('button', { name: 'Add somebody' }));
  await reach(page, page.getByRole('textbox', { name: 'Name' }));
  await page.keyboard.type('Ana');
  await reach(page, page.getByLabel('PIN, 4 to 8 digits'));
  await page.keyboard.type('8642');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Change Ana' })).toBeVisible();
});

test('missed words come on the ticket', async ({ shown: { page, show }, station }) => {
  await show('missed');
  await press(page, page.getByRole('button', { name: /^Missed words: / }));
  await press(page, page.getByRole('button', { name: 'Put on this ticket' }).first());
  await expect.poll(() => askedOf(page)).toContain('putMissedOnTicket');
  await page.keyboard.press('Escape');
  await expect(station.dialog('Missed words')).toBeHidden();
});

test('F9 with suggestions waiting says why, and Enter confirms them', async ({
  shown: { page, show },
  station,
}) => {
  await show('busy');
  await page.keyboard.press('F9');
  await expect(station.ticket.getByRole('alert')).toContainText('for a yes');
  await expect(station.ticket.getByRole('button', { name: /^Confirm all/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => askedOf(page)).toContain('applyTicketCommand');
  await expect(station.ticket.getByRole('alert').filter({ hasText: 'for a yes' })).toBeHidden();
});

test('what is not on the menu is said beside the ticket until it is seen', async ({
  shown: { page, show },
  station,
}) => {
  await show('busy');
  await page.evaluate(async () => {
    const snapshot = await fakePos.getSnapshot(undefined);
    const [open] = snapshot.ok ? snapshot.value.tickets : [];
    const [said] = snapshot.ok ? snapshot.value.transcripts : [];
    if (open === undefined || said === undefined) throw new Error('nothing was said');
    const notOnMenu = { utteranceId: said.utteranceId, words: ['coke'] };
    fakePos.push('onTicket', { ...open, notOnMenu });
  });
  const sign = station.ticket.getByText('Not on the menu: coke');
  await expect(sign).toBeVisible();
  await press(page, station.ticket.getByRole('button', { name: 'Seen' }));
  await expect(sign).toBeHidden();
});

test('a declined card stays in the dialog in words, and cash pays', async ({
  shown: { page, show },
  station,
}) => {
  await show('ready');
  await page.keyboard.press('F9');
  // A tip that makes the bill the amount which the simulator declines.
  await press(
    page,
    page.getByRole('group', { name: 'Tip' }).getByRole('button', { name: 'Other' }),
  );
  await page.keyboard.type('8735');
  await page.keyboard.press('Enter');
  await press(page, page.getByRole('button', { name: /^Card \(simulator\)/ }));
  const dialog = station.dialog('Pay');
  await expect(dialog.getByRole('alert')).toContainText('nothing was charged');
  await press(page, dialog.getByRole('button', { name: /^Exact/ }));
  await expect(station.paid).toBeVisible();
});
