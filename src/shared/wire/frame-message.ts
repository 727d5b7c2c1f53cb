/**
 * Frames on the wire. One binary message carries its own 32-byte big-endian header, so that no other
 * message is needed to understand it:
 *
 *     0 kind u8 │ 1 version u8 │ 2 codec u8 │ 3 frameCount u8 │ 4 flags u16 │ 6 reserved u16
 *     8 streamNumber u32 │ 12 sequence u32 │ 16 capturedAtUs u64 │ 24 reserved u64 │ 32 frames …
 *
 * PCM frames follow one another, 640 bytes each; Opus frames each carry a u16 length before them.
 */
import { FRAME_BYTES } from '../speech/audio-format.ts';
import { fail, ok, type Result } from '../result.ts';
import { PROTOCOL_VERSION } from './protocol-version.ts';

export const FRAME_HEADER_BYTES = 32;
/** More frames in a message would add over 100 ms of delay; a station is never asked for more. */
export const MAX_FRAMES_PER_MESSAGE = 5;
export const MAX_OPUS_FRAME_BYTES = 1_275;
export const MAX_FRAME_MESSAGE_BYTES = FRAME_HEADER_BYTES + MAX_FRAMES_PER_MESSAGE * FRAME_BYTES;

const KIND_CAPTURE = 1;
const FLAG_DISCONTINUITY = 0b01;
const FLAG_BEFORE_CONNECTION = 0b10;
const CODEC_NUMBER = { pcm_s16le: 1, opus: 2 } as const;

export type Codec = keyof typeof CODEC_NUMBER;

export type FrameMessage = {
  readonly codec: Codec;
  /** Bound to an utterance by `start_voice_streaming` or `resume`. */
  readonly streamNumber: number;
  /** Of the first frame; the others follow without a gap. */
  readonly sequence: number;
  /** Microseconds on the station's connection clock; 0 when captured before the connection began. */
  readonly capturedAtUs: number;
  readonly capturedBeforeConnection: boolean;
  /** Sound was lost before the first frame (the audio host was replaced): the sequence jumps honestly. */
  readonly discontinuity: boolean;
  readonly frames: readonly Uint8Array[];
};

export type FrameMessageFailure =
  'too-short' | 'too-long' | 'bad-kind' | 'bad-version' | 'bad-codec' | 'bad-count';

export function encodeFrameMessage(message: FrameMessage): Uint8Array {
  const prefixBytes = message.codec === 'opus' ? 2 : 0;
  const bodyBytes = message.frames.reduce((sum, frame) => sum + prefixBytes + frame.length, 0);
  const bytes = new Uint8Array(FRAME_HEADER_BYTES + bodyBytes);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, KIND_CAPTURE);
  view.setUint8(1, PROTOCOL_VERSION);
  view.setUint8(2, CODEC_NUMBER[message.codec]);
  view.setUint8(3, message.frames.length);
  view.setUint16(
    4,
    (message.discontinuity ? FLAG_DISCONTINUITY : 0) |
      (message.capturedBeforeConnection ? FLAG_BEFORE_CONNECTION : 0),
  );
  view.setUint32(8, message.streamNumber);
  view.setUint32(12, message.sequence);
  view.setBigUint64(16, BigInt(Math.max(0, Math.round(message.capturedAtUs))));
  let offset = FRAME_HEADER_BYTES;
  for (const frame of message.frames) {
    if (prefixBytes > 0) view.setUint16(offset, frame.length);
    bytes.set(frame, offset + prefixBytes);
    offset += prefixBytes + frame.length;
  }
  return bytes;
}

/** Frames of the result are views into `bytes`: copy what outlives the message. */
export function decodeFrameMessage(bytes: Uint8Array): Result<FrameMessage, FrameMessageFailure> {
  if (bytes.length < FRAME_HEADER_BYTES) return fail('too-short');
  if (bytes.length > MAX_FRAME_MESSAGE_BYTES + 2 * MAX_FRAMES_PER_MESSAGE) return fail('too-long');
  if (bytes[0] !== KIND_CAPTURE) return fail('bad-kind');
  if (bytes[1] !== PROTOCOL_VERSION) return fail('bad-version');
  const codec = codecOf(bytes[2]);
  if (codec === undefined) return fail('bad-codec');
  const frameCount = bytes[3] ?? 0;
  if (frameCount < 1 || frameCount > MAX_FRAMES_PER_MESSAGE) return fail('bad-count');
  const frames = codec === 'opus' ? opusFrames(bytes, frameCount) : pcmFrames(bytes, frameCount);
  if (!frames.ok) return frames;
  const flags = bytes[5] ?? 0;
  return ok({
    codec,
    streamNumber: u32At(bytes, 8),
    sequence: u32At(bytes, 12),
    capturedAtUs: u32At(bytes, 16) * 0x1_0000_0000 + u32At(bytes, 20),
    capturedBeforeConnection: (flags & FLAG_BEFORE_CONNECTION) !== 0,
    discontinuity: (flags & FLAG_DISCONTINUITY) !== 0,
    frames: frames.value,
  });
}

/** Big-endian; by hand, because a view for each message would cost more than all of its fields. */
function u32At(bytes: Uint8Array, at: number): number {
  const high = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const low = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  return high * 0x1_0000 + low;
}

function codecOf(number: number | undefined): Codec | undefined {
  if (number === CODEC_NUMBER.pcm_s16le) return 'pcm_s16le';
  return number === CODEC_NUMBER.opus ? 'opus' : undefined;
}

function pcmFrames(
  bytes: Uint8Array,
  frameCount: number,
): Result<Uint8Array[], FrameMessageFailure> {
  if (bytes.length !== FRAME_HEADER_BYTES + frameCount * FRAME_BYTES) return fail('bad-count');
  const frames: Uint8Array[] = [];
  for (let at = FRAME_HEADER_BYTES; at < bytes.length; at += FRAME_BYTES) {
    frames.push(bytes.subarray(at, at + FRAME_BYTES));
  }
  return ok(frames);
}

function opusFrames(
  bytes: Uint8Array,
  frameCount: number,
): Result<Uint8Array[], FrameMessageFailure> {
  const frames: Uint8Array[] = [];
  let at = FRAME_HEADER_BYTES;
  for (let index = 0; index < frameCount; index += 1) {
    if (at + 2 > bytes.length) return fail('too-short');
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    at += 2;
    if (length === 0 || length > MAX_OPUS_FRAME_BYTES) return fail('bad-count');
    if (at + length > bytes.length) return fail('too-short');
    frames.push(bytes.subarray(at, at + length));
    at += length;
  }
  return at === bytes.length ? ok(frames) : fail('bad-count');
}
