/** Two guests at two lanes at the same moment, each on their own (virtual) headset. */
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { StationSnapshot } from '../../src/shared/ipc/views.ts';
import { babble, engine, inNoise, writeWav } from '../support/noisy-voice.ts';
import { LANE, LANE_2, type Station } from '../support/station.ts';
import { spokenBy, type Voice } from '../support/synthetic-voice.ts';
import { test } from './support/station-test.ts';

const SNR_DB = 10;
const SETTLED = ['final', 'nothing-heard'];

type Guest = { readonly voice: Voice; readonly says: string };
const WINDOW: Guest = { voice: 'slt', says: 'two greek bowls and a lemonade' };
const DRIVE: Guest = { voice: 'rms', says: 'three summer salads please' };

const ticketOf = ({ tickets }: StationSnapshot, lane: string) =>
  tickets.find(({ laneId }) => laneId === lane)?.ticket.lines ?? [];
const orderOf = (snapshot: StationSnapshot, lane: string) =>
  ticketOf(snapshot, lane).map(({ itemId, quantity }) => [itemId, quantity]);
const wordsOf = ({ transcripts }: StationSnapshot, lane: string) =>
  transcripts
    .filter(({ laneId }) => laneId === lane)
    .map(({ text }) => text)
    .join(' ');

async function bothSpeak(
  station: Station,
  noise: (seconds: number) => Promise<Buffer>,
): Promise<StationSnapshot> {
  const files = [join(station.folder, 'one.wav'), join(station.folder, 'two.wav')] as const;
  await writeWav(files[0], await spokenBy(WINDOW.voice, WINDOW.says));
  await writeWav(files[1], await inNoise(await spokenBy(DRIVE.voice, DRIVE.says), noise, SNR_DB));
  await station.until('both lanes to listen', ({ lanes }) =>
    lanes.every(({ device }) => device.state === 'open'),
  );
  await Promise.all([station.play(files[0], 0), station.play(files[1], 1)]);
  return station.until(
    'both lanes’ words',
    ({ transcripts }) =>
      [LANE, LANE_2].every((lane) => transcripts.some(({ laneId }) => laneId === lane)) &&
      transcripts.every(({ status }) => SETTLED.includes(status)),
  );
}

test('two guests at once, one beside an engine: both tickets are right, and no word crosses lanes', async ({
  startStation,
}) => {
  const station = await startStation({ lanes: 2 });
  await station.ready();
  const snapshot = await bothSpeak(station, engine);
  expect(wordsOf(snapshot, LANE)).toBe(WINDOW.says);
  expect(wordsOf(snapshot, LANE_2)).toBe(DRIVE.says);
  expect(orderOf(snapshot, LANE)).toEqual([
    ['503', 2],
    ['103', 1],
  ]);
  const [salads] = ticketOf(snapshot, LANE_2);
  expect(ticketOf(snapshot, LANE_2)).toHaveLength(1);
  expect(salads).toMatchObject({ quantity: 3 });
  expect(salads?.name).toMatch(/summer salad/i);
});

test('with people talking around a guest no line is confirmed, and the other lane is none the wiser', async ({
  startStation,
}) => {
  const station = await startStation({ lanes: 2 });
  await station.ready();
  const snapshot = await bothSpeak(station, babble);
  expect(orderOf(snapshot, LANE)).toEqual([
    ['503', 2],
    ['103', 1],
  ]);
  for (const line of ticketOf(snapshot, LANE_2)) expect(line.status).not.toBe('confirmed');
});
