/** The screen by itself, in every state; whole products are in the other tests. */
import { expect } from '@playwright/test';
import { scenes } from './scenes.ts';
import { test } from './screen-test.ts';
import { axeViolations, layoutProblems, SIZES } from './screen-window.ts';

// Each size with one theme: colours are the same at both.
const LOOKS = [
  { size: SIZES[0], colorScheme: 'light' },
  { size: SIZES[1], colorScheme: 'dark' },
] as const;

test.describe('every state fits and reads well', () => {
  for (const { name, seed, language, act } of scenes) {
    test(name, async ({ shown: { page, show } }) => {
      for (const { size, colorScheme } of LOOKS) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await show(seed, language);
        await act?.(page);
        expect(await layoutProblems(page)).toEqual([]);
        expect(await axeViolations(page)).toEqual([]);
      }
      await page.mouse.up();
    });
  }
});

test('an order is finished by touch, with a required choice, a change and a note', async ({
  shown,
  station,
}) => {
  await shown.show('empty');
  await station.showCategory('Beverages');
  await station.tapItem('Lemonade');
  await station.tapItem('Lemonade');
  await station.showCategory('Salads');
  await station.tapItem('Greek Salad');
  const dialog = station.dialog('Greek Salad');
  await dialog.getByRole('button', { name: 'Add to ticket' }).click();
  await expect(dialog.getByRole('alert')).toHaveText(/dressing/);
  await dialog.getByText('Ranch').click();
  await dialog.getByText('Add Chicken').click();
  await dialog.getByRole('textbox', { name: 'Note for the kitchen' }).fill('no nuts');
  await dialog.getByRole('button', { name: 'Add to ticket' }).click();
  await expect(station.lines).toHaveCount(2);
  expect(await station.readLines()).toEqual([
    { quantity: 2, name: 'Lemonade', price: '$6.00', status: 'confirmed', extras: [] },
    {
      quantity: 1,
      name: 'Greek Salad',
      price: '$16.00',
      status: 'confirmed',
      extras: ['Ranch', 'Add Chicken'],
    },
  ]);
  await expect(station.line('1 Greek Salad')).toContainText('no nuts');
  await expect(station.total('Subtotal')).toHaveText('$22.00');
  await expect(station.total('Tax')).toHaveText('$1.76');
  await expect(station.total('Total')).toHaveText('$23.76');

  await station.line('2 Lemonade').getByRole('button').first().click();
  await station.line('2 Lemonade').getByRole('button', { name: 'One more', exact: true }).click();
  await station.line('3 Lemonade').getByRole('button', { name: 'Remove' }).click();
  await expect(station.lines).toHaveCount(1);
  await station.line('1 Greek Salad').getByRole('button').first().click();
  await station.line('1 Greek Salad').getByRole('button', { name: 'Change' }).click();
  await dialog.getByText('Honey Mustard').click();
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(station.line('1 Greek Salad')).toContainText('Honey Mustard');
  await expect(station.line('1 Greek Salad')).not.toContainText('Ranch');

  await station.nextGuest();
  await expect(station.lines).toHaveCount(0);
});

test('what is added to a long ticket comes into sight', async ({ shown, station }) => {
  await shown.show('long');
  await expect(station.lines.last()).not.toBeInViewport();
  await station.showCategory('Salads');
  await station.tapItem('Summer Salad');
  await station.dialog('Summer Salad').getByText('Ranch').click();
  await station.dialog('Summer Salad').getByRole('button', { name: 'Add to ticket' }).click();
  await expect(station.line('1 Summer Salad')).toBeInViewport({ ratio: 0.99 });
  await station.showCategory('Beverages');
  await station.tapItem('Sweet Tea w. Lemon');
  await expect(station.line('2 Sweet Tea w. Lemon')).toBeInViewport({ ratio: 0.99 });
});

