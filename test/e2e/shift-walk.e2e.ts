/** One shift in the real app, from the first manager to the Z report, with pictures of every screen on the way. */
import { expect, type Page, type TestInfo } from '@playwright/test';
import { join } from 'node:path';
import { openDatabase } from '../../src/relay/store/database.ts';
import { FakePrinter } from '../support/fake-printer.ts';
import type { Station } from '../support/station.ts';
import { KitchenPage } from './pages/kitchen-page.ts';
import { StationPage } from './pages/station-page.ts';
import { Album } from './support/album.ts';
import { test } from './support/station-test.ts';

const MANAGER_PIN = '1357';
const CASHIER_PIN = '2468';

test('a shift: sign in, float, a spoken order, discount, kitchen, void, refund, offline, Z', async ({
  startStation,
}, testInfo) => {
  test.setTimeout(300_000);
  const walk = await begin(await startStation(), testInfo);
  await hireAndSignIn(walk);
  await setUpPrinter(walk);
  await openShift(walk);
  const orderNumber = await takeSpokenOrder(walk);
  await bumpInKitchen(walk, orderNumber);
  await voidTicket(walk);
  await giveMoneyBack(walk, orderNumber);
  await sellOffline(walk);
  await closeShift(walk);
  expect(await readBook(walk)).toEqual({ totals: [3_888, 324], events: 2 });
  await walk.printer.unplug();
});

type Walk = {
  readonly station: Station;
  readonly page: Page;
  readonly screen: StationPage;
  readonly album: Album;
  readonly printer: FakePrinter;
};

async function begin(station: Station, testInfo: TestInfo): Promise<Walk> {
  await station.ready();
  const { page, app } = station;
  const album = new Album(app, testInfo.outputPath('screens'));
  await album.take(page, 'till');
  return {
    station,
    page,
    screen: new StationPage(page),
    album,
    printer: await FakePrinter.start(),
  };
}

