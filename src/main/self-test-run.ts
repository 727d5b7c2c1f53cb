/** `--self-test`: tests the devices that the lanes are set up with, without a window, and says what it found. */
import type { DeviceTest, SelfTest } from '../shared/ipc/self-test-calls.ts';
import { laneIdSchema, utteranceIdSchema, type LaneId } from '../shared/ids.ts';
import type { LaneSetup } from './lane-setup.ts';
import { newId } from './new-id.ts';
import { openSettings } from './settings/open-settings.ts';
import type { StationConfig } from './station-config.ts';
import { systemClock } from './voice/clock.ts';
import type { TestHost } from './voice/self-test/record-device.ts';
import { runSelfTest, type LaneToTest } from './voice/self-test/self-test.ts';

type RunDeps = {
  readonly config: Pick<StationConfig, 'lanes'>;
  readonly directory: string;
  readonly fork: () => TestHost;
  /** One JSON line instead of a table. */
  readonly asJson: boolean;
  readonly print: (text: string) => void;
};

/** Whether every device passed; a station without a device has not. */
export async function runSelfTestOnce(deps: RunDeps): Promise<boolean> {
  const { settings } = await openSettings(deps.directory, systemClock.wallMs);
  const setups = { ...settings.current().lanes, ...deps.config.lanes };
  const report = await runSelfTest(lanesOf(setups), {
    fork: deps.fork,
    clock: systemClock,
    newPlayId: () => utteranceIdSchema.parse(newId()),
  });
  deps.print(deps.asJson ? `${JSON.stringify(report)}\n` : tableOf(report));
  return report.passed;
}

function lanesOf(setups: Readonly<Record<LaneId, LaneSetup>>): readonly LaneToTest[] {
  return Object.entries(setups).map(([laneId, { capture, playback, spare }]) => ({
    laneId: laneIdSchema.parse(laneId),
    name: laneId,
    own: { capture, playback },
    spare,
  }));
}

function tableOf({ passed, devices }: SelfTest): string {
  if (devices.length === 0) return 'FAIL  No lane has a device yet: choose them in Settings.\n';
  return [...devices.map(rowOf), passed ? 'PASS' : 'FAIL', ''].join('\n');
}

function rowOf({ lane, use, device, verdict, failure, figures }: DeviceTest): string {
  const result = verdict === 'healthy' ? 'PASS' : `FAIL ${verdict}`;
  const said = figures
    ? `loudest ${figures.loudestDbfs} dBFS, background ${figures.floorDbfs} dBFS, too loud ${figures.clippedPercent} %, ` +
      `lost ${figures.missingMs} ms, opened in ${figures.openMs} ms` +
      (figures.playedMs === undefined ? '' : `, played ${figures.playedMs} ms`)
    : (failure ?? 'no device is chosen');
  return `${result.padEnd(14)}${lane} (${use}): ${device || '–'}: ${said}`;
}
