import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeRecordAt,
  encodeRecord,
  openRecord,
  type RecordHeader,
} from '../../../../../src/main/voice/journal/record.ts';
import { newUtteranceId } from '../../../../support/journal-fixture.ts';

const headerArbitrary: fc.Arbitrary<RecordHeader> = fc.record({
  kind: fc.constantFrom('opened', 'frame', 'ended', 'delivered', 'parked', 'unparked'),
  utteranceId: fc.constant(0).map(() => newUtteranceId()),
  keyPlace: fc.record({
    keyFile: fc.integer({ min: 0, max: 0xffff_ffff }),
    keySlot: fc.integer({ min: 0, max: 0xffff }),
  }),
  counter: fc.integer({ min: 0, max: 0xffff_ffff }),
  sequence: fc.integer({ min: 0, max: 0xffff_ffff }),
  capturedAtUs: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  discontinuity: fc.boolean(),
});
const payloadArbitrary = fc.uint8Array({ maxLength: 700 });

test('a record comes back as it was written, sealed or plain', () => {
  fc.assert(
    fc.property(headerArbitrary, payloadArbitrary, fc.boolean(), (header, payload, isSealed) => {
      const key = randomBytes(32);
      const bytes = encodeRecord(header, payload, isSealed ? key : undefined);
      const record = decodeRecordAt(Buffer.from(bytes), 0);
      expect(record).toMatchObject({ ...header, sealed: isSealed });
      if (record === undefined) return;
      expect(Buffer.from(openRecord(record, key) ?? [])).toEqual(Buffer.from(payload));
    }),
  );
});

test('a record with any one bit flipped is refused', () => {
  fc.assert(
    fc.property(
      headerArbitrary,
      payloadArbitrary,
      fc.nat(),
      fc.nat(7),
      (header, payload, at, bit) => {
        const bytes = Buffer.from(encodeRecord(header, payload, randomBytes(32)));
        const offset = at % bytes.length;
        bytes.writeUInt8(bytes.readUInt8(offset) ^ (1 << bit), offset);
        expect(decodeRecordAt(bytes, 0)).toBeUndefined();
      },
    ),
  );
});

test('a sealed record shows nothing of its payload and opens with its own key alone', () => {
  const payload = Buffer.from('two greek bowls and a lemonade');
  const header: RecordHeader = {
    kind: 'frame',
    utteranceId: newUtteranceId(),
    keyPlace: { keyFile: 1, keySlot: 2 },
    counter: 3,
    sequence: 4,
    capturedAtUs: 5,
    discontinuity: false,
  };
  const bytes = Buffer.from(encodeRecord(header, payload, randomBytes(32)));
  expect(bytes.includes('greek')).toBe(false);
  const record = decodeRecordAt(bytes, 0);
  expect(record && openRecord(record, randomBytes(32))).toBeUndefined();
});
