import { expect } from '@playwright/test';
import { test } from './support/station-test.ts';

test('an order is finished by touch with every server down, and reaches the relay once it is back', async ({
  startStation,
}) => {
  const station = await startStation();
  await station.ready();
  await station.stack.stopRelay();
  await station.stack.stopBuildPanel();
  await station.until(
    'the loss to be seen',
    ({ connection }) => connection.state !== 'online',
    6_000,
  );
  const { page } = station;
  await page.getByRole('searchbox').fill('lemonade');
  await page
    .getByRole('button', { name: /^lemonade/i })
    .first()
    .click();
  await page.getByRole('button', { name: /^pay \$3\.24/i }).click();
  await page.getByRole('button', { name: /^exact \$3\.24/i }).click();
  await expect(page.getByRole('status', { name: 'Order placed' })).toBeVisible();
  const sold = await station.snapshot();
  expect(sold.orders).toHaveLength(1);
  expect(sold.orders[0]).toMatchObject({ delivery: 'waiting', changeCents: 0 });
  expect(sold.orders[0]?.order.totals.totalCents).toBe(324);
  expect(sold.tickets[0]?.ticket.lines).toEqual([]);
  await station.stack.startRelay();
  const delivered = await station.until(
    'the delivery',
    ({ orders }) => orders[0]?.delivery === 'delivered',
  );
  expect(delivered.orders).toHaveLength(1);
});
