import { EventEmitter } from 'node:events';
import { Duplex } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layShortWay, ShortWay } from '../../../src/relay/stations/short-way.ts';
import { applyMask, BinaryFrames } from '../../../src/relay/web-socket-masking.ts';
import { bytesOf } from '../../support/web-socket-frame.ts';

const MAX_PAYLOAD_BYTES = 700;
const KEY = Uint8Array.of(0x5a, 0x13, 0xc7, 0x88);

/** Anything that may stand on a line, with its neighbours: sound, text, pings, pieces of a message. */
const anyFrames = fc.array(
  fc.record({
    isFinal: fc.boolean(),
    opcode: fc.constantFrom(0, 1, 2, 2, 2, 9, 10),
    payload: fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ minLength: 672, maxLength: 672 }),
      fc.uint8Array({ minLength: 690, maxLength: 710 }),
      fc.constant(new Uint8Array(66_000)),
    ),
  }),
  { maxLength: 12 },
);

function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length];
  let from = 0;
  const chunks: Buffer[] = [];
  for (const end of ends.sort((a, b) => a - b)) {
    // As from a socket: each chunk its own memory.
    if (end > from) chunks.push(Buffer.from(Uint8Array.from(bytes.subarray(from, end))));
    from = end;
  }
  return chunks;
}

describe('the short way for sound', () => {
  it('changes nothing of what comes, in whatever pieces, and keeps its order', () => {
    fc.assert(
      fc.property(anyFrames, fc.array(fc.nat(), { maxLength: 8 }), (frames, places) => {
        const line = Buffer.concat(frames.map(bytesOf));
        const rebuilt: Buffer[] = [];
        const way = new ShortWay({
          maxPayloadBytes: MAX_PAYLOAD_BYTES,
          onSound: (payload) =>
            rebuilt.push(bytesOf({ isFinal: true, opcode: 2, payload: Uint8Array.from(payload) })),
          onOther: (bytes) => rebuilt.push(Buffer.from(bytes)),
        });
        for (const chunk of cut(line, places)) way.take(chunk);
        expect(Buffer.concat(rebuilt).equals(line)).toBe(true);
      }),
    );
  });

  it('is taken by whole binary messages that come in one piece, and by nothing else', () => {
    const sound: number[] = [];
    const way = new ShortWay({
      maxPayloadBytes: MAX_PAYLOAD_BYTES,
      onSound: (payload) => sound.push(payload[0] ?? 0),
      onOther: () => undefined,
    });
    const frame = (opcode: number, first: number, { isFinal = true, length = 672 } = {}) =>
      bytesOf({ isFinal, opcode, payload: new Uint8Array(length).fill(first) });
    way.take(Buffer.concat([frame(2, 1), frame(1, 2), frame(2, 3)]));
    way.take(frame(2, 4, { length: MAX_PAYLOAD_BYTES + 1 }));
    way.take(frame(2, 5, { isFinal: false }));
    way.take(frame(2, 6));
    way.take(frame(9, 7, { length: 4 }));
    way.take(frame(0, 8));
    const late = frame(2, 9);
    way.take(late.subarray(0, 3));
    way.take(Buffer.concat([late.subarray(3), frame(2, 10)]));
    expect(sound).toEqual([1, 3, 10]);
  });

  it('is not laid where something else listens to the line', () => {
    const line = new Duplex({ read: () => undefined, write: () => undefined });
    line.on('data', () => undefined);
    line.on('data', () => undefined);
    layShortWay(line, new EventEmitter(), { maxPayloadBytes: 1, onSound: () => undefined });
    expect(line.listenerCount('data')).toBe(2);
  });
});

describe('masking', () => {
  it('is undone by itself, wherever the bytes lie', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(7), fc.nat(7), (bytes, from, to) => {
        const source = new Uint8Array(100).subarray(from, from + bytes.length);
        source.set(bytes);
        const target = new Uint8Array(100).subarray(to, to + bytes.length);
        applyMask(KEY, source, target);
        expect([...target]).toEqual([...bytes].map((byte, at) => byte ^ (KEY[at & 3] ?? 0)));
        applyMask(KEY, target, target);
        expect(target).toEqual(bytes);
      }),
    );
  });

  it('is done with another key for each frame, of every length that sound has', () => {
    const frames = new BinaryFrames();
    const keys = new Set<string>();
    for (const length of [0, 1, 125, 126, 640, 65_535]) {
      const payload = new Uint8Array(length).fill(7);
      const frame = frames.of(payload);
      const keyAt = frame.length - length - 4;
      keys.add(frame.subarray(keyAt, keyAt + 4).toString('hex'));
      expect(frame.readUInt8(0)).toBe(0x82);
      const told = length < 126 ? frame.readUInt8(1) & 0x7f : frame.readUInt16BE(2);
      expect(told).toBe(length);
      const body = frame.subarray(keyAt + 4);
      applyMask(frame.subarray(keyAt, keyAt + 4), body, body);
      expect(Buffer.from(payload).equals(body)).toBe(true);
    }
    for (let count = 0; count < 200; count += 1) frames.of(new Uint8Array());
    expect(keys.size).toBe(6);
  });
});
