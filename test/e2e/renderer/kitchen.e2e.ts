/** The kitchen's board on the screen by itself, and the page that a real relay serves. */
import { expect, test as base } from '@playwright/test';
import { restaurantIdSchema } from '../../../src/shared/ids.ts';
import { configAnswerSchema } from '../../../src/shared/wire/http.ts';
import { KitchenAccess } from '../../../src/relay/store/kitchen-access.ts';
import { RelayHarness, RESTAURANT_ID } from '../../integration/relay/relay-harness.ts';
import { greekOrder } from '../../support/greek-order.ts';
import { KitchenPage } from '../pages/kitchen-page.ts';
import { kitchenSeeds, type KitchenSeedName } from './kitchen-seeds.ts';
import { openKitchenWindow, type KitchenWindow } from './kitchen-window.ts';
import { axeViolations, layoutProblems, SIZES } from './screen-window.ts';

const test = base.extend<{ readonly kitchen: KitchenPage }, { readonly shown: KitchenWindow }>({
  shown: [
    async ({}, use) => {
      const shown = await openKitchenWindow();
      await use(shown);
      await shown.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  kitchen: async ({ shown }, use) => {
    await shown.page.setViewportSize(SIZES[0]);
    await use(new KitchenPage(shown.page));
  },
});

const isSeed = (name: string): name is KitchenSeedName => name in kitchenSeeds;

for (const seed of Object.keys(kitchenSeeds).filter(isSeed)) {
  test(`the board “${seed}” has nothing that axe finds, at both sizes, light and dark`, async ({
    shown: { page, show },
  }) => {
    for (const size of SIZES) {
      for (const theme of ['light', 'dark'] as const) {
        await page.setViewportSize(size);
        await show(seed, theme);
        expect([...(await axeViolations(page)), ...(await layoutProblems(page))]).toEqual([]);
      }
    }
  });
}

test('a full column says how many orders are out of sight, and shows them page by page', async ({
  shown: { page, show },
  kitchen,
}) => {
  await show('rush');
  const pages = page.getByRole('navigation', { name: 'Pages of Preparing' });
  await expect(pages).toContainText(/more orders/);
  const seen = new Set<string>();
  const cards = kitchen.column('Preparing').getByRole('article');
  /** Numbers of the cards that lie within the column's frame. */
  const look = async () => {
    const inSight = await page.locator('[data-column="preparing"] .column-cards').evaluate((box) =>
      [...box.children]
        .filter((card) => {
          const [frame, { left }] = [box.getBoundingClientRect(), card.getBoundingClientRect()];
          return left >= frame.left - 1 && left < frame.right;
        })
        .map((card) => card.getAttribute('aria-label') ?? ''),
    );
    for (const orderNumber of inSight) seen.add(orderNumber);
  };
  await look();
  const next = pages.getByRole('button', { name: 'Next page of Preparing' });
  while (await next.isEnabled()) {
    await next.click();
    await look();
  }
  expect(seen.size).toBe(await cards.count());
});

test('orders are bumped, taken back and recalled by keyboard alone', async ({
  shown: { page, show },
  kitchen,
}) => {
  await show('one');
  await expect(kitchen.order('B-041').locator('.slot')).toHaveText('1');
  await page.keyboard.press('1');
  await expect(kitchen.column('Preparing').getByRole('article')).toHaveCount(1);
  await page.keyboard.press('u');
  await expect(kitchen.column('New').getByRole('article')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('1');
  await expect(kitchen.column('Ready').getByRole('article')).toHaveCount(1);
  await page.keyboard.press('1');
  await expect(kitchen.orders).toHaveCount(0);
  await page.keyboard.press('r');
  await page.keyboard.press('Enter');
  await expect(kitchen.column('Ready').getByRole('article')).toHaveCount(1);
});

test('what was cancelled is struck through and must be tapped before the order goes on', async ({
  shown: { page, show },
  kitchen,
}) => {
  await show('cancelled');
  const order = kitchen.order('B-041');
  await expect(order).toContainText('CANCEL 1');
  await expect(kitchen.order('B-042')).toContainText('ADD to B-041');
  await kitchen.bump('B-041').click();
  await expect(order).toHaveAttribute('data-status', 'new');
  await kitchen.bump('B-041').click();
  await expect(order).toHaveAttribute('data-status', 'preparing');
  // A whole order that is off leaves the board once somebody has seen it; also after a reload.
  await kitchen.bump('B-043').click();
  await expect(kitchen.order('B-043')).toHaveCount(0);
  await page.keyboard.press('a');
  await expect(page.getByRole('region', { name: 'All day: still to make' })).toContainText(
    '1 Lemonade',
  );
});

test('the relay’s page shows the same board after the kitchen code, and keeps a bump while the relay is away', async ({
  shown: { page },
  kitchen,
}) => {
  const relay = await RelayHarness.open();
  try {
    await relay.start('http://127.0.0.1:9');
    const port = new URL(relay.base).port;
    const station = await relay.station();
    const config = configAnswerSchema.parse(await (await station.get('/v1/config')).json());
    const order = greekOrder(config.menuVersion, { orderNumber: 'A-007' });
    await fetch(`${relay.base}/v1/orders`, {
      method: 'POST',
      headers: { authorization: `Bearer ${station.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(order),
    });
    const access = new KitchenAccess(relay.db);
    await access.replaceCode(restaurantIdSchema.parse(RESTAURANT_ID), 'ABCD-EFGH', Date.now());

    // The page's own CSP would refuse the stand-in's script: it is not there.
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'kitchen'));
    await page.goto(`${relay.base}/kitchen`);
    await page.getByRole('textbox', { name: 'Kitchen code' }).fill('wrong');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('There is no such code.');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Kitchen code' }).fill('abcd-efgh');
    await page.keyboard.press('Enter');
    await expect(kitchen.order('A-007')).toContainText('Greek Bowl');
    await kitchen.bump('A-007').click();
    await expect(kitchen.column('Preparing').getByRole('article')).toHaveCount(1);

    await relay.stopRelay();
    await expect(kitchen.banners).toContainText('No connection to the relay.');
    await kitchen.bump('A-007').click();
    await expect(kitchen.link).toContainText('1 bump not sent yet');
    await relay.start('http://127.0.0.1:9', { port });
    await expect(kitchen.link).toHaveText('Connected');
    const row = await relay.db.selectFrom('orders').select('kitchen_status').execute();
    expect(row).toEqual([{ kitchen_status: 'ready' }]);

    await access.replaceCode(restaurantIdSchema.parse(RESTAURANT_ID), 'NEWCODE', Date.now());
    await expect(page.getByRole('textbox', { name: 'Kitchen code' })).toBeVisible();
  } finally {
    await relay.close();
  }
});
