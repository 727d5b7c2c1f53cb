/** The one file of the station that knows Opus: speech in 20 ms frames, for weak links and for what waits. */
import { Encoder } from '@evan/opus/wasm/index.mjs';
import { SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';

/** opus_defines.h */
const OPUS_SET_BITRATE = 4002;
const OPUS_SET_COMPLEXITY = 4010;
/** Of 10: recognition is the same as at 9 for two thirds of the time. */
const COMPLEXITY = 5;

export type OpusEncoder = {
  /** One 20 ms frame of 16 kHz mono s16le to one packet. */
  readonly encode: (pcm: Uint8Array) => Uint8Array;
  readonly free: () => void;
};

export type NewOpusEncoder = (bitsPerSecond: number) => OpusEncoder;

export const newOpusEncoder: NewOpusEncoder = (bitsPerSecond) => {
  const encoder = new Encoder({ channels: 1, sample_rate: SAMPLE_RATE_HZ, application: 'voip' });
  encoder.ctl(OPUS_SET_BITRATE, bitsPerSecond);
  encoder.ctl(OPUS_SET_COMPLEXITY, COMPLEXITY);
  return {
    encode: (pcm) => encoder.encode(pcm),
    free: () => encoder.drop(),
  };
};
