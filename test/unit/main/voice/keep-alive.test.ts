import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeepAlive } from '../../../../src/main/voice/uplink/keep-alive.ts';
import { ok } from '../../../../src/shared/result.ts';
import { SILENCE_LIMIT_MS } from '../../../../src/shared/wire/close-codes.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';
import { silentLog } from '../../../support/voice-fixture.ts';

function keptAlive(): { clock: VirtualClock; keepAlive: KeepAlive; silentAtMs: number[] } {
  const clock = new VirtualClock();
  const silentAtMs: number[] = [];
  const keepAlive = new KeepAlive({
    startedAtUs: 0,
    clock,
    log: silentLog,
    tokens: { current: () => Promise.resolve(ok('token')) },
    send: () => undefined,
    link: { probed: () => undefined, unanswered: () => undefined },
    onSilent: () => silentAtMs.push(clock.nowUs() / 1_000),
  });
  keepAlive.start('token');
  return { clock, keepAlive, silentAtMs };
}

test('a relay that falls silent at any moment is noticed at the limit, not later and not before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: SILENCE_LIMIT_MS - 1 }), { maxLength: 20 }),
      (gapsMs) => {
        const { clock, keepAlive, silentAtMs } = keptAlive();
        let lastMs = 0;
        for (const gapMs of gapsMs) {
          clock.runTo(lastMs + gapMs);
          lastMs += gapMs;
          keepAlive.heard();
        }
        expect(silentAtMs).toEqual([]);
        clock.runTo(lastMs + 60_000);
        expect(silentAtMs).toEqual([lastMs + SILENCE_LIMIT_MS]);
      },
    ),
  );
});

test('a station that was stopped itself reads what came meanwhile before it judges', () => {
  const { clock, keepAlive, silentAtMs } = keptAlive();
  clock.runTo(1_000);
  clock.freeze(10_000);
  clock.runTo(11_100);
  keepAlive.heard();
  clock.runTo(14_000);
  expect(silentAtMs).toEqual([]);
});
