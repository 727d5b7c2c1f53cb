import { expect } from '@playwright/test';
import { test } from './support/station-test.ts';

test('a shift from the first manager to a Z that is the hand count', async ({ startStation }) => {
  const station = await startStation({ isEnrolled: false });
  const { page } = station;
  const press = (...keys: string[]) =>
    keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
  await page.getByRole('searchbox').waitFor();

  await press('F11');
  await page.getByRole('textbox', { name: 'Name' }).fill('Maria');
  await page.getByLabel('PIN, 4 to 8 digits').fill('1357');
  await page.getByLabel('The same PIN again').fill('1357');
  await press('Enter');
  await expect(page.getByRole('button', { name: 'Maria: switch or sign out' })).toBeVisible();

  await press('F12');
  await page.getByText('One sum').click();
  await page.getByRole('textbox', { name: 'Cash in the drawer' }).fill('10000');
  await page.getByRole('button', { name: 'Open with $100.00' }).click();
  await station.until('the shift to open', ({ shift }) => shift.state === 'open');

  await page.getByRole('searchbox').fill('lemonade');
  await press('Enter', 'F9');
  const pay = page.getByRole('dialog', { name: 'Pay' });
  await pay.getByRole('button', { name: '20 %, $0.60' }).click();
  await pay.getByRole('button', { name: 'Exact $3.84' }).click();
  await expect(page.getByRole('status', { name: 'Order placed' })).toBeVisible();
  const { orders } = await station.snapshot();
  expect(orders[0]?.order).toMatchObject({
    takenBy: { name: 'Maria' },
    totals: { totalCents: 324 },
    tender: { kind: 'cash', tenderedCents: 384, tipCents: 60 },
  });

  await press('F12');
  await page.getByRole('button', { name: /^X report/ }).click();
  await expect(page.getByRole('region', { name: 'Sales', exact: true })).toContainText(
    'Total sales$3.24',
  );
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: /^Close the shift/ }).click();
  await page.getByText('One sum').click();
  await page.getByRole('textbox', { name: 'Cash in the drawer' }).fill('10384');
  await press('Enter');
  await page.getByRole('dialog').last().getByRole('button', { name: 'Close the shift' }).click();
  const drawer = page.getByRole('region', { name: 'Cash drawer' });
  await expect(drawer).toContainText('Should be there$103.84');
  await expect(drawer).toContainText('Exactly right$0.00');
  expect((await station.snapshot()).shift).toEqual({ state: 'closed', orderCount: 0 });
});
