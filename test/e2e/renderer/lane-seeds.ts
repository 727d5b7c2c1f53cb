/** Lane health, the self-test's report and the lane view, for the screen's scenes. */
import type { DeviceTest, SelfTest } from '../../../src/shared/ipc/self-test-calls.ts';
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

const healthy: DeviceTest = {
  laneId: LANE,
  lane: 'Counter 1',
  use: 'own',
  device: 'Headset 1',
  playback: 'Headset 1',
  verdict: 'healthy',
  figures,
};

export const selfTestReport: SelfTest = {
  passed: false,
  devices: [
    healthy,
    {
      ...healthy,
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
