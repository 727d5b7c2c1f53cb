import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newOpusEncoder } from '../../../src/main/voice/opus-encoder.ts';
import { OpusDecoder } from '../../../src/relay/opus-decoder.ts';
import { uploadedSound } from '../../../src/relay/uploaded-sound.ts';
import { FRAME_BYTES, FRAME_SAMPLES } from '../../../src/shared/speech/audio-format.ts';
import { encodeOpusUtterance } from '../../../src/shared/wire/opus-utterance.ts';

/** Frames of a tone that glides. */
function tone(frameCount: number): readonly Uint8Array[] {
  return Array.from({ length: frameCount }, (_, frame) => {
    const samples = Int16Array.from({ length: FRAME_SAMPLES }, (__, index) => {
      const at = frame * FRAME_SAMPLES + index;
      return Math.round(9_000 * Math.sin(at * (0.05 + at * 1e-7)));
    });
    return new Uint8Array(samples.buffer);
  });
}

function encoded(frames: readonly Uint8Array[]): readonly Uint8Array[] {
  const encoder = newOpusEncoder(24_000);
  const packets = frames.map((frame) => encoder.encode(frame));
  encoder.free();
  return packets;
}

test('what the station encodes the relay decodes, frame by frame', () => {
  const decoder = new OpusDecoder();
  const lengths = encoded(tone(50)).map((packet) => decoder.decode(packet)?.length);
  decoder.free();
  expect(new Set(lengths)).toEqual(new Set([FRAME_BYTES]));
});

test('bytes that no encoder made give a frame or nothing, and hurt no other stream', () => {
  const packets = encoded(tone(3));
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.uint8Array({ minLength: 1, maxLength: 1_275 }),
          fc
            .record({ packet: fc.constantFrom(...packets), at: fc.nat(), value: fc.nat(255) })
            .map(({ packet, at, value }) =>
              packet.map((byte, i) => (i === at % packet.length ? value : byte)),
            ),
        ),
        { minLength: 1, maxLength: 20 },
      ),
      (bodies) => {
        const attacked = new OpusDecoder();
        const other = new OpusDecoder();
        const before = packets.map((packet) => [...(other.decode(packet) ?? [])]);
        for (const body of bodies) {
          const pcm = attacked.decode(body);
          expect(pcm === null || pcm.length === FRAME_BYTES).toBe(true);
        }
        const bystander = new OpusDecoder();
        expect(packets.map((packet) => [...(bystander.decode(packet) ?? [])])).toEqual(before);
        for (const decoder of [attacked, other, bystander]) decoder.free();
      },
    ),
    { numRuns: 300 },
  );
});

test('a whole utterance in Opus is as long as it was spoken, and one bad frame refuses it', async () => {
  const packets = encoded(tone(250));
  const sound = await uploadedSound('audio/x-buildpanel-opus', encodeOpusUtterance(packets));
  expect(sound.ok && sound.value.pcm.length).toBe(250 * FRAME_BYTES);
  // A packet of 60 ms.
  const bad = [...packets.slice(0, 10), new Uint8Array([0x18, 1, 2, 3])];
  const refused = await uploadedSound('audio/x-buildpanel-opus', encodeOpusUtterance(bad));
  expect(refused).toEqual({ ok: false, failure: 'not-opus' });
});
