/**
 * The only file that touches the native module. It loads naudiodon's `.node` directly: the package's
 * JavaScript entry needs `segfault-handler`, which does not load in Electron.
 *
 * What the native code does and this file therefore never lets happen (read in its C++ and reproduced):
 * a device number out of range opens the default device; a stream that is garbage-collected freezes the
 * process; `quit` can hang for ever. So devices are opened by a number just looked up, streams stay
 * referenced for the life of the process, and a stream is stopped by killing its process.
 */
import { createRequire } from 'node:module';
import { z } from 'zod';
import { fail, ok, type Result } from '../shared/result.ts';
import { namesByPort, readAlsaCards } from './alsa-cards.ts';

const nodeRequire = createRequire(import.meta.url);
const NATIVE_MODULE = 'naudiodon/build/Release/naudiodon.node';
const SIGNED_16_BIT = 16;
/** Buffers that the driver holds for us before it blocks: 1 s of 10 ms buffers. */
const INPUT_QUEUE_BUFFERS = 100;
/**
 * Writes of 10 ms that wait for the driver; each is delay. The driver keeps about two buffers more, which halves with
 * buffers of 5 ms: from write to sound 40 ms instead of 91 with six and 10 ms, at the same processor time.
 */
const OUTPUT_QUEUE_WRITES = 3;
const BUFFERS_PER_SECOND = { inOptions: 100, outOptions: 200 };

const nativeDevicesSchema = z.array(
  z.object({
    id: z.number().int().min(0),
    name: z.string(),
    maxInputChannels: z.number().int(),
    maxOutputChannels: z.number().int(),
    defaultSampleRate: z.number(),
    hostAPIName: z.string(),
  }),
);
/** Of the system's first choice of API; a `defaultOutput` that is no device's number means that it has none. */
const nativeHostApisSchema = z.object({
  defaultHostAPI: z.number().int(),
  HostAPIs: z.array(z.object({ id: z.number().int(), defaultOutput: z.number().int() })),
});
const readAnswerSchema = z.object({ buf: z.instanceof(Uint8Array), finished: z.boolean() });

type NativeStream = {
  start(): void;
  read(sizeBytes: number): Promise<unknown>;
  write(bytes: Buffer): Promise<unknown>;
};
type NativeModule = {
  getDevices(): unknown;
  getHostAPIs(): unknown;
  create(options: object): NativeStream;
};
const nativeModuleSchema = z.custom<NativeModule>(
  (value) =>
    z.object({ getDevices: z.any(), getHostAPIs: z.any(), create: z.any() }).safeParse(value)
      .success,
);

/** A PortAudio device as listed now; `index` is good only until the list is read again. */
export type ListedDevice = {
  readonly index: number;
  readonly hostApi: string;
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly defaultRateHz: number;
  readonly isDefaultOutput: boolean;
};

export type StreamOptions = {
  readonly device: ListedDevice;
  readonly rateHz: number;
  readonly channels: number;
};

/** `unsupported-rate`: the device is there and refuses this rate or channel count. */
export type OpenFailure = 'unsupported-rate' | 'device-lost';

export type NativeInput = {
  /** The next 10 ms, interleaved; undefined when the stream has ended. A dead device never answers. */
  read(): Promise<Int16Array | undefined>;
};

export type NativeOutput = {
  /** Settles when the driver's queue has taken the samples. A dead device never answers. */
  write(interleaved: Int16Array): Promise<void>;
};

export type NativeAudio = {
  listDevices(): readonly ListedDevice[];
  openInput(options: StreamOptions): Result<NativeInput, OpenFailure>;
  openOutput(options: StreamOptions): Result<NativeOutput, OpenFailure>;
};

export function loadNaudiodon(): Result<NativeAudio, 'native-module-missing'> {
  let native: NativeModule;
  try {
    native = nativeModuleSchema.parse(nodeRequire(NATIVE_MODULE));
  } catch {
    return fail('native-module-missing');
  }
  const openStreams: NativeStream[] = [];

  function open(
    direction: 'inOptions' | 'outOptions',
    options: StreamOptions,
  ): Result<NativeStream, OpenFailure> {
    try {
      const stream = native.create({ [direction]: nativeOptions(direction, options) });
      openStreams.push(stream);
      stream.start();
      return ok(stream);
    } catch (error) {
      return fail(isRefusal(error) ? 'unsupported-rate' : 'device-lost');
    }
  }

  return ok({
    listDevices: () => {
      const { defaultHostAPI, HostAPIs } = nativeHostApisSchema.parse(native.getHostAPIs());
      const defaultOutput = HostAPIs.find(({ id }) => id === defaultHostAPI)?.defaultOutput;
      const nameByPort = namesByPort(readAlsaCards());
      return nativeDevicesSchema.parse(native.getDevices()).map((device) => ({
        ...toListedDevice(device),
        name: nameByPort(device.name),
        isDefaultOutput: device.id === defaultOutput,
      }));
    },
    openInput(options) {
      const opened = open('inOptions', options);
      return opened.ok ? ok(toInput(opened.value, options)) : opened;
    },
    openOutput(options) {
      const opened = open('outOptions', options);
      return opened.ok ? ok(toOutput(opened.value)) : opened;
    },
  });
}

function nativeOptions(direction: 'inOptions' | 'outOptions', options: StreamOptions): object {
  return {
    deviceId: options.device.index,
    sampleRate: options.rateHz,
    channelCount: options.channels,
    sampleFormat: SIGNED_16_BIT,
    framesPerBuffer: Math.floor(options.rateHz / BUFFERS_PER_SECOND[direction]),
    maxQueue: direction === 'inOptions' ? INPUT_QUEUE_BUFFERS : OUTPUT_QUEUE_WRITES,
    closeOnError: false,
  };
}

/** PortAudio's words for a rate or channel count that the device can't do. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && /sample rate|channel|sample format/i.test(error.message);
}

function toInput(stream: NativeStream, { rateHz, channels }: StreamOptions): NativeInput {
  const sizeBytes = Math.floor(rateHz / BUFFERS_PER_SECOND.inOptions) * channels * 2;
  return {
    async read() {
      const answer = readAnswerSchema.parse(await stream.read(sizeBytes));
      if (answer.finished || answer.buf.length < sizeBytes) return undefined;
      return new Int16Array(new Uint8Array(answer.buf).buffer);
    },
  };
}

function toOutput(stream: NativeStream): NativeOutput {
  return {
    async write(samples) {
      await stream.write(Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength));
    },
  };
}

function toListedDevice(
  device: z.infer<typeof nativeDevicesSchema>[number],
): Omit<ListedDevice, 'isDefaultOutput'> {
  return {
    index: device.id,
    hostApi: device.hostAPIName,
    name: device.name,
    inputs: device.maxInputChannels,
    outputs: device.maxOutputChannels,
    defaultRateHz: device.defaultSampleRate,
  };
}
