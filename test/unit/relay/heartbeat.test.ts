import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Heartbeat } from '../../../src/relay/stations/heartbeat.ts';
import { HEARTBEAT_MS, SILENCE_LIMIT_MS } from '../../../src/shared/wire/close-codes.ts';

/** Timers count whole milliseconds. */
const ROUNDING_MS = 2;

describe('a heartbeat', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function beating(): { heartbeat: Heartbeat; told: { pings: number; silentAtMs: number[] } } {
    const told = { pings: 0, silentAtMs: [] as number[] };
    const heartbeat = new Heartbeat({
      ping: () => (told.pings += 1),
      onSilent: () => told.silentAtMs.push(performance.now()),
      monotonicMs: () => performance.now(),
    });
    return { heartbeat, told };
  }

  it('tells of silence at the limit, whenever it began', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: SILENCE_LIMIT_MS - ROUNDING_MS }), { maxLength: 12 }),
        (gapsMs) => {
          const { heartbeat, told } = beating();
          for (const gapMs of gapsMs) {
            vi.advanceTimersByTime(gapMs);
            heartbeat.heard();
          }
          expect(told.silentAtMs).toEqual([]);
          const lastMs = performance.now();
          vi.advanceTimersByTime(60_000);
          expect(told.silentAtMs).toHaveLength(1);
          const afterMs = (told.silentAtMs[0] ?? 0) - lastMs;
          expect(afterMs).toBeGreaterThanOrEqual(SILENCE_LIMIT_MS);
          expect(afterMs).toBeLessThanOrEqual(SILENCE_LIMIT_MS + ROUNDING_MS);
        },
      ),
    );
  });

  it('pings in its time as long as it is answered', () => {
    const { heartbeat, told } = beating();
    for (let passedMs = 0; passedMs < 60_000; passedMs += 500) {
      vi.advanceTimersByTime(500);
      heartbeat.heard();
    }
    heartbeat.stop();
    expect(told.silentAtMs).toEqual([]);
    expect(told.pings).toBeGreaterThanOrEqual(60_000 / HEARTBEAT_MS - 1);
    expect(told.pings).toBeLessThanOrEqual(60_000 / HEARTBEAT_MS);
  });
});

it('a relay that was stopped itself reads what came meanwhile before it judges', () => {
  vi.useFakeTimers();
  let nowMs = 0;
  let isSilent = false;
  const heartbeat = new Heartbeat({
    ping: () => undefined,
    onSilent: () => (isSilent = true),
    monotonicMs: () => nowMs,
  });
  // The process stood still: its clock went on, its timers come late.
  nowMs = 10_000;
  vi.advanceTimersByTime(HEARTBEAT_MS);
  expect(isSilent).toBe(false);
  heartbeat.heard();
  nowMs += 1_000;
  vi.advanceTimersByTime(1_000);
  expect(isSilent).toBe(false);
  heartbeat.stop();
  vi.useRealTimers();
});
