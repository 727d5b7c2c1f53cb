/** Lane health, the self-test's report and the lane view, for the screen's scenes. */
import type { LaneHealth } from '../../../src/shared/ipc/health-calls.ts';
import type { DeviceTest, SelfTest } from '../../../src/shared/ipc/self-test-calls.ts';
import { asking } from '../../../src/shared/order/question-text.ts';
import { add, newTicket, withCommands, withVoice } from './make-tickets.ts';
import { LANE, SECOND_LANE } from './seed-lanes.ts';

const figures = {
  openMs: 140,
  loudestDbfs: -19,
  floorDbfs: -57,
  peakDbfs: -8,
  clippedPercent: 0,
  missingMs: 2,
  playedMs: 800,
};

const counter = { laneId: LANE, lane: 'Counter 1', playback: 'Headset 1' } as const;
const healthy: DeviceTest = {
  ...counter,
  use: 'own',
  device: 'Headset 1',
  verdict: 'healthy',
  figures,
};

export const selfTestReport: SelfTest = {
  passed: false,
  devices: [
    healthy,
    {
      ...counter,
      use: 'spare',
      device: 'Headset 3',
      verdict: 'missing',
      failure: 'no-such-device',
    },
    {
      ...healthy,
      laneId: SECOND_LANE,
      lane: 'Drive-thru',
      device: 'Savi 8245',
      verdict: 'clipped',
      figures: { ...figures, loudestDbfs: -3, peakDbfs: 0, clippedPercent: 62 },
    },
  ],
};

export const troubledHealth: readonly LaneHealth[] = [
  {
    laneId: LANE,
    device: 'Headset 1',
    other: 'Headset 3',
    isOnSpare: false,
    levelDbfs: -120,
    floorDbfs: -120,
    clippedPercent: 0,
    dropouts: 0,
    wordless: 0,
    alarms: ['silent'],
  },
  {
    laneId: SECOND_LANE,
    device: 'Savi 8245',
    isOnSpare: false,
    levelDbfs: -21,
    floorDbfs: -52,
    clippedPercent: 2,
    dropouts: 1,
    wordless: 0,
    alarms: [],
  },
];

export const personTicket = withVoice(
  withCommands(newTicket(), add('Lemonade')),
  [],
  [
    {
      kind: 'ask-a-person',
      ...asking({ kind: 'guest-asks' }),
      itemIds: [],
    },
  ],
);
