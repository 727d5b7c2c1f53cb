/** The lane view and the self-test, by the keyboard alone. */
import { expect } from '@playwright/test';
import { test } from './screen-test.ts';

test('the lane view shows every lane, and its keys work on the one that is chosen', async ({
  shown: { page, show },
}) => {
  await show('lane-view');
  await page.keyboard.press('Control+l');
  const first = page.getByRole('region', { name: 'Counter 1' });
  const second = page.getByRole('region', { name: 'Drive-thru' });
  await expect(first).toContainText('Hearing the guest');
  await expect(first.getByRole('listitem').first()).toContainText('Summer Salad');
  await expect(second).toContainText('The guest asks for a person');
  await second.getByRole('button', { name: 'I’m here' }).focus();
  await page.keyboard.press('Enter');
  await expect(second).not.toContainText('The guest asks for a person');
  await page.keyboard.press('F9');
  expect(await page.evaluate(() => fakePos.asked.at(-1)?.name)).toBe('useOtherDevice');
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('button', { name: 'Lane view' })).toBeVisible();
});

test('the self-test says what to do for each device', async ({ shown: { page, show } }) => {
  await show('empty');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Test the headsets' }).click();
  await page.getByRole('button', { name: 'Start the test' }).click();
  const devices = page.getByRole('dialog', { name: 'Self-test' }).getByRole('listitem');
  await expect(devices.nth(0)).toContainText('PASS');
  await expect(devices.nth(1)).toContainText('Plug it in or switch it on');
  await expect(devices.nth(2)).toContainText('Turn its level down');
});
