/** What guests are told, and a guest who wants to be forgotten, on the screen by itself. */
import { expect } from '@playwright/test';
import { test } from './screen-test.ts';

const LEAD_PIN = '2222';

test('a guest’s words leave the screen after a question and a PIN, and the notice stays', async ({
  shown: { page, show },
  station,
}) => {
  await show('told');
  await expect(page.getByText('This conversation is recorded to take your order.')).toBeVisible();
  const words = page.getByText('two greek bowls no olives');
  await page.getByRole('button', { name: 'Erase this guest’s words' }).click();
  await page.keyboard.press('Escape');
  await expect(words).toBeVisible();
  await page.getByRole('button', { name: 'Erase this guest’s words' }).click();
  await station
    .dialog('Erase what this guest said?')
    .getByRole('button', { name: 'Erase', exact: true })
    .click();
  await page.keyboard.type(LEAD_PIN);
  await page.keyboard.press('Enter');
  await expect(words).toBeHidden();
  await expect(page.getByRole('button', { name: 'Erase this guest’s words' })).toBeHidden();
});

test('missed words can be erased one guest at a time', async ({
  shown: { page, show },
  station,
}) => {
  await show('missed');
  await page.getByRole('button', { name: /^Missed words/ }).click();
  await page.getByRole('button', { name: /^Erase this guest’s words: “no the other one”/ }).click();
  await station
    .dialog('Erase what this guest said?')
    .getByRole('button', { name: 'Erase', exact: true })
    .click();
  const list = station.dialog('Missed words');
  await expect(list.getByText('anything without nuts')).toBeVisible();
  await expect(list.getByText('no the other one')).toBeHidden();
});
