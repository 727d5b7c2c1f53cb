/** The kitchen's board for real: the app's window beside the till, with a relay that goes and comes back. */
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { openDatabase } from '../../src/relay/store/database.ts';
import { KitchenPage } from './pages/kitchen-page.ts';
import { StationPage } from './pages/station-page.ts';
import { test } from './support/station-test.ts';

test('an order made and bumped with the relay down is in the relay’s book once, as it was bumped', async ({
  startStation,
}) => {
  const station = await startStation();
  await station.ready();
  await station.stack.stopRelay();
  const { page, app } = station;
  const till = new StationPage(page);
  await till.search.fill('lemonade');
  await page.keyboard.press('Enter');
  await till.pay('Exact');
  await expect(till.paid).toBeVisible();
  const { orders } = await station.snapshot();
  const { orderNumber, orderId } = orders[0]?.order ?? { orderNumber: '', orderId: '' };

  const opening = app.waitForEvent('window');
  await page.getByRole('button', { name: 'Kitchen board' }).click();
  const kitchen = new KitchenPage(await opening);
  await expect(kitchen.order(orderNumber)).toContainText('Only here so far');
  await expect(kitchen.banners).toContainText('No connection to the relay.', { timeout: 5_000 });
  await kitchen.page.keyboard.press('1');
  await expect(kitchen.column('Preparing').getByRole('article')).toHaveCount(1);
  await kitchen.bump(orderNumber).click();
  await expect(kitchen.column('Ready').getByRole('article')).toHaveCount(1);
  // The window has its own bridge and nothing of the till's.
  expect(await kitchen.page.evaluate(() => typeof Reflect.get(globalThis, 'pos'))).toBe(
    'undefined',
  );

  await station.stack.startRelay();
  await expect(kitchen.link).toContainText('Connected');
  await expect(kitchen.order(orderNumber)).not.toContainText('Only here so far');
  const db = await openDatabase(join(station.folder, 'relay'));
  try {
    const book = () => db.selectFrom('orders').select(['order_id', 'kitchen_status']).execute();
    await expect.poll(book).toEqual([{ order_id: orderId, kitchen_status: 'ready' }]);
  } finally {
    await db.destroy();
  }
});
