import { join } from 'node:path';
import { expect } from '@playwright/test';
import { readMono } from '../../scripts/setup/wav.mjs';
import type { StationSnapshot } from '../../src/shared/ipc/views.ts';
import { findPieces } from '../integration/audio/likeness.ts';
import { StationPage } from './pages/station-page.ts';
import { test } from './support/station-test.ts';

const linesOf = (snapshot: StationSnapshot) =>
  (snapshot.tickets[0]?.ticket.lines ?? []).map(({ itemId, quantity, status }) => ({
    itemId,
    quantity,
    status,
  }));

const finalsOf = ({ transcripts }: StationSnapshot) =>
  transcripts.filter(({ status, became }) => status === 'final' && became !== undefined);

const hasFinals = (count: number) => (snapshot: StationSnapshot) =>
  finalsOf(snapshot).length === count;

const LEMONADE = { itemId: '103', quantity: 1, status: 'suggested' };

test('with one key staff take the order over and hand it back; what was said meanwhile stays words', async ({
  startStation,
}) => {
  const station = await startStation();
  await station.ready();
  await station.say('a lemonade please');
  await station.until('a suggestion', hasFinals(1));
  await station.page.keyboard.press('F5');
  await expect(station.page.getByText('Staff have the order').first()).toBeVisible();

  await station.say('two greek bowls');
  const words = await station.until('the words', hasFinals(2));
  expect(finalsOf(words)[1]).toMatchObject({ text: 'two greek bowls', became: 'words-only' });
  expect(linesOf(words)).toEqual([LEMONADE]);
  await expect(station.page.getByText('Staff had the order: words only')).toBeVisible();

  await station.close();
  await station.launch();
  await station.until('the takeover', ({ lanes }) => lanes[0]?.state === 'taken-over');
  const again = await station.snapshot();
  expect(linesOf(again)).toEqual([LEMONADE]);
  expect(again.missed).toMatchObject([{ text: 'two greek bowls', why: 'taken-over', seen: true }]);

  await station.page.getByRole('button', { name: 'Hand back' }).click();
  await station.ready();
  await station.say('a lemonade please');
  const handedBack = await station.until('a suggestion again', hasFinals(1));
  expect(finalsOf(handedBack)[0]?.became).toBe('suggestions');
  expect(linesOf(handedBack)).toHaveLength(2);
});

test('a tap on the words plays the sound that made the line, and no new order comes of it', async ({
  startStation,
}) => {
  const station = await startStation();
  await station.ready();
  await station.say('two greek bowls and a lemonade');
  const heard = await station.until('the lines', hasFinals(1));
  const lines = linesOf(heard);
  const file = join(station.folder, 'ear.wav');
  const ear = station.recordEar(file);
  // A reply to the guest goes first: the tap is refused in words until it is over.
  const words = station.page.getByRole('button', { name: /^Hear it again: a lemonade/ });
  const sounds = ({ lanes }: StationSnapshot) => lanes[0]?.replaying !== undefined;
  await expect(async () => {
    await words.click({ timeout: 1_000 });
    await station.until('the sound', sounds, 1_000);
  }).toPass({ timeout: 20_000 });
  await station.until('its end', ({ lanes }) => lanes[0]?.state === 'listening');
  await ear.stop();
  const said = readMono(join(station.folder, 'say.wav'), 16_000);
  const pieces = findPieces(readMono(file, 16_000), said.subarray(8_000, 16_000));
  const alike = pieces.filter(({ correlation }) => correlation > 0.9).length;
  expect(alike / pieces.length).toBeGreaterThan(0.5);
  const after = await station.snapshot();
  expect(after.transcripts).toHaveLength(1);
  expect(linesOf(after)).toEqual(lines);
});

test('a required choice is answered by saying it, and a correction of a confirmed line asks', async ({
  startStation,
}) => {
  const station = await startStation();
  await station.ready();
  const screen = new StationPage(station.page);
  await station.say('one summer salad');
  await station.until('the question', ({ tickets }) => tickets[0]?.ticket.questions.length === 1);
  await expect(screen.question).toContainText(/dressing/i);
  await station.until('the reply’s end', ({ lanes }) => lanes[0]?.state === 'listening');
  await station.say('with ranch dressing please');
  const answered = await station.until(
    'the answer',
    (now) => hasFinals(2)(now) && now.tickets[0]?.ticket.questions.length === 0,
  );
  expect(answered.tickets[0]?.ticket.lines).toMatchObject([
    { quantity: 1, choices: [{ name: 'Ranch' }] },
  ]);
  await station.page.keyboard.press('F4');
  await station.until('the yes', (now) => linesOf(now)[0]?.status === 'confirmed');
  await station.until('the reply’s end', ({ lanes }) => lanes[0]?.state === 'listening');
  await station.say('cancel the summer salad');
  const asked = await station.until('the correction', hasFinals(3));
  expect(linesOf(asked)).toMatchObject([{ quantity: 1, status: 'suggested' }]);
  await station.page.getByRole('button', { name: /^Keep / }).click();
  await station.until('the line again', (now) => linesOf(now)[0]?.status === 'confirmed');
});
