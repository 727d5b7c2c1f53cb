import { expect } from '@playwright/test';
import type { StationSnapshot } from '../../src/shared/ipc/views.ts';
import { pressKey } from './support/press-key.ts';
import { test } from './support/station-test.ts';

const isHearing = ({ lanes }: StationSnapshot) => lanes[0]?.state === 'hearing';
const quantities = ({ tickets }: StationSnapshot) =>
  tickets[0]?.ticket.lines.map(({ itemId, quantity }) => [itemId, quantity]);
const hasFinals = (count: number) => (snapshot: StationSnapshot) =>
  snapshot.transcripts.filter(({ status }) => status === 'final').length === count;

for (const [shortcut, keysym] of [
  ['F1', 'F1'],
  ['MediaPlayPause', 'XF86AudioPlay'],
] as const) {
  test(`a pedal or headset button that sends ${shortcut} begins and ends an utterance`, async ({
    startStation,
  }) => {
    const station = await startStation({
      mode: 'push-to-talk',
      talk: { style: 'hold', shortcut },
    });
    await station.until('the relay', ({ connection }) => connection.state === 'online');
    await station.until('the microphone', ({ lanes }) => lanes[0]?.device.state === 'open');
    // The station need not be in front.
    await station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur());
    await pressKey(keysym, station.launchEnv);
    await station.until('hearing', isHearing);
    await expect(station.page.getByRole('button', { name: /release|let go|F2/i })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await station.say('a lemonade please');
    await pressKey(keysym, station.launchEnv);
    const snapshot = await station.until('the words', hasFinals(1));
    expect(snapshot.transcripts).toHaveLength(1);
    expect(quantities(snapshot)).toEqual([['103', 1]]);
  });
}

test('a talk button that is switched hears until it is pressed again, and never the voice alone', async ({
  startStation,
}) => {
  const station = await startStation({ mode: 'push-to-talk', talk: { style: 'toggle' } });
  await station.until('the relay', ({ connection }) => connection.state === 'online');
  await station.until('the microphone', ({ lanes }) => lanes[0]?.device.state === 'open');
  await station.say('two greek bowls');
  expect((await station.snapshot()).transcripts).toEqual([]);
  await station.page.getByRole('button', { name: /press to talk/i }).click();
  await station.until('hearing', isHearing);
  await station.say('a lemonade please');
  await station.page.keyboard.press('F2');
  const snapshot = await station.until('the words', hasFinals(1));
  expect(snapshot.transcripts).toHaveLength(1);
  expect(quantities(snapshot)).toEqual([['103', 1]]);
});
