import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ACK_AFTER_MS, AckPacer } from '../../../src/relay/stations/ack-pacer.ts';

describe('acknowledging frames', () => {
  let acks: number[];
  let isBehind: boolean;
  let pacer: AckPacer;

  beforeEach(() => {
    vi.useFakeTimers();
    acks = [];
    isBehind = false;
    pacer = new AckPacer({ send: (next) => acks.push(next), isBehind: () => isBehind });
  });

  afterEach(() => {
    pacer.stop();
    vi.useRealTimers();
  });

  it('happens every ten frames', () => {
    for (let next = 1; next <= 25; next += 1) pacer.received(next);
    expect(acks).toEqual([10, 20]);
  });

  it('happens 200 ms after a first frame that was not', () => {
    pacer.received(1);
    vi.advanceTimersByTime(ACK_AFTER_MS - 50);
    pacer.received(2);
    vi.advanceTimersByTime(50);
    expect(acks).toEqual([2]);
  });

  it('is held back while the upstream lags, and made up for', () => {
    isBehind = true;
    for (let next = 1; next <= 30; next += 1) pacer.received(next);
    vi.advanceTimersByTime(2 * ACK_AFTER_MS);
    expect(acks).toEqual([]);
    expect(pacer.unacked).toBe(30);
    isBehind = false;
    vi.advanceTimersByTime(ACK_AFTER_MS);
    expect(acks).toEqual([30]);
  });
});
