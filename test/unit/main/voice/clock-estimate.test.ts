import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addSample,
  bestEstimate,
  type ClockEstimate,
} from '../../../../src/main/voice/uplink/clock-estimate.ts';

test('the true offset always lies within the error that is told', () => {
  const exchangeArbitrary = fc.record({
    sentAtUs: fc.nat(1_000_000),
    thereUs: fc.nat(50_000),
    heldUs: fc.nat(5_000),
    backUs: fc.nat(50_000),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.array(exchangeArbitrary, { minLength: 1, maxLength: 40 }),
      (offsetUs, exchanges) => {
        let estimates: readonly ClockEstimate[] = [];
        for (const { sentAtUs, thereUs, heldUs, backUs } of exchanges) {
          const receivedAtUs = sentAtUs + thereUs + offsetUs;
          estimates = addSample(estimates, {
            probeSentAtUs: sentAtUs,
            receivedAtUs,
            sentAtUs: receivedAtUs + heldUs,
            replyReceivedAtUs: sentAtUs + thereUs + heldUs + backUs,
          });
        }
        const best = bestEstimate(estimates);
        if (best === undefined) throw new Error('there was an exchange');
        expect(Math.abs(best.offsetUs - offsetUs)).toBeLessThanOrEqual(best.errorUs + 1);
        expect(best.rttUs).toBe(Math.min(...estimates.map(({ rttUs }) => rttUs)));
      },
    ),
  );
});
