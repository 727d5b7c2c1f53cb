/** The self-test of a station at work: the lanes let go of their devices for it, and take them again. */
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { SelfTest } from '../../../shared/ipc/self-test-calls.ts';
import type { LaneView } from '../../../shared/ipc/views.ts';
import type { RecordDeps } from './record-device.ts';
import { runSelfTest, type LaneToTest } from './self-test.ts';

type RestingLane = {
  readonly view: Pick<LaneView, 'state'>;
  readonly rest: () => void;
  readonly start: () => void;
};

type InServiceDeps = RecordDeps & {
  readonly lanes: readonly RestingLane[];
  readonly devices: readonly LaneToTest[];
  /** Resting lanes are in no trouble. */
  readonly health: { readonly pause: () => void; readonly resume: () => void };
};

/** A guest who is speaking or waits for an answer is not interrupted. */
export async function testInService(
  deps: InServiceDeps,
): Promise<Result<SelfTest, 'lane-busy' | 'audio-unavailable'>> {
  const { lanes, devices, health } = deps;
  if (lanes.length === 0) return fail('audio-unavailable');
  const isBusy = ({ view: { state } }: RestingLane) =>
    state === 'hearing' || state === 'thinking' || state === 'speaking';
  if (lanes.some(isBusy)) return fail('lane-busy');
  health.pause();
  for (const lane of lanes) lane.rest();
  try {
    return ok(await runSelfTest(devices, deps));
  } finally {
    for (const lane of lanes) lane.start();
    health.resume();
  }
}
