/** The one audio format past the framer: 16 kHz, mono, signed 16-bit little endian, 20 ms frames. */
export const SAMPLE_RATE_HZ = 16_000;
export const FRAME_MS = 20;
export const FRAME_SAMPLES = (SAMPLE_RATE_HZ * FRAME_MS) / 1_000;
export const FRAME_BYTES = FRAME_SAMPLES * 2;
