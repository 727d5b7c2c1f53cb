/** Which device is meant, and how to ask it for sound. Pure. */
import type { AudioDevice } from '../shared/audio-port/audio-port.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { SAMPLE_RATE_HZ } from '../shared/speech/audio-format.ts';

type Listed = {
  readonly hostApi: string;
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly defaultRateHz: number;
  readonly isDefaultOutput: boolean;
};

/**
 * The device of exactly this name that can do `direction`: never a default, a number or a near match, which could be
 * another lane's microphone. One device may be there once for each host API; two of one API can't be told apart.
 */
export function findDevice<Device extends Listed>(
  devices: readonly Device[],
  name: string,
  direction: 'inputs' | 'outputs',
): Result<Device, 'no-devices' | 'no-such-device' | 'several-such-devices'> {
  if (devices.length === 0) return fail('no-devices');
  const named = devices.filter((each) => each.name === name && each[direction] > 0);
  const [first] = named;
  if (first === undefined) return fail('no-such-device');
  const isAlone = named.filter(({ hostApi }) => hostApi === first.hostApi).length === 1;
  return isAlone ? ok(first) : fail('several-such-devices');
}

/** Rates and channel counts in the order to try them: our own format first, so that nothing is resampled. */
export function streamFormats(
  device: Listed,
  direction: 'inputs' | 'outputs',
): readonly { readonly rateHz: number; readonly channels: number }[] {
  const rates = new Set([SAMPLE_RATE_HZ, 48_000, 44_100, device.defaultRateHz]);
  const channelCounts = [1, 2].filter((count) => count <= device[direction]);
  return [...rates].flatMap((rateHz) => channelCounts.map((channels) => ({ rateHz, channels })));
}

/** Ids stay the same over restarts; devices that share host API and name are numbered in list order. */
export function describeDevices(devices: readonly Listed[]): AudioDevice[] {
  const seen = new Map<string, number>();
  return devices.map(({ hostApi, name, inputs, outputs, defaultRateHz, isDefaultOutput }) => {
    const label = `${hostApi}: ${name}`;
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return {
      deviceId: count === 1 ? label : `${label} #${count}`,
      name,
      inputs,
      outputs,
      defaultRateHz,
      isDefaultOutput,
    };
  });
}
