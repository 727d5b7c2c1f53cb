/** The one resampler, between a device's own rate and 16 kHz; libsamplerate compiled to WebAssembly. */

/** Takes a stream piece by piece; the pieces it returns join without a seam (it holds back under 1 ms). */
export type Resampler = (samples: Int16Array) => Int16Array;

const FULL_SCALE = 32_768;

export async function createResampler(fromHz: number, toHz: number): Promise<Resampler> {
  if (fromHz === toHz) return (samples) => samples;
  // Loaded when needed: it takes longer to load than all the rest of a host, which must be back quickly.
  const { default: libsamplerate } = await import('@alexanderolsen/libsamplerate-js');
  const converter = await libsamplerate.create(1, fromHz, toHz, {
    converterType: libsamplerate.ConverterType.SRC_SINC_FASTEST,
  });
  return (samples) =>
    samples.length === 0
      ? samples
      : Int16Array.from(
          converter.full(Float32Array.from(samples, (sample) => sample / FULL_SCALE)),
          toSample,
        );
}

/** The mean of the channels of interleaved samples. */
export function toMono(interleaved: Int16Array, channels: number): Int16Array {
  if (channels === 1) return interleaved;
  const mono = new Int16Array(Math.floor(interleaved.length / channels));
  for (let index = 0; index < mono.length; index += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1)
      sum += interleaved[index * channels + channel] ?? 0;
    mono[index] = Math.round(sum / channels);
  }
  return mono;
}

/** The same sample on each of `channels` channels. */
export function fromMono(mono: Int16Array, channels: number): Int16Array {
  if (channels === 1) return mono;
  return Int16Array.from(
    { length: mono.length * channels },
    (_, index) => mono[Math.floor(index / channels)] ?? 0,
  );
}

function toSample(value: number): number {
  return Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, Math.round(value * FULL_SCALE)));
}
