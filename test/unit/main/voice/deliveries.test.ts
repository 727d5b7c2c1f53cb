import { expect, test } from 'vitest';
import { Deliveries } from '../../../../src/main/voice/spool/deliveries.ts';
import { ok } from '../../../../src/shared/result.ts';
import { utteranceResultSchema } from '../../../../src/shared/wire/down.ts';

const result = utteranceResultSchema.parse({
  sessionId: '01a20cdc-3d8c-76bf-acac-7f667395c9a7',
  utteranceId: '01a20cdc-3d17-736c-a51c-e906dc3651d6',
  via: 'streaming',
  words: 'available',
  finalTranscription: 'a lemonade',
  confidence: 1,
  timing: { upstreamMs: 1, relayMs: 1 },
});

/** A journal whose disk takes the delivered mark only from the given call on. */
function deliveriesWith(firstKept: number) {
  const told = { stored: 0, marked: 0, acknowledged: 0 };
  const deliveries = new Deliveries({
    isDelivered: () => told.marked > 0,
    store: () => {
      told.stored += 1;
      return Promise.resolve(ok(undefined));
    },
    markDelivered: () => {
      told.marked += 1;
      return Promise.resolve(told.marked >= firstKept);
    },
    acknowledge: () => void (told.acknowledged += 1),
    clock: { after: () => () => undefined },
    log: {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: () => undefined,
    },
  });
  const take = async () => {
    deliveries.take(result);
    await deliveries.stop();
  };
  return { told, take, deliveries };
}

test('the relay may forget a result once its mark is on disk', async () => {
  const { told, take } = deliveriesWith(1);
  await take();
  expect(told).toEqual({ stored: 1, marked: 1, acknowledged: 1 });
});

test('a mark that the disk refuses leaves the result with the relay', async () => {
  const { told, take } = deliveriesWith(2);
  await take();
  expect(told).toEqual({ stored: 1, marked: 1, acknowledged: 0 });
});

test('a result that comes again is marked again, stored once and then acknowledged', async () => {
  const { told, deliveries } = deliveriesWith(2);
  deliveries.take(result);
  await new Promise((resolve) => setImmediate(resolve));
  deliveries.take(result);
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual({ stored: 1, marked: 2, acknowledged: 1 });
});
