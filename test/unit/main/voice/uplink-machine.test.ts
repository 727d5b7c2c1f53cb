import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  INITIAL_UPLINK,
  stepUplink,
  type UplinkEvent,
  type UplinkState,
} from '../../../../src/main/voice/uplink/uplink-machine.ts';
import { CLOSE } from '../../../../src/shared/wire/close-codes.ts';

const chance = { nowUs: 0, random: 0.5 };
const live: UplinkState = { name: 'live', attempt: 1, sinceUs: 0, retryAfterMs: undefined };

function run(state: UplinkState, ...events: UplinkEvent[]): UplinkState {
  return events.reduce((each, event) => stepUplink(each, event, chance).state, state);
}

test('start leads over token and upgrade to live', () => {
  const state = run(
    INITIAL_UPLINK,
    { type: 'start' },
    { type: 'token', token: 't' },
    { type: 'opened' },
  );
  expect(state.name).toBe('live');
});

describe('a closed connection', () => {
  test.each([
    [CLOSE.goingAway.code, 'going-away'],
    [CLOSE.silent.code, 'silent'],
    [CLOSE.tokenExpired.code, 'token-refused'],
    [CLOSE.badProtocol.code, 'bad-protocol'],
    [CLOSE.overloaded.code, 'overloaded'],
    [CLOSE.limitExceeded.code, 'overloaded'],
    [1006, 'relay-away'],
  ])('with code %i is tried again, because: %s', (code, reason) => {
    expect(run(live, { type: 'closed', code })).toMatchObject({ name: 'waiting', reason });
  });

  test.each([
    [CLOSE.revoked.code, 'revoked'],
    [CLOSE.replaced.code, 'replaced'],
  ])('with code %i stops instead of retrying: %s', (code, reason) => {
    const stopped = run(live, { type: 'closed', code });
    expect(stopped).toEqual({ name: 'stopped', reason });
    expect(run(stopped, { type: 'timer' }, { type: 'token', token: 't' })).toEqual(stopped);
  });

  test('for an expired token forgets it before the next attempt', () => {
    const { effects } = stepUplink(live, { type: 'closed', code: CLOSE.tokenExpired.code }, chance);
    expect(effects).toContainEqual({ do: 'forget-token' });
  });

  test('that was announced waits as long as the relay said', () => {
    const state = run(
      live,
      { type: 'go-away', retryAfterMs: 12_345 },
      { type: 'closed', code: 1006 },
    );
    expect(state).toMatchObject({ name: 'waiting', reason: 'going-away', retryInMs: 12_345 });
  });

  test('that an overloaded relay refused waits 30 s or more', () => {
    const state = run(live, { type: 'closed', code: CLOSE.overloaded.code });
    expect(state.name === 'waiting' && state.retryInMs).toBeGreaterThanOrEqual(30_000);
  });
});

test('a relay that accepts and drops at once is asked ever more slowly, one that lasted is not', () => {
  const closed = { type: 'closed', code: 1006 } as const;
  const early = stepUplink({ ...live, attempt: 4 }, closed, { nowUs: 1_000, random: 0.5 });
  const late = stepUplink({ ...live, attempt: 4 }, closed, { nowUs: 9_000_000, random: 0.5 });
  expect(early.state).toMatchObject({ attempt: 5 });
  expect(late.state).toMatchObject({ attempt: 1 });
});

test('an upgrade answered with 403 stops, with 401 asks for a new token', () => {
  const connecting: UplinkState = { name: 'connecting', attempt: 1, sinceUs: 0 };
  const refused = (status: number) =>
    stepUplink(connecting, { type: 'refused', status, retryAfterMs: undefined }, chance);
  expect(refused(403).state).toEqual({ name: 'stopped', reason: 'revoked' });
  expect(refused(401).effects).toContainEqual({ do: 'forget-token' });
});

const eventArbitrary: fc.Arbitrary<UplinkEvent> = fc.oneof(
  fc.constantFrom<UplinkEvent>(
    { type: 'start' },
    { type: 'stop' },
    { type: 'token', token: 't' },
    { type: 'token-failed', failure: 'relay-away' },
    { type: 'token-failed', failure: 'bad-token' },
    { type: 'opened' },
    { type: 'timer' },
    { type: 'go-away', retryAfterMs: 500 },
  ),
  fc.integer({ min: 1_000, max: 4_999 }).map((code): UplinkEvent => ({ type: 'closed', code })),
  fc
    .constantFrom(400, 401, 403, 429, 500, 503)
    .map((status): UplinkEvent => ({ type: 'refused', status, retryAfterMs: undefined })),
);

test('whatever happens, waiting has exactly one timer and only connecting opens a socket', () => {
  fc.assert(
    fc.property(
      fc.array(eventArbitrary, { maxLength: 60 }),
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      (events, random) => {
        let state = INITIAL_UPLINK;
        for (const [index, event] of events.entries()) {
          const step = stepUplink(state, event, { nowUs: index * 1_000_000, random });
          const waits = step.effects.filter((effect) => effect.do === 'wait');
          const entered = step.state !== state && step.state.name === 'waiting';
          expect(waits).toHaveLength(entered ? 1 : 0);
          for (const { delayMs } of waits) expect(delayMs).toBeGreaterThan(0);
          const connects = step.effects.some((effect) => effect.do === 'connect');
          expect(connects).toBe(step.state.name === 'connecting' && state.name === 'tokening');
          if (state.name === 'live' && step.state.name !== 'live') {
            expect(step.effects).toContainEqual({ do: 'leave' });
          }
          state = step.state;
        }
      },
    ),
  );
});
