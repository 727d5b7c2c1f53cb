import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { orderEventSchema } from '../../src/shared/order/order-event.ts';
import { orderSchema } from '../../src/shared/order/order.ts';
import { CLOSE, HEARTBEAT_MS, SILENCE_LIMIT_MS } from '../../src/shared/wire/close-codes.ts';
import { downMessageSchema } from '../../src/shared/wire/down.ts';
import { encodeFrameMessage } from '../../src/shared/wire/frame-message.ts';
import * as http from '../../src/shared/wire/http.ts';
import { kitchenFeedSchema, kitchenMoveSchema } from '../../src/shared/wire/kitchen.ts';
import {
  PROTOCOL_VERSION,
  STATION_PATH,
  SUBPROTOCOL,
} from '../../src/shared/wire/protocol-version.ts';
import { soldOutAnswerSchema, soldOutRequestSchema } from '../../src/shared/wire/sold-out.ts';
import { encodeOpusUtterance } from '../../src/shared/wire/opus-utterance.ts';
import { upMessageSchema } from '../../src/shared/wire/up.ts';

/** Hash of everything that two builds must agree on, by protocol version. Never edit a line: add one. */
const PINNED: Record<number, string> = {
  1: '1185bde8c666c555',
  2: '5ee822a01215ab7a',
  3: '92fc5024f59ee046',
};

function wireHash(): string {
  const frame = encodeFrameMessage({
    codec: 'pcm_s16le',
    streamNumber: 7,
    sequence: 9,
    capturedAtUs: 1_234_567,
    capturedBeforeConnection: true,
    discontinuity: true,
    frames: [new Uint8Array(640).fill(3)],
  });
  const wire = {
    names: [SUBPROTOCOL, STATION_PATH],
    up: z.toJSONSchema(upMessageSchema),
    down: z.toJSONSchema(downMessageSchema),
    frame: Buffer.from(frame).toString('hex'),
    close: CLOSE,
    heartbeat: [HEARTBEAT_MS, SILENCE_LIMIT_MS],
    http: [
      http.enrolRequestSchema,
      http.enrolAnswerSchema,
      http.tokenAnswerSchema,
      http.configAnswerSchema,
      http.problemSchema,
      http.orderAnswerSchema,
      http.eventAnswerSchema,
      http.orderStateSchema,
      orderSchema,
      orderEventSchema,
      kitchenFeedSchema,
      kitchenMoveSchema,
      soldOutRequestSchema,
      soldOutAnswerSchema,
    ].map((schema) => z.toJSONSchema(schema)),
    headers: http.UPLOAD_HEADERS,
    upload: [
      http.UPLOAD_TYPE,
      z.toJSONSchema(http.uploadPrioritySchema),
      Buffer.from(encodeOpusUtterance([new Uint8Array([1, 2])])).toString('hex'),
    ],
    issuer: [http.RELAY_ISSUER, http.CLIENT_ASSERTION_TYPE],
  };
  return createHash('sha256').update(JSON.stringify(wire)).digest('hex').slice(0, 16);
}

test('a change on the wire asks for the next protocol version', () => {
  expect(PINNED[PROTOCOL_VERSION], 'raise PROTOCOL_VERSION and pin the new hash').toBe(wireHash());
});
