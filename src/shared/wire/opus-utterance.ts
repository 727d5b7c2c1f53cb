/**
 * A whole utterance in Opus, the body of `PUT /v1/utterances/{id}` where sound waits its turn: about 3 kB a second
 * instead of 32. Every frame is 20 ms of 16 kHz mono, as in a frame message:
 *
 *     0 "BPOP" │ 4 version u8 │ 5 reserved u8 │ 6 frameCount u16 │ 8 frames, each after its length as u16 …
 */
import { FRAME_BYTES } from '../speech/audio-format.ts';
import { fail, ok, type Result } from '../result.ts';
import { MAX_OPUS_FRAME_BYTES } from './frame-message.ts';
import { MAX_UPLOAD_BYTES } from './http.ts';

const MAGIC = 0x4250_4f50;
const VERSION = 1;
const HEADER_BYTES = 8;
const LENGTH_BYTES = 2;
/** What fits into an upload as WAV fits as Opus too, and no more: a small body can't unfold into a large one. */
export const MAX_UTTERANCE_FRAMES = Math.floor(MAX_UPLOAD_BYTES / FRAME_BYTES);

export function encodeOpusUtterance(frames: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bodyBytes = frames.reduce((sum, frame) => sum + LENGTH_BYTES + frame.length, 0);
  const bytes = new Uint8Array(HEADER_BYTES + bodyBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint8(4, VERSION);
  view.setUint16(6, frames.length);
  let at = HEADER_BYTES;
  for (const frame of frames) {
    view.setUint16(at, frame.length);
    bytes.set(frame, at + LENGTH_BYTES);
    at += LENGTH_BYTES + frame.length;
  }
  return bytes;
}

/** Frames of the result are views into `bytes`. */
export function decodeOpusUtterance(bytes: Uint8Array): Result<readonly Uint8Array[], 'not-opus'> {
  if (bytes.length < HEADER_BYTES) return fail('not-opus');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== MAGIC || view.getUint8(4) !== VERSION) return fail('not-opus');
  const frameCount = view.getUint16(6);
  if (frameCount === 0 || frameCount > MAX_UTTERANCE_FRAMES) return fail('not-opus');
  const frames: Uint8Array[] = [];
  let at = HEADER_BYTES;
  for (let index = 0; index < frameCount; index += 1) {
    if (at + LENGTH_BYTES > bytes.length) return fail('not-opus');
    const length = view.getUint16(at);
    at += LENGTH_BYTES;
    if (length === 0 || length > MAX_OPUS_FRAME_BYTES || at + length > bytes.length)
      return fail('not-opus');
    frames.push(bytes.subarray(at, at + length));
    at += length;
  }
  return at === bytes.length ? ok(frames) : fail('not-opus');
}
