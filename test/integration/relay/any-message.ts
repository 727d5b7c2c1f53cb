/** What a fuzzer says to the relay. */
import fc from 'fast-check';
import { encodeFrameMessage } from '../../../src/shared/wire/frame-message.ts';
import { frameOf, newUtterance } from './station-client.ts';

/** Noise, JSON of every shape, messages cut or changed in a byte, frames of streams that never began. */
export function anyMessage(): fc.Arbitrary<string | Uint8Array> {
  const frame = fc
    .record({ streamNumber: fc.nat(0xffff_ffff), sequence: fc.nat(0xffff_ffff) })
    .map((head) =>
      encodeFrameMessage({
        ...head,
        codec: 'pcm_s16le',
        capturedAtUs: 0,
        capturedBeforeConnection: true,
        discontinuity: false,
        frames: [frameOf(1)],
      }),
    );
  const changed = fc.tuple(frame, fc.nat(671), fc.nat(255)).map(([bytes, at, value]) => {
    bytes[at] = value;
    return bytes;
  });
  const cut = fc.tuple(frame, fc.nat(671)).map(([bytes, length]) => bytes.slice(0, length));
  const type = fc.constantFrom('resume', 'end_voice_streaming', 'result_ack', 'renew_token');
  const shaped = fc
    .tuple(type, fc.dictionary(fc.string(), fc.jsonValue()))
    .map(([name, rest]) => JSON.stringify({ ...rest, type: name, ...newUtterance() }));
  return fc.oneof(
    fc.string(),
    fc.json(),
    fc.uint8Array({ maxLength: 700 }),
    frame,
    changed,
    cut,
    shaped,
  );
}
