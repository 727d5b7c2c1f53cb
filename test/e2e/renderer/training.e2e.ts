/** Training on the screen: plain to see, begun with a PIN, ended by whoever is there. */
import { expect } from '@playwright/test';
import { test } from './screen-test.ts';

test('training is begun and ended by the keyboard alone, and the real ticket is as it was', async ({
  shown: { page, show },
  station,
}) => {
  await show('staffed');
  const before = await station.readLines();
  expect(before.length).toBeGreaterThan(0);
  await page.keyboard.press('F11');
  await page.getByRole('button', { name: 'Start training' }).focus();
  await page.keyboard.press('Enter');
  await expect(station.dialog('A manager’s PIN, please')).toBeVisible();
  await page.keyboard.type('1111');
  await page.keyboard.press('Enter');
  const banner = page.getByRole('region', { name: 'TRAINING', exact: true });
  await expect(banner).toContainText('Nothing here is sold');
  await expect(page.getByRole('region', { name: 'Voice is off in training' })).toBeVisible();
  await expect(page.locator('html[data-training]')).toHaveCount(1);
  await expect(station.lines).toHaveCount(0);
  await banner.getByRole('button', { name: 'End training' }).focus();
  await page.keyboard.press('Enter');
  await expect(banner).toBeHidden();
  await expect(page.locator('html[data-training]')).toHaveCount(0);
  expect(await station.readLines()).toEqual(before);
});
