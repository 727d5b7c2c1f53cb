import type { AudioFailure } from '../../shared/audio-port/audio-port.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';
import { findDevice, streamFormats } from '../device-list.ts';
import type { NativeAudio } from '../naudiodon.ts';
import { createResampler, fromMono } from '../resampler.ts';
import type { PlaybackDevice } from './playback-device.ts';

/**
 * Opens the output of the device of exactly this name. It stays open for the life of the process and must
 * be written to all the time: closing it can hang, and an output without data blocks the driver.
 */
export async function openNaudiodonPlayback(
  name: string,
  native: NativeAudio,
): Promise<Result<PlaybackDevice, AudioFailure>> {
  const device = findDevice(native.listDevices(), name, 'outputs');
  if (!device.ok) return device;
  let failure: AudioFailure = 'device-lost';
  for (const { rateHz, channels } of streamFormats(device.value, 'outputs')) {
    const output = native.openOutput({ device: device.value, rateHz, channels });
    if (output.ok) {
      const resample = await createResampler(SAMPLE_RATE_HZ, rateHz);
      return ok({ write: (samples) => output.value.write(fromMono(resample(samples), channels)) });
    }
    if (output.failure === 'unsupported-rate') failure = output.failure;
  }
  return fail(failure);
}
