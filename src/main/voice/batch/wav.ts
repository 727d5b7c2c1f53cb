/** 16 kHz mono s16le frames as a WAV file (RIFF, 44-byte header), the form of whole utterances on the wire. */
import { SAMPLE_RATE_HZ } from '../../../shared/speech/audio-format.ts';

const HEADER_BYTES = 44;
const BYTES_PER_SAMPLE = 2;

export function wavOf(frames: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const dataBytes = frames.reduce((sum, frame) => sum + frame.length, 0);
  const bytes = new Uint8Array(HEADER_BYTES + dataBytes);
  const view = new DataView(bytes.buffer);
  const text = (offset: number, ascii: string): void => {
    bytes.set(new TextEncoder().encode(ascii), offset);
  };
  text(0, 'RIFF');
  view.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, SAMPLE_RATE_HZ, true);
  view.setUint32(28, SAMPLE_RATE_HZ * BYTES_PER_SAMPLE, true);
  view.setUint16(32, BYTES_PER_SAMPLE, true);
  view.setUint16(34, 8 * BYTES_PER_SAMPLE, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
  let offset = HEADER_BYTES;
  for (const frame of frames) {
    bytes.set(frame, offset);
    offset += frame.length;
  }
  return bytes;
}
