/** How soon staff see that the relay is lost, by the app's own clocks: from main's word to the painted frame. */
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import { test } from './support/station-test.ts';

/** A known loss is on the screen within this time. */
const SHOWN_WITHIN_MS = 2_000;

/** Resolves to when main told the screen that the line is lost, in milliseconds since 1970. */
function toldByMain(app: ElectronApplication): Promise<number> {
  return app.evaluate(
    ({ webContents }) =>
      new Promise<number>((resolve) => {
        for (const page of webContents.getAllWebContents()) {
          const send = page.send.bind(page);
          page.send = (channel: string, ...given: unknown[]) => {
            const isLoss =
              channel.endsWith('onConnection') && !JSON.stringify(given).includes('"online"');
            if (isLoss) resolve(Date.now());
            send(channel, ...given);
          };
        }
      }),
  );
}

/** Resolves to when a frame that says what works was painted, by the same clock. */
function shownOnScreen(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          const banners = document.querySelector('[aria-label="What works now"]');
          const isSaid = /orders by touch work/i.test(banners?.textContent ?? '');
          if (isSaid) requestAnimationFrame(() => resolve(Date.now()));
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

test('a loss that main knows of is on the screen within two seconds, with what still works', async ({
  startStation,
}) => {
  const station = await startStation();
  await station.ready();
  const times = Promise.all([toldByMain(station.app), shownOnScreen(station.page)]);
  await station.stack.stopRelay();
  const [toldAtMs, shownAtMs] = await times;
  expect(shownAtMs - toldAtMs).toBeGreaterThanOrEqual(0);
  expect(shownAtMs - toldAtMs).toBeLessThan(SHOWN_WITHIN_MS);
});
