import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_OPUS_FRAME_BYTES } from '../../../src/shared/wire/frame-message.ts';
import {
  decodeOpusUtterance,
  encodeOpusUtterance,
  MAX_UTTERANCE_FRAMES,
} from '../../../src/shared/wire/opus-utterance.ts';

const framesArbitrary = fc.array(fc.uint8Array({ minLength: 1, maxLength: MAX_OPUS_FRAME_BYTES }), {
  minLength: 1,
  maxLength: 30,
});

test('every frame of an utterance comes out as it went in', () => {
  fc.assert(
    fc.property(framesArbitrary, (frames) => {
      const decoded = decodeOpusUtterance(encodeOpusUtterance(frames));
      expect(decoded.ok && decoded.value.map((frame) => [...frame])).toEqual(
        frames.map((frame) => [...frame]),
      );
    }),
  );
});

test('a body that is cut, or has more than it says, is refused', () => {
  fc.assert(
    fc.property(framesArbitrary, fc.nat(), (frames, at) => {
      const whole = encodeOpusUtterance(frames);
      expect(decodeOpusUtterance(whole.subarray(0, at % whole.length)).ok).toBe(false);
      expect(decodeOpusUtterance(new Uint8Array([...whole, 0])).ok).toBe(false);
    }),
  );
});

test('a body never unfolds into more frames than an utterance has', () => {
  const tooMany = Array.from({ length: MAX_UTTERANCE_FRAMES + 1 }, () => new Uint8Array(1));
  expect(decodeOpusUtterance(encodeOpusUtterance(tooMany)).ok).toBe(false);
});
