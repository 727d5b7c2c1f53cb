import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LinkMeter } from '../../../../src/main/voice/uplink/link-meter.ts';

/** Half a minute of speech: 50 messages and 5 acks a second, a probe every 2 s, as TCP shows them. */
function speech(rttMs: number, lossShare: number, random: () => number): LinkMeter {
  const meter = new LinkMeter();
  meter.probed(rttMs, 0);
  let arrivesAtMs = 0;
  for (let message = 0; message < 1_500; message += 1) {
    const sentAtMs = message * 20;
    const isLost = random() < lossShare;
    arrivesAtMs = Math.max(arrivesAtMs, sentAtMs + rttMs / 2 + (isLost ? 400 : 0));
    meter.carried(1, sentAtMs);
    if (message % 10 !== 9) continue;
    const ackedAtMs = arrivesAtMs + rttMs / 2;
    meter.exchanged({ tookMs: ackedAtMs - sentAtMs, slackMs: 0 }, ackedAtMs);
    meter.carried(1, ackedAtMs);
  }
  return meter;
}

test('a steady line has no loss, however long its round trip', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_900 }), (rttMs) => {
      const figures = speech(rttMs, 0, () => 1).figures(30_000);
      expect(figures).toEqual({ rttMs, lossShare: 0 });
    }),
  );
});

test('stalls are counted as lost segments, those that wait behind one are not', () => {
  let seed = 7;
  const random = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const few = speech(40, 0.005, random).figures(30_000)?.lossShare ?? 1;
  expect(few).toBeGreaterThan(0.0005);
  expect(few).toBeLessThan(0.01);
});

test('a spike or two are no slow line and no loss', () => {
  const meter = new LinkMeter();
  for (const [index, rttMs] of [20, 22, 900, 21, 20, 1_200, 20].entries())
    meter.probed(rttMs, index * 2_000);
  expect(meter.figures(14_000)).toEqual({ rttMs: 20, lossShare: 0 });
});

test('many late answers while little travels are a bad line', () => {
  const meter = new LinkMeter();
  for (let probe = 0; probe < 15; probe += 1)
    meter.probed(probe % 3 === 2 ? 400 : 20, probe * 2_000);
  expect(meter.figures(28_000)?.lossShare).toBeGreaterThan(0.1);
});

test('a probe that stays out makes the line as slow as it has waited', () => {
  const meter = new LinkMeter();
  for (let probe = 0; probe < 3; probe += 1) meter.probed(1_500 + probe, probe * 2_000);
  expect(meter.figures(6_000, 4_000)?.rttMs).toBe(1_502);
  meter.probed(4_100, 8_000);
  expect(meter.figures(8_500, 3_000)?.rttMs).toBe(3_000);
});