test('an order is finished by keyboard alone', async ({ shown, station }) => {
  const { page, show } = shown;
  await show('empty');
  await page.keyboard.press('F3');
  await page.keyboard.type('lemonade');
  await page.keyboard.press('Enter');
  await expect(station.line('1 Lemonade')).toBeVisible();
  await page.keyboard.type('greek salad');
  await page.keyboard.press('Enter');
  const dialog = station.dialog('Greek Salad');
  await dialog.getByRole('radio', { name: 'Vidalia Onion' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('radio', { name: 'Balsamic' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Add to ticket' }).focus();
  await page.keyboard.press('Enter');
  await expect(station.line('1 Greek Salad')).toContainText('Balsamic');
  await expect(station.search).toBeFocused();
  await station.line('1 Greek Salad').getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  // Past the quantity, which opens a number pad.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(station.line('2 Greek Salad')).toBeVisible();
  await station.ticket.getByRole('button', { name: 'Next guest' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(station.lines).toHaveCount(2);
  await expect(station.ticket.getByRole('button', { name: 'Next guest' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(station.lines).toHaveCount(0);
});

test('suggestions show what was heard; one tap confirms, rejects or answers', async ({
  shown,
  station,
}) => {
  await shown.show('busy');
  expect(await station.readLines()).toContainEqual({
    quantity: 2,
    name: 'Greek Bowl',
    price: '$28.00',
    status: 'suggested',
    extras: ['No Olives'],
    heard: 'two greek bowls no olives',
  });
  await expect(station.question).toContainText(
    'Which one: Sweet Tea w. Lemon or Unsweet Tea w. Lemon?',
  );
  await station.answer(/^Unsweet/);
  await expect(station.line('1 Unsweet Tea w. Lemon')).toBeVisible();
  await expect(station.question).toContainText('which dressing?');
  await station.answer('Ranch');
  await expect(station.line('1 Summer Salad')).toContainText('Ranch');
  await expect(station.question).toBeHidden();
  await station.ticket.getByRole('button', { name: 'Reject Summer Salad' }).click();
  await expect(station.line('1 Summer Salad')).toBeHidden();
  await shown.page.keyboard.press('F4');
  await expect(station.line('2 Greek Bowl')).toHaveAttribute('data-status', 'confirmed');
  await expect(station.ticket.getByRole('button', { name: /^Confirm/ })).toBeHidden();
});

test('push-to-talk is one press by mouse, by key and by Space, and ends with the focus', async ({
  shown: { page, show },
  station,
}) => {
  await show('two-lanes');
  const presses = () =>
    page.evaluate(() =>
      fakePos.asked
        .filter(({ name }) => name === 'setPushToTalk')
        .map(({ request }) => JSON.stringify(request).includes('true')),
    );
  await station.talkButton.hover();
  await page.mouse.down();
  await page.keyboard.down('F2');
  await expect(station.laneState('Counter 1')).toContainText('Hearing the guest');
  await page.keyboard.up('F2');
  expect(await presses()).toEqual([true]);
  await page.mouse.up();
  expect(await presses()).toEqual([true, false]);
  await station.search.focus();
  await page.keyboard.down('F2');
  await page.keyboard.down('F2');
  await page.keyboard.up('F2');
  expect(await presses()).toEqual([true, false, true, false]);
  await station.talkButton.focus();
  await page.keyboard.down('Space');
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await page.keyboard.up('Space');
  expect(await presses()).toEqual([true, false, true, false, true, false]);
});

test('partials change in place, finals are read out, and each painted revision is reported', async ({
  shown: { page, show },
  station,
}) => {
  await show('busy');
  const push = (revision: number, text: string, status: 'partial' | 'final') =>
    page.evaluate(
      async (change) => {
        const answer = await fakePos.getSnapshot(undefined);
        const entry = answer.ok ? answer.value.transcripts.at(-1) : undefined;
        if (entry !== undefined) fakePos.push('onTranscript', { ...entry, ...change });
      },
      { revision, text, status },
    );
  await push(3, 'two greek', 'partial');
  await push(4, 'two greek bowls', 'partial');
  await expect(station.utterances).toHaveCount(3);
  await expect(station.utterances.last()).toHaveText('two greek bowls');
  const newest = page.getByRole('status', { name: 'Newest words' });
  await expect(newest).toBeEmpty();
  await push(5, 'two greek bowls', 'final');
  await expect(newest).toHaveText('two greek bowls');
  expect((await station.readUtterances()).at(-1)).toEqual({
    status: 'final',
    text: 'two greek bowls',
    marks: [],
  });
  await expect
    .poll(() =>
      page.evaluate(() =>
        fakePos.asked.filter(({ name }) => name === 'reportPainted').map(({ request }) => request),
      ),
    )
    .toContainEqual({ utteranceId: expect.any(String), revision: 5 });
});

test('the words of the guest who left step back when the next one comes', async ({
  shown,
  station,
}) => {
  await shown.show('busy');
  await station.nextGuest();
  await expect(station.utterances.first()).toHaveAttribute('data-earlier', 'true');
});

test('a refusal is said in words and can be dismissed', async ({ shown, station }) => {
  await shown.show('no-microphone');
  await shown.page.evaluate(() =>
    fakePos.push('onNotice', {
      noticeId: '1',
      kind: 'problem',
      text: { en: 'The disk is full.', es: 'El disco está lleno.' },
    }),
  );
  await expect(station.banners).toContainText('The disk is full.');
  await station.banners.getByRole('button', { name: 'Dismiss' }).click();
  await expect(station.banners).not.toContainText('The disk is full.');
});

test('every lane is set up in one place, and push-to-talk becomes a switch', async ({
  shown: { page, show },
  station,
}) => {
  await show('two-lanes');
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = station.dialog('Settings');
  await expect(settings.getByText('in use: Drive-thru')).toBeVisible();
  await settings.getByText('Press to begin, press to end').click();
  await settings.getByText('Headset button (play)').click();
  await settings.getByText('Drive-thru', { exact: true }).click();
  await expect(settings.getByText('in use: Counter 1')).toBeVisible();
  await expect(settings.getByText('Press to begin, press to end')).toBeHidden();
  await settings.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Press to talk' }).click();
  await expect(station.laneState('Counter 1')).toContainText('Hearing the guest');
  await page.keyboard.press('F2');
  await expect(station.laneState('Counter 1')).toContainText('Ready');
  const asked = await page.evaluate(() =>
    fakePos.asked.filter(({ name }) => name === 'setTalk').map(({ request }) => request),
  );
  expect(asked.at(-1)).toMatchObject({ talk: { style: 'toggle', shortcut: 'MediaPlayPause' } });
});

test('replies are made softer, by touch and by key, down to nothing', async ({
  shown: { page, show },
  station,
}) => {
  await show('corrected');
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = station.dialog('Settings');
  const volume = settings.getByRole('group', { name: 'Volume of replies' });
  await expect(volume.getByRole('button', { name: 'Louder' })).toBeDisabled();
  const softer = volume.getByRole('button', { name: 'Softer' });
  await softer.click();
  await expect(volume.getByRole('status')).toHaveText('90%');
  await softer.focus();
  for (let press = 0; press < 9; press += 1) await page.keyboard.press('Enter');
  await expect(volume.getByRole('status')).toHaveText('0%');
  await expect(softer).toBeDisabled();
  await expect(settings.getByText('Guests hear no replies.')).toBeVisible();
});

test('a guest arrives and leaves with F1', async ({ shown: { page, show }, station }) => {
  await show('two-lanes');
  const guest = station.lane('Counter 1').getByRole('button', { name: /guest/i });
  await page.keyboard.press('F1');
  await expect(guest).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('F1');
  await expect(guest).toHaveAttribute('aria-pressed', 'false');
});

test('a microphone is chosen for the lane', async ({ shown: { page, show }, station }) => {
  await show('no-microphone');
  await station.lane('Counter 1').getByRole('button', { name: 'Choose microphone' }).click();
  const settings = station.dialog('Settings');
  await settings.getByRole('group', { name: 'Microphone' }).getByText('Savi 8245').click();
  await settings.getByRole('button', { name: 'Use for this lane' }).click();
  await expect(settings).toBeHidden();
  await expect(station.laneState('Counter 1')).toContainText('Listening');
  await expect(page.getByText('Savi 8245').first()).toBeVisible();
});

test('a bug in the screen is said, and the till comes back with its ticket', async ({
  shown: { page, show },
  station,
}) => {
  await show('busy');
  await page.evaluate(
    `fakePos.push('onTicket', { laneId: 'counter-1', ticket: { lines: [], questions: [] } })`,
  );
  await expect(page.getByRole('alert')).toContainText('Nothing is lost');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show the till again' }).click();
  await expect(station.lines).toHaveCount(3);
});

test('the theme that was chosen is there after a restart', async ({ shown: { page, show } }) => {
  await show('empty');
  const choose = async (theme: string) => {
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('dialog').getByText(theme, { exact: true }).click();
  };
  await choose('Dark');
  await show('empty');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await choose('As the system');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'system');
});
