/** The one file that knows mpg123: decodes a whole MP3. */
import { MPEGDecoder } from 'mpg123-decoder';

export type DecodedAudio = { readonly sampleRateHz: number; readonly mono: Float32Array };

/** Null when there is no MP3 frame in it. */
export async function decodeMp3(bytes: Uint8Array): Promise<DecodedAudio | null> {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  try {
    const { channelData, samplesDecoded, sampleRate } = decoder.decode(bytes);
    const [left, right] = channelData;
    if (samplesDecoded === 0 || sampleRate === 0 || left === undefined) return null;
    const mono =
      right === undefined
        ? left.slice()
        : left.map((sample, index) => (sample + (right[index] ?? sample)) / 2);
    return { sampleRateHz: sampleRate, mono };
  } finally {
    decoder.free();
  }
}
