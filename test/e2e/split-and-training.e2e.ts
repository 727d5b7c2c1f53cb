/** A bill that two guests pay with a power cut between them, and training, in the real app. */
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { test } from './support/station-test.ts';

async function addLemonade(page: Page): Promise<void> {
  await page.getByRole('searchbox').fill('lemonade');
  await page
    .getByRole('button', { name: /^lemonade/i })
    .first()
    .click();
}

test('a split bill outlives a kill between two guests, and training leaves no trace in the sales', async ({
  startStation,
}) => {
  test.slow();
  const station = await startStation();
  await station.ready();
  await addLemonade(station.page);
  await station.page.getByRole('button', { name: /^pay \$3\.24/i }).click();
  await station.page.getByRole('button', { name: 'Split', exact: true }).click();
  await station.page.getByRole('button', { name: 'Take $1.62' }).click();
  await station.page.getByRole('button', { name: /^Card \(simulator\)/ }).click();
  await expect(station.page.getByRole('button', { name: 'Receipt of payment 1' })).toBeVisible();
  const before = await station.until(
    'the first payment to be delivered',
    ({ orders }) => orders[0]?.events[0]?.delivery === 'delivered',
  );
  expect(before.orderCounts.unpaid).toBe(1);

  station.app.process().kill('SIGKILL');
  await station.launch();
  const { page } = station;
  await page.getByRole('button', { name: /^Orders/ }).click();
  await page.getByRole('button', { name: /^Details of/ }).click();
  await page.getByRole('button', { name: 'Split', exact: true }).click();
  await expect(page.getByText('Part 2 of 2')).toBeVisible();
  await page.getByRole('button', { name: 'Take $1.62' }).click();
  await page.getByRole('button', { name: '$2.00' }).click();
  await expect(page.getByText('Change due $0.38')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.keyboard.press('Escape');
  const paid = await station.until(
    'both payments to be with the relay',
    ({ orders }) => orders[0]?.events[1]?.delivery === 'delivered',
  );
  expect(paid.orders).toHaveLength(1);
  expect(paid.orders[0]?.balance).toMatchObject({ dueCents: 0, paidCents: 324 });

  await page.keyboard.press('F11');
  await page.getByRole('textbox', { name: 'Name' }).fill('Ana');
  await page.getByRole('textbox', { name: 'PIN, 4 to 8 digits' }).fill('4711');
  await page.getByRole('textbox', { name: 'The same PIN again' }).fill('4711');
  await page.getByRole('button', { name: 'Set up the manager' }).click();
  await expect(page.getByRole('button', { name: /^Ana/ })).toBeVisible();
  await addLemonade(page);
  await page.keyboard.press('F11');
  await page.getByRole('button', { name: 'Start training' }).click();
  const banner = page.getByRole('region', { name: 'TRAINING', exact: true });
  await expect(banner).toBeVisible();
  await addLemonade(page);
  await addLemonade(page);
  await page.getByRole('button', { name: /^pay \$6\.48/i }).click();
  await page.getByRole('button', { name: /^exact \$6\.48/i }).click();
  await expect(page.getByRole('status', { name: 'Order placed' })).toContainText('TRN-001');
  expect((await station.snapshot()).orders.map(({ order }) => order.orderNumber)).toEqual([
    'TRN-001',
  ]);
  await banner.getByRole('button', { name: 'End training' }).click();
  await expect(banner).toBeHidden();
  const real = await station.snapshot();
  expect(real.orders).toHaveLength(1);
  expect(real.tickets.flatMap(({ ticket }) => ticket.lines).map(({ name }) => name)).toEqual([
    'Lemonade',
  ]);
  expect(real.shift).toEqual({ state: 'closed', orderCount: 1 });
});
