import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeFrameMessage,
  encodeFrameMessage,
  FRAME_HEADER_BYTES,
  MAX_FRAMES_PER_MESSAGE,
  MAX_OPUS_FRAME_BYTES,
  type FrameMessage,
} from '../../../src/shared/wire/frame-message.ts';

const u32 = fc.integer({ min: 0, max: 0xffff_ffff });
const pcmFrames = fc.array(fc.uint8Array({ minLength: 640, maxLength: 640 }), {
  minLength: 1,
  maxLength: MAX_FRAMES_PER_MESSAGE,
});
const opusFrames = fc.array(fc.uint8Array({ minLength: 1, maxLength: 400 }), {
  minLength: 1,
  maxLength: MAX_FRAMES_PER_MESSAGE,
});
const common = {
  streamNumber: u32,
  sequence: u32,
  capturedAtUs: fc.maxSafeNat(),
  capturedBeforeConnection: fc.boolean(),
  discontinuity: fc.boolean(),
};
const message: fc.Arbitrary<FrameMessage> = fc.oneof(
  fc.record({ ...common, codec: fc.constant('pcm_s16le' as const), frames: pcmFrames }),
  fc.record({ ...common, codec: fc.constant('opus' as const), frames: opusFrames }),
);

describe('frame message', () => {
  test('what is encoded is decoded unchanged', () => {
    fc.assert(
      fc.property(message, (original) => {
        expect(decodeFrameMessage(encodeFrameMessage(original))).toEqual({
          ok: true,
          value: original,
        });
      }),
    );
  });

  test('no bytes make the decoder throw or read past their end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4_000 }), (bytes) => {
        expect(typeof decodeFrameMessage(bytes).ok).toBe('boolean');
      }),
    );
  });

  test('a cut message is refused', () => {
    fc.assert(
      fc.property(message, fc.nat(), (original, cut) => {
        const bytes = encodeFrameMessage(original);
        expect(decodeFrameMessage(bytes.subarray(0, cut % bytes.length)).ok).toBe(false);
      }),
    );
  });

  test.each([
    [0, 2, 'bad-kind'],
    [1, 9, 'bad-version'],
    [2, 7, 'bad-codec'],
    [3, 0, 'bad-count'],
    [3, MAX_FRAMES_PER_MESSAGE + 1, 'bad-count'],
  ])('header byte %i = %i is refused as %s', (at, value, failure) => {
    const bytes = encodeFrameMessage({
      codec: 'pcm_s16le',
      streamNumber: 1,
      sequence: 0,
      capturedAtUs: 0,
      capturedBeforeConnection: false,
      discontinuity: false,
      frames: [new Uint8Array(640)],
    });
    bytes[at] = value;
    expect(decodeFrameMessage(bytes)).toEqual({ ok: false, failure });
  });

  test('an Opus frame longer than the codec allows is refused', () => {
    const bytes = encodeFrameMessage({
      codec: 'opus',
      streamNumber: 1,
      sequence: 0,
      capturedAtUs: 0,
      capturedBeforeConnection: false,
      discontinuity: false,
      frames: [new Uint8Array(MAX_OPUS_FRAME_BYTES + 1)],
    });
    expect(bytes.length).toBeGreaterThan(FRAME_HEADER_BYTES);
    expect(decodeFrameMessage(bytes)).toEqual({ ok: false, failure: 'bad-count' });
  });
});
