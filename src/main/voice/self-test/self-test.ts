/** Tests every device that the lanes are set up with, all at once, as the crew speaks into each. */
import type { CaptureSource } from '../../../shared/audio-port/audio-port.ts';
import type { LaneId } from '../../../shared/ids.ts';
import type { DeviceTest, SelfTest } from '../../../shared/ipc/self-test-calls.ts';
import { figuresOf, verdictOf } from './judge-device.ts';
import { recordDevice, type RecordDeps } from './record-device.ts';
import { TONES_MS } from './test-tones.ts';

type Devices = {
  readonly capture?: CaptureSource | undefined;
  readonly playback?: string | undefined;
};

export type LaneToTest = {
  readonly laneId: LaneId;
  readonly name: string;
  readonly own?: Devices;
  readonly spare?: Devices | undefined;
};

export async function runSelfTest(
  lanes: readonly LaneToTest[],
  deps: RecordDeps,
): Promise<SelfTest> {
  const tests = lanes.flatMap((lane) => {
    const { own = {}, spare } = lane;
    return [test(lane, 'own', own), ...(spare === undefined ? [] : [test(lane, 'spare', spare)])];
  });

  async function test(
    { laneId, name }: LaneToTest,
    use: DeviceTest['use'],
    { capture, playback }: Devices,
  ): Promise<DeviceTest> {
    if (capture === undefined) {
      return { laneId, lane: name, use, device: '', verdict: 'not-chosen' };
    }
    const device = capture.kind === 'device' ? capture.name : capture.path;
    const about = {
      ...{ laneId, lane: name, use, device },
      ...(playback !== undefined && { playback }),
    };
    const recorded = await recordDevice(capture, playback, deps);
    if (!recorded.ok) return { ...about, verdict: 'missing', failure: recorded.failure };
    const figures = figuresOf(recorded.value);
    return { ...about, verdict: verdictOf(figures, TONES_MS), figures };
  }

  const devices = await Promise.all(tests);
  const passed = devices.length > 0 && devices.every(({ verdict }) => verdict === 'healthy');
  return { passed, devices };
}
