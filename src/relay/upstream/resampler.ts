/** The one file that knows libsamplerate: brings a whole reply to 16 kHz. */
import libsamplerate from '@alexanderolsen/libsamplerate-js';
import { SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';

export async function resample(mono: Float32Array, sampleRateHz: number): Promise<Float32Array> {
  if (sampleRateHz === SAMPLE_RATE_HZ) return mono;
  const { create, ConverterType } = libsamplerate;
  const converter = await create(1, sampleRateHz, SAMPLE_RATE_HZ, {
    converterType: ConverterType.SRC_SINC_FASTEST,
  });
  try {
    return converter.simple(mono);
  } finally {
    converter.destroy();
  }
}
