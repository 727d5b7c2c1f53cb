import { join } from 'node:path';
import { expect } from '@playwright/test';
import { readMono } from '../../scripts/setup/wav.mjs';
import type { StationSnapshot } from '../../src/shared/ipc/views.ts';
import { LANE } from '../support/station.ts';
import { test } from './support/station-test.ts';

const SENTENCE = 'two greek bowls and a lemonade';
const LINES = [
  { itemId: '503', quantity: 2, unitPriceCents: 1_400 },
  { itemId: '103', quantity: 1, unitPriceCents: 300 },
];

const linesOf = (snapshot: StationSnapshot) =>
  (snapshot.tickets[0]?.ticket.lines ?? []).map(({ itemId, quantity, unitPriceCents }) => ({
    itemId,
    quantity,
    unitPriceCents,
  }));

const hasFinals = (count: number) => (snapshot: StationSnapshot) =>
  snapshot.transcripts.filter(({ status }) => status === 'final').length === count;

test.describe('a spoken order', () => {
  for (const upstream of ['d1', 'd2', 'd3'] as const) {
    test(`streams over ${upstream}: words while speaking, then the lines`, async ({
      startStation,
    }) => {
      const station = await startStation({ upstream });
      await station.ready();
      await station.say(SENTENCE);
      const snapshot = await station.until('the final', hasFinals(1));
      const [entry] = snapshot.transcripts;
      expect(entry?.text).toBe(SENTENCE);
      expect(entry?.via).toBe('streaming');
      expect(entry?.partials).toBeGreaterThan(1);
      expect(linesOf(snapshot)).toEqual(LINES);
      await expect(station.page.getByText('Greek Bowl').first()).toBeVisible();
      await expect(station.page.getByText(SENTENCE).first()).toBeVisible();
      expect(snapshot.tickets[0]?.ticket.totals).toEqual({
        subtotalCents: 3_100,
        discountCents: 0,
        taxCents: 248,
        totalCents: 3_348,
      });
    });
  }

  test('comes whole when BuildPanel cannot stream', async ({ startStation }) => {
    const station = await startStation({ upstream: 'batch' });
    await station.ready();
    await station.say(SENTENCE);
    const snapshot = await station.until('the final', hasFinals(1));
    expect(snapshot.transcripts[0]).toMatchObject({ text: SENTENCE, via: 'batch' });
    expect(linesOf(snapshot)).toEqual(LINES);
  });

  test('is held with push-to-talk and ends when the button is let go', async ({ startStation }) => {
    const station = await startStation({ mode: 'push-to-talk' });
    await station.until('the relay', ({ connection }) => connection.state === 'online');
    await station.until('the microphone', ({ lanes }) => lanes[0]?.device.state === 'open');
    const hold = station.page.getByRole('button', { name: /hold to talk/i });
    await hold.hover();
    await station.page.mouse.down();
    await station.say('a lemonade please');
    await station.page.mouse.up();
    const snapshot = await station.until('the final', hasFinals(1));
    expect(linesOf(snapshot)).toEqual([LINES[1]]);
  });
});

test.describe('nothing is lost', () => {
  test('words said while the relay is down are delivered once when it is back', async ({
    startStation,
  }) => {
    const station = await startStation();
    await station.ready();
    await station.stack.stopRelay();
    await station.until(
      'the loss to be seen',
      ({ connection }) => connection.state !== 'online',
      6_000,
    );
    await station.say(SENTENCE);
    const waiting = await station.until('the spool', ({ spool }) => spool.waiting === 1);
    expect(waiting.transcripts[0]?.status).toBe('waiting');
    expect(linesOf(waiting)).toEqual([]);
    await station.stack.startRelay();
    const delivered = await station.until('the delivery', hasFinals(1));
    expect(delivered.transcripts[0]).toMatchObject({ text: SENTENCE, via: 'batch', late: true });
    await station.until('an empty spool', ({ spool }) => spool.waiting === 0);
    await station.close();
    await station.launch();
    await station.ready();
    const again = await station.snapshot();
    expect(linesOf(again)).toEqual(LINES);
  });

  test('words said while BuildPanel is away wait and come when it is back', async ({
    startStation,
  }) => {
    const station = await startStation();
    await station.ready();
    await station.stack.stopBuildPanel();
    await station.say(SENTENCE);
    const waiting = await station.until('the spool', ({ spool }) => spool.waiting === 1);
    expect(linesOf(waiting)).toEqual([]);
    await expect(station.page.getByText(/speech service away/i).first()).toBeVisible();
    await station.stack.startBuildPanel('d2');
    const delivered = await station.until('the delivery', hasFinals(1));
    expect(delivered.transcripts).toMatchObject([{ via: 'batch' }]);
    expect(linesOf(delivered)).toContainEqual(LINES[1]);
    await station.until('an empty spool', ({ spool }) => spool.waiting === 0);
  });

  test('a killed audio host listens again within a second and the loss is counted', async ({
    startStation,
  }) => {
    const station = await startStation();
    await station.ready();
    const speaking = station.say(
      'two greek bowls and a lemonade and one summer salad with ranch please',
    );
    await station.until('speech', ({ lanes }) => lanes[0]?.state === 'hearing');
    const killedAt = performance.now();
    await station.killAudioHost();
    await station.until(
      'the loss to be counted',
      ({ lanes }) => (lanes[0]?.listeningGaps.count ?? 0) > 0,
    );
    const open = await station.until(
      'the microphone',
      ({ lanes }) => lanes[0]?.device.state === 'open',
    );
    const deafMs = open.lanes[0]?.listeningGaps.totalMs ?? Infinity;
    expect(deafMs).toBeLessThan(1_000);
    expect(performance.now() - killedAt).toBeLessThan(10_000);
    await speaking;
    const snapshot = await station.until('the final', hasFinals(1));
    expect(snapshot.transcripts).toHaveLength(1);
    expect(snapshot.transcripts[0]?.gapMs).toBeGreaterThan(0);
    await expect(station.page.getByText(/interrupted \d+ time/i).first()).toBeVisible();
  });
});

test('a BuildPanel that only speaks: the reply is heard and the lane says that words are missing', async ({
  startStation,
}) => {
  const station = await startStation({ upstream: 'voice-chat' });
  await station.ready();
  const file = join(station.folder, 'ear.wav');
  const ear = station.recordEar(file);
  await station.say(SENTENCE);
  await station.until('the reply', ({ lanes }) => lanes[0]?.state === 'speaking');
  const after = await station.until('its end', ({ lanes }) => lanes[0]?.state === 'listening');
  await ear.stop();
  expect(after.transcripts[0]?.status).toBe('words-not-available');
  expect(after.lanes[0]?.wordsAvailable).toBe(false);
  expect(linesOf(after)).toEqual([]);
  await expect(station.page.getByText(/words not available/i).first()).toBeVisible();
  const loudest = readMono(file, 16_000).reduce(
    (peak, sample) => Math.max(peak, Math.abs(sample)),
    0,
  );
  expect(loudest).toBeGreaterThan(2_000);
  expect(after.lanes.map(({ laneId }) => laneId)).toEqual([LANE]);
});
