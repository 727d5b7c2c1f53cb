import { describe, expect, test } from 'vitest';
import {
  addSound,
  failureAt,
  isNewlyOverdue,
  reportHealth,
  startHealth,
} from '../../../src/audio/listen/health.ts';

const tenMs = (value = 1) => new Int16Array(160).fill(value);

/** `buffers` of 10 ms, the first handed over 30 ms after opening. */
function deliver(buffers: number, { value = 1, speed = 1 } = {}) {
  let health = startHealth(0, speed);
  for (let index = 0; index < buffers; index += 1) {
    health = addSound(health, tenMs(value), 30_000 + (index * 10_000) / speed);
  }
  return health;
}

describe('health', () => {
  test('a steady device misses nothing', () => {
    expect(reportHealth(deliver(100), 1_025_000).report).toEqual({
      framesCaptured: 50,
      missingMs: 0,
      longestGapMs: 10,
      silentZerosMs: 0,
    });
  });

  test('a file played four times as fast misses nothing either', () => {
    const { missingMs, framesCaptured } = reportHealth(deliver(100, { speed: 4 }), 280_000).report;
    expect(missingMs).toBeCloseTo(0);
    expect(framesCaptured).toBe(50);
  });

  test('lost sound is counted against the clock, and the gap is seen once', () => {
    const health = addSound(deliver(10), tenMs(), 120_000 + 210_000);
    const first = reportHealth(health, 330_000);
    expect(first.report).toMatchObject({ missingMs: 200, longestGapMs: 210 });
    const next = reportHealth(addSound(first.health, tenMs(), 340_000), 340_000);
    expect(next.report).toMatchObject({ missingMs: 200, longestGapMs: 10 });
  });

  test('sound that was only late comes back in a burst', () => {
    let health = deliver(10);
    for (let index = 0; index < 21; index += 1) health = addSound(health, tenMs(), 330_000);
    expect(reportHealth(health, 330_000).report).toMatchObject({ missingMs: 0, longestGapMs: 210 });
  });

  test('a run of exact zeros is measured up to now and ends with the first sound', () => {
    const zeros = deliver(50, { value: 0 });
    expect(reportHealth(zeros, 530_000).report.silentZerosMs).toBe(500);
    const partly = tenMs(0);
    partly[79] = 3;
    expect(reportHealth(addSound(zeros, partly, 540_000), 540_000).report.silentZerosMs).toBe(5);
  });

  test('sound that is 250 ms late is told once, and after 500 ms the device is lost', () => {
    const health = deliver(100);
    const after = (ms: number) => health.lastSoundAtUs + ms * 1_000;
    expect(isNewlyOverdue(health, after(-100), after(249))).toBe(false);
    expect(isNewlyOverdue(health, after(-100), after(260))).toBe(true);
    expect(isNewlyOverdue(health, after(260), after(310))).toBe(false);
    expect(reportHealth(health, after(260)).report).toMatchObject({
      missingMs: 260,
      longestGapMs: 260,
    });
    expect(failureAt(health, after(499))).toBeUndefined();
    expect(failureAt(health, after(510))).toBe('device-lost');
  });

  test('a device that opens without ever giving sound is silent, not lost', () => {
    const health = startHealth(0, 1);
    expect(failureAt(health, 1_000_000)).toBeUndefined();
    expect(failureAt(health, 1_600_000)).toBe('silent-device');
  });
});
