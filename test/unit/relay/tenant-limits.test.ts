import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restaurantIdSchema, stationIdSchema } from '../../../src/shared/ids.ts';
import { ClientAddresses } from '../../../src/relay/limits/client-address.ts';
import {
  framesPerMessageAt,
  nextPressure,
  NO_PRESSURE,
  rank,
  type Load,
} from '../../../src/relay/limits/pressure.ts';
import { RateMeter } from '../../../src/relay/limits/rate-meter.ts';
import { TENANT_RATES, TenantLimits } from '../../../src/relay/limits/tenant-limits.ts';

describe('a rate meter', () => {
  it('never gives more than its burst and its rate together', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ amount: fc.nat(20), pauseMs: fc.nat(500) }), { maxLength: 200 }),
        (asked) => {
          let nowMs = 0;
          let given = 0;
          const meter = new RateMeter({ burst: 30, perSecond: 10 }, nowMs);
          for (const { amount, pauseMs } of asked) {
            nowMs += pauseMs;
            if (meter.take(amount, nowMs)) given += amount;
            expect(given).toBeLessThanOrEqual(30 + (nowMs / 1_000) * 10 + 1e-6);
          }
        },
      ),
    );
  });

  it('gives again what it says when it says', () => {
    const meter = new RateMeter({ burst: 2, perSecond: 4 }, 0);
    expect([meter.take(2, 0), meter.take(1, 0), meter.waitMs(1, 0)]).toEqual([true, false, 250]);
    expect([meter.usedShare(0), meter.take(1, 250)]).toEqual([1, true]);
  });
});

describe('the limits of a station', () => {
  const restaurantId = restaurantIdSchema.parse('01900000-0000-7000-8000-00000000000a');
  const identity = (index: number) => ({
    stationId: stationIdSchema.parse(`01900000-0000-7000-8000-00000000000${index}`),
    restaurantId,
    laneIds: new Set([]),
    rolloutBucket: 0,
  });

  it('let four lanes speak all day, and a cut of ten seconds come again at once', () => {
    let nowMs = 0;
    const limits = new TenantLimits(
      TENANT_RATES,
      () => nowMs,
      () => expect.unreachable(),
    );
    const station = limits.of(identity(1));
    expect(station.take('frames', 4 * 500)).toBe(true);
    for (; nowMs < 60_000; nowMs += 20) {
      expect(station.take('frames', 4)).toBe(true);
      expect(station.take('bytes', 4 * 672)).toBe(true);
    }
  });

  it('are the restaurant’s too, and outlive a connection', () => {
    const exceeded: string[] = [];
    const limits = new TenantLimits(
      {
        station: { ...TENANT_RATES.station, uploads: { burst: 3, perSecond: 1 } },
        restaurant: { ...TENANT_RATES.restaurant, uploads: { burst: 5, perSecond: 1 } },
      },
      () => 0,
      (limited, whose) => exceeded.push(`${whose} ${limited}`),
    );
    const take = (index: number) => limits.of(identity(index)).take('uploads');
    expect([take(1), take(1), take(1), take(1)]).toEqual([true, true, true, false]);
    expect([take(2), take(2), take(2)]).toEqual([true, true, false]);
    expect(exceeded).toEqual(['station uploads', 'restaurant uploads']);
    expect(limits.of(identity(1)).waitMs('uploads')).toBe(1_000);
    expect(limits.budgets()).toEqual([{ restaurantId, usedShare: 0 }]);
  });
});

describe('the address that a request is limited by', () => {
  async function addressFor(forwarded: string | null, trusted: string[]): Promise<string> {
    const addresses = new ClientAddresses(trusted);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const asked = new Promise<IncomingMessage>((resolve) => {
      server.once('request', (message, response) => {
        resolve(message);
        response.end();
      });
    });
    const headers = forwarded === null ? {} : { 'x-forwarded-for': forwarded };
    request({ port, host: '127.0.0.1', headers })
      .on('error', () => undefined)
      .end();
    const address = addresses.of(await asked);
    server.closeAllConnections();
    server.close();
    return address;
  }

  it('is the socket’s, whatever a header says, unless the configuration trusts the proxy', async () => {
    expect(await addressFor('9.9.9.9', [])).toBe('127.0.0.1');
    expect(await addressFor('9.9.9.9', ['10.0.0.0/8'])).toBe('127.0.0.1');
    expect(await addressFor('9.9.9.9', ['127.0.0.1'])).toBe('9.9.9.9');
    expect(await addressFor(null, ['127.0.0.1'])).toBe('127.0.0.1');
  });

  it('is the last that no trusted proxy has, so that nobody can put one before it', async () => {
    const trusted = ['127.0.0.0/8', '10.0.0.0/8', '::1'];
    expect(await addressFor('1.1.1.1, 9.9.9.9, 10.1.2.3', trusted)).toBe('9.9.9.9');
    expect(await addressFor('nonsense, 10.1.2.3', trusted)).toBe('10.1.2.3');
  });
});

describe('the pressure on a relay', () => {
  const limits = { memoryBytes: 1_000, connections: 100 };
  const calm: Load = { loopShare: 0.1, loopDelayMs: 1, memoryBytes: 10, connections: 1 };

  it('rises at once, by whatever is short', () => {
    const from = (load: Partial<Load>) =>
      nextPressure(NO_PRESSURE, { ...calm, ...load }, limits).level;
    expect(from({ loopShare: 0.69 })).toBe('calm');
    expect(from({ loopShare: 0.7 })).toBe('two-frames');
    expect(from({ loopShare: 0.86 })).toBe('three-frames');
    for (const load of [{ memoryBytes: 1_001 }, { connections: 100 }])
      expect(from(load)).toBe('shedding');
  });

  it('sends nobody away for a loop that is slow for a moment, only for one that stays so', () => {
    for (const load of [{ loopShare: 0.96 }, { loopDelayMs: 151 }]) {
      let pressure = NO_PRESSURE;
      const levels = Array.from({ length: 3 }, () => {
        pressure = nextPressure(pressure, { ...calm, ...load }, limits);
        return pressure.level;
      });
      expect(levels).toEqual(['three-frames', 'three-frames', 'shedding']);
    }
    const once = nextPressure(NO_PRESSURE, { ...calm, loopShare: 1 }, limits);
    const between = nextPressure(once, calm, limits);
    expect(nextPressure(between, { ...calm, loopShare: 1 }, limits).level).toBe('three-frames');
  });

  it('falls one level after five looks well below, and does not swing', () => {
    let pressure = nextPressure(NO_PRESSURE, { ...calm, loopShare: 0.72 }, limits);
    for (let looks = 0; looks < 50; looks += 1)
      pressure = nextPressure(pressure, { ...calm, loopShare: 0.6 }, limits);
    expect(pressure.level).toBe('two-frames');
    const levels = Array.from({ length: 6 }, () => {
      pressure = nextPressure(pressure, { ...calm, loopShare: 0.5 }, limits);
      return pressure.level;
    });
    expect(levels.indexOf('calm')).toBe(4);
  });

  it('asks for at most three frames in a message', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (loopShare) => {
        const { level } = nextPressure(NO_PRESSURE, { ...calm, loopShare }, limits);
        expect(framesPerMessageAt(level)).toBe(Math.min(3, 1 + rank(level)));
      }),
    );
  });
});
