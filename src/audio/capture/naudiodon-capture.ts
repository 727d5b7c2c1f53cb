import { fail, ok, type Result } from '../../shared/result.ts';
import { SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';
import { findDevice, streamFormats } from '../device-list.ts';
import type { NativeAudio, NativeInput, OpenFailure, StreamOptions } from '../naudiodon.ts';
import { createResampler, toMono } from '../resampler.ts';
import type { CaptureDevice, CaptureEvents } from './capture-device.ts';

type Deps = { readonly native: NativeAudio; readonly nowUs: () => number };

/**
 * A PortAudio device by its exact name. `stop` only stops the events: the native stream ends with the
 * process, because closing it can hang.
 */
export function createNaudiodonCapture(name: string, { native, nowUs }: Deps): CaptureDevice {
  const stopping = new AbortController();
  return {
    about: name,
    async open(events) {
      const device = findDevice(native.listDevices(), name, 'inputs');
      if (!device.ok) return device;
      const formats = streamFormats(device.value, 'inputs').map((format) => ({
        device: device.value,
        ...format,
      }));
      const opened = openFirst(native, formats);
      if (!opened.ok) return opened;
      const { input, rateHz, channels } = opened.value;
      const resample = await createResampler(rateHz, SAMPLE_RATE_HZ);
      const convert = (interleaved: Int16Array): Int16Array =>
        resample(toMono(interleaved, channels));
      void readOn({ input, convert, nowUs, events, signal: stopping.signal });
      return ok({ deviceRateHz: rateHz, speed: 1 });
    },
    stop: () => stopping.abort(),
  };
}

type OpenedInput = {
  readonly input: NativeInput;
  readonly rateHz: number;
  readonly channels: number;
};

function openFirst(
  native: NativeAudio,
  formats: readonly StreamOptions[],
): Result<OpenedInput, OpenFailure> {
  let failure: OpenFailure = 'device-lost';
  for (const format of formats) {
    const input = native.openInput(format);
    if (input.ok)
      return ok({ input: input.value, rateHz: format.rateHz, channels: format.channels });
    if (input.failure === 'unsupported-rate') failure = input.failure;
  }
  return fail(failure);
}

type Reading = {
  readonly input: NativeInput;
  readonly convert: (interleaved: Int16Array) => Int16Array;
  readonly nowUs: () => number;
  readonly events: CaptureEvents;
  readonly signal: AbortSignal;
};

/** Device timestamps are whole seconds: the time is taken on arrival. The watchdog is the deadline. */
async function readOn({ input, convert, nowUs, events, signal }: Reading): Promise<void> {
  for (;;) {
    const interleaved = await input.read();
    const atUs = nowUs();
    if (signal.aborted) return;
    if (!interleaved) {
      events.onEnded();
      return;
    }
    events.onSamples(convert(interleaved), atUs);
  }
}