async function hireAndSignIn({ page, screen, album }: Walk): Promise<void> {
  await page.keyboard.press('F11');
  await album.take(page, 'first-manager');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Maria');
  for (const label of ['PIN, 4 to 8 digits', 'The same PIN again']) {
    await page.getByLabel(label, { exact: true }).fill(MANAGER_PIN);
  }
  await page.keyboard.press('Enter');
  await expect(screen.person).toHaveAccessibleName(/^Maria/);

  await page.keyboard.press('F11');
  await page.getByRole('button', { name: 'People' }).click();
  await page.getByRole('button', { name: 'Add somebody' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Sam');
  await page.getByLabel('PIN, 4 to 8 digits', { exact: true }).fill(CASHIER_PIN);
  await album.take(page, 'add-a-person');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listitem', { name: 'Sam' })).toBeVisible();
  await album.take(page, 'people');
  await page.keyboard.press('Escape');
}

async function setUpPrinter({ page, album, printer }: Walk): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await album.take(page, 'settings');
  await page.getByRole('button', { name: 'Set up printers' }).click();
  const form = page.getByRole('group', { name: 'Receipt printer', exact: true });
  await form.getByText('Network').click();
  await form.getByRole('textbox', { name: 'Address' }).fill('127.0.0.1');
  await form.getByRole('textbox', { name: 'Port' }).fill(String(printer.port));
  await page.getByRole('group', { name: 'Receipt after paying' }).getByText('Print').click();
  await album.take(page, 'printers');
  await page
    .getByRole('dialog', { name: 'Printers' })
    .getByRole('button', { name: 'Save' })
    .click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}

async function openShift({ page, station, screen, album }: Walk): Promise<void> {
  await page.keyboard.press('F11');
  await album.take(page, 'sign-in');
  await page.keyboard.type(CASHIER_PIN);
  await page.keyboard.press('Enter');
  await expect(screen.person).toHaveAccessibleName(/^Sam/);
  await page.keyboard.press('F12');
  await page.getByText('One sum').click();
  await page.getByRole('textbox', { name: 'Cash in the drawer' }).fill('10000');
  await album.take(page, 'float');
  await page.getByRole('button', { name: 'Open with $100.00' }).click();
  await station.until('the shift to open', ({ shift }) => shift.state === 'open');
}

/** Two bowls and a salad are said, made three bowls by voice, the dressing answered by a tap, one bowl taken off by hand. */
async function takeSpokenOrder(walk: Walk): Promise<string> {
  const { station, page, screen, album, printer } = walk;
  await station.say('two greek bowls and a summer salad');
  await expect(screen.line('2 Greek Bowl')).toBeVisible({ timeout: 30_000 });
  await expect(screen.question).toContainText('dressing');
  await album.take(page, 'suggestions-and-question');
  await station.until('the lane to listen', ({ lanes }) => lanes[0]?.state === 'listening');
  await station.say('actually make that three greek bowls');
  await expect(screen.line('3 Greek Bowl')).toBeVisible({ timeout: 30_000 });
  await screen.answer('Ranch');
  await screen.confirmAll();
  await screen.line('3 Greek Bowl').getByRole('button').first().click();
  await album.take(page, 'line-open');
  await page
    .getByRole('group', { name: 'Quantity' })
    .getByRole('button', { name: 'One fewer' })
    .click();
  await expect(screen.line('2 Greek Bowl')).toBeVisible();

  await screen.ticket.getByRole('button', { name: 'Discount' }).click();
  await album.take(page, 'discount');
  await screen.dialog('Discount on the ticket').getByRole('button', { name: 'Coupon' }).click();
  await album.take(page, 'managers-pin');
  await enterPin(page);
  await expect(screen.ticket.getByRole('list', { name: 'Taken off' })).toContainText('-$4.00');
  await expect(screen.total('Total')).toHaveText('$38.88');
  await album.take(page, 'ticket-with-discount');

  await screen.payButton.click();
  await album.take(page, 'pay');
  await screen
    .dialog('Pay')
    .getByRole('button', { name: /^Exact/ })
    .click();
  await expect(screen.paid).toBeVisible();
  await album.take(page, 'paid');
  await screen.paid.getByRole('button', { name: '4: Happy' }).click();
  await expect.poll(() => printer.pages.length).toBe(1);
  expect(printer.pages[0]).toMatch(/2 x Greek Bowl +\$28\.00/);
  expect(printer.count('drawer')).toBe(1);
  const { orders } = await station.snapshot();
  return orders[0]?.order.orderNumber ?? '';
}

async function bumpInKitchen({ station, page, album }: Walk, orderNumber: string): Promise<void> {
  await station.until('the delivery', ({ orders }) => orders[0]?.delivery === 'delivered');
  const opening = station.app.waitForEvent('window');
  await page.getByRole('button', { name: 'Kitchen board' }).click();
  const kitchen = new KitchenPage(await opening);
  await expect(kitchen.order(orderNumber)).toContainText('Greek Bowl');
  await album.take(kitchen.page, 'kitchen-new');
  await kitchen.bump(orderNumber).click();
  await expect(kitchen.column('Preparing').getByRole('article')).toHaveCount(1);
  await kitchen.bump(orderNumber).click();
  await expect(kitchen.column('Ready').getByRole('article')).toHaveCount(1);
  await album.take(kitchen.page, 'kitchen-ready');
  await kitchen.page.close();
}

async function voidTicket({ page, screen, album }: Walk): Promise<void> {
  await addLemonade(screen);
  await screen.ticket.getByRole('button', { name: 'Void' }).click();
  await album.take(page, 'void');
  await screen.dialog('Void this ticket?').getByRole('button', { name: 'Guest left' }).click();
  await enterPin(page);
  await expect(screen.lines).toHaveCount(0);
}

/** One of the two bowls: $14.00 less 10 %, with its tax. */
async function giveMoneyBack({ page, screen, album, printer }: Walk, orderNumber: string) {
  await page.keyboard.press('F10');
  await album.take(page, 'orders');
  await page.getByRole('button', { name: `Details of ${orderNumber}` }).click();
  await album.take(page, 'order');
  await page.getByRole('button', { name: 'Give money back' }).click();
  await page.getByRole('button', { name: 'One more Greek Bowl' }).click();
  await page.getByRole('button', { name: 'Cold or wrong' }).click();
  await album.take(page, 'refund');
  await page.getByRole('button', { name: 'Give back $13.61' }).click();
  await enterPin(page);
  await expect(page.getByText(/^Given back: Cold or wrong/)).toBeVisible();
  await expect.poll(() => printer.pages.some((text) => text.includes('REFUND'))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(screen.search).toBeVisible();
}

async function sellOffline({ station, page, screen, album }: Walk): Promise<void> {
  await station.stack.stopRelay();
  await station.stack.stopBuildPanel();
  await station.until('the loss', ({ connection }) => connection.state !== 'online', 6_000);
  await addLemonade(screen);
  await album.take(page, 'offline');
  await screen.pay('Exact');
  await expect(screen.paid).toBeVisible();
  await album.take(page, 'offline-paid');
  expect((await station.snapshot()).orders[0]?.delivery).toBe('waiting');
  await station.stack.startBuildPanel('d2');
  await station.stack.startRelay();
  await station.until('the delivery', ({ orders }) => orders[0]?.delivery === 'delivered', 60_000);
}

/** $100.00 float, $38.88 and $3.24 in, $13.61 back: $128.51. */
async function closeShift({ page, album }: Walk): Promise<void> {
  await page.keyboard.press('F12');
  await album.take(page, 'shift');
  await page.getByRole('button', { name: /^Close the shift/ }).click();
  await page.getByText('One sum').click();
  await page.getByRole('textbox', { name: 'Cash in the drawer' }).fill('12851');
  await album.take(page, 'count');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').last().getByRole('button', { name: 'Close the shift' }).click();
  await enterPin(page);
  const drawer = page.getByRole('region', { name: 'Cash drawer' });
  await expect(drawer).toContainText('Should be there$128.51');
  await expect(drawer).toContainText('Exactly right$0.00');
  await album.take(page, 'z-report');
  await page.keyboard.press('Escape');
}

/** What the relay has of this shift: both orders, the refund and the grade, each once. */
async function readBook({ station }: Walk) {
  await station.until('every event', ({ orders }) =>
    orders.every(
      ({ delivery, events }) =>
        delivery === 'delivered' && events.every((event) => event.delivery === 'delivered'),
    ),
  );
  const db = await openDatabase(join(station.folder, 'relay'));
  try {
    const orders = db.selectFrom('orders').select('total_cents').orderBy('received_at_ms');
    const totals = (await orders.execute()).map(({ total_cents }) => total_cents);
    const events = await db.selectFrom('order_events').select('event_id').execute();
    return { totals, events: events.length };
  } finally {
    await db.destroy();
  }
}

async function addLemonade(screen: StationPage): Promise<void> {
  await screen.search.fill('lemonade');
  await screen.page.keyboard.press('Enter');
  await expect(screen.line('1 Lemonade')).toBeVisible();
}

async function enterPin(page: Page): Promise<void> {
  await expect(page.getByRole('dialog', { name: 'A manager’s PIN, please' })).toBeVisible();
  await page.keyboard.type(MANAGER_PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'A manager’s PIN, please' })).toBeHidden();
}
