import { expect, test } from 'vitest';
import { v7 } from 'uuid';
import {
  healthView,
  stepHealth,
  UNKNOWN_HEALTH,
  type HealthEvent,
  type HealthState,
} from '../../../../src/main/voice/health/lane-health.ts';
import { laneIdSchema, utteranceIdSchema } from '../../../../src/shared/ids.ts';
import type { LaneView } from '../../../../src/shared/ipc/views.ts';

const laneId = laneIdSchema.parse('lane-1');
const own = { isOnSpare: false, other: undefined };

/** Events at 100 ms each, from 0; the last one's time is what `alarms` looks at. */
function after(events: readonly HealthEvent[]): { state: HealthState; atMs: number } {
  let state = UNKNOWN_HEALTH;
  let atMs = 0;
  for (const event of events) {
    atMs += 100;
    state = stepHealth(state, event, atMs);
  }
  return { state, atMs };
}

const alarms = (events: readonly HealthEvent[], laterMs = 0) => {
  const { state, atMs } = after(events);
  return healthView(laneId, state, own, atMs + laterMs).alarms;
};

const level = (rmsDbfs: number, clipping = false): HealthEvent => ({
  type: 'level',
  level: { rmsDbfs, clipping },
});
const times = (count: number, event: HealthEvent) => Array.from({ length: count }, () => event);
const lane = (device: LaneView['device'], gaps = 0): HealthEvent => ({
  type: 'lane',
  view: { device, listeningGaps: { count: gaps, totalMs: gaps * 200 } },
});
const open = lane({ state: 'open', name: 'Headset' });
const opening = lane({ state: 'opening', name: 'Headset' });
const lost = lane({ state: 'failing', name: 'Headset', failure: 'device-lost' });
const entry = (status: 'final' | 'nothing-heard', utteranceId = v7()): HealthEvent => ({
  type: 'entry',
  entry: { utteranceId: utteranceIdSchema.parse(utteranceId), status },
});

test('a microphone that breathed and gives nothing but zeros is silent within 3 s', () => {
  const breathing = [open, ...times(30, level(-60))];
  expect(alarms([...breathing, ...times(19, level(-120))])).toEqual([]);
  expect(alarms([...breathing, ...times(29, level(-120))])).toEqual(['silent']);
  expect(alarms([...breathing, ...times(29, level(-120)), level(-60)])).toEqual([]);
});

test('a device that always rests on zeros is not called silent', () => {
  const speech = times(20, level(-25));
  expect(alarms([open, ...times(60, level(-120)), ...speech, ...times(60, level(-120))])).toEqual(
    [],
  );
});

test('a device that is away is told at once, one that is opened again only when it takes long', () => {
  expect(alarms([open, lost])).toEqual(['device-away']);
  expect(alarms([open, opening], 500)).toEqual([]);
  expect(alarms([open, opening], 1_000)).toEqual(['device-away']);
  expect(alarms([open, opening, open], 5_000)).toEqual([]);
});

test('sound that is cut off in a quarter of two seconds is too loud', () => {
  const quiet = times(16, level(-20));
  expect(alarms([open, ...quiet, ...times(4, level(-1, true))])).toEqual([]);
  expect(alarms([open, ...quiet, ...times(6, level(-1, true))])).toEqual(['clipping']);
});

test('a background without a quiet moment in ten seconds is too noisy', () => {
  expect(alarms([open, ...times(99, level(-20))])).toEqual([]);
  expect(alarms([open, ...times(100, level(-20))])).toEqual(['noisy']);
  expect(alarms([open, ...times(100, level(-20)), level(-50)])).toEqual([]);
});

test('three utterances in a row without words raise the alarm, and words end it', () => {
  const wordless = [entry('nothing-heard'), entry('nothing-heard')];
  const [again] = wordless;
  expect(alarms([...wordless, ...(again ? [wordless[1] ?? again] : [])])).toEqual([]);
  expect(alarms([...wordless, entry('nothing-heard')])).toEqual(['no-words']);
  expect(alarms([...wordless, entry('nothing-heard'), entry('final')])).toEqual([]);
});

test('sound that is lost three times in a minute is told until the minute is over', () => {
  const gaps = [1, 2, 3].map((count) => lane({ state: 'open', name: 'Headset' }, count));
  expect(alarms(gaps)).toEqual(['dropouts']);
  expect(alarms(gaps, 61_000)).toEqual([]);
});

test('the figures are of the sound of this device alone', () => {
  const heard = after([open, ...times(50, level(-60)), ...times(10, level(-20))]);
  expect(healthView(laneId, heard.state, own, heard.atMs)).toMatchObject({
    device: 'Headset',
    levelDbfs: -20,
    floorDbfs: -60,
  });
  const moved = stepHealth(heard.state, { type: 'moved' }, heard.atMs);
  expect(healthView(laneId, moved, own, heard.atMs)).not.toHaveProperty('floorDbfs');
});
