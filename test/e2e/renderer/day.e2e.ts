/** The shift, tips, people and the audit trail, on the screen by itself. */
import { expect } from '@playwright/test';
import { test } from './screen-test.ts';

test('a shift is opened by notes and coins with the keyboard alone; nobody has to', async ({
  shown: { page, show },
  station,
}) => {
  await show('shift-closed');
  await expect(station.payButton).toBeEnabled();
  await page.keyboard.press('F12');
  const dialog = station.dialog('Open the shift');
  await expect(dialog).toContainText('4 orders since the last close');
  for (const count of ['1', '', '2']) {
    await page.keyboard.type(count);
    await page.keyboard.press('Enter');
  }
  await dialog.getByRole('button', { name: 'Open with $140.00' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Shift' })).toBeVisible();
});

test('the count is blind: what should be there is told after the close alone', async ({
  shown: { page, show },
  station,
}) => {
  await show('shift-open');
  await page.keyboard.press('F12');
  await station.dialog('Shift and cash').getByRole('button', { name: 'Close the shift' }).click();
  const count = station.dialog('Close the shift: count the drawer');
  await expect(count).not.toContainText('247.52');
  await count.getByText('One sum').click();
  await count.getByRole('textbox', { name: 'Cash in the drawer' }).fill('24700');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').last().getByRole('button', { name: 'Close the shift' }).click();
  const drawer = page.getByRole('region', { name: 'Cash drawer' });
  await expect(drawer).toContainText('Should be there$247.52');
  await expect(drawer).toContainText('Short-$0.52');
});

test('a tip comes on top, for cash as for card, and none is the first choice', async ({
  shown: { page, show },
  station,
}) => {
  await show('ready');
  await page.keyboard.press('F9');
  const dialog = station.dialog('Pay');
  const tips = dialog.getByRole('group', { name: 'Tip' });
  await expect(tips.getByRole('button', { name: 'No tip' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await tips.getByRole('button', { name: '20 %, $4.40' }).click();
  await expect(dialog.getByRole('button', { name: 'Exact $28.16' })).toBeVisible();
  await tips.getByRole('button', { name: 'Other' }).click();
  await page.keyboard.type('100');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Card (simulator) $24.76' }).click();
  await expect(station.paid).toBeVisible();
});
