import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LaneView } from '../../../src/shared/ipc/views.ts';
import { createHold } from '../../../src/renderer/lane/hold.ts';
import { laneStatus, levelFraction, levelWord } from '../../../src/renderer/lane/lane-status.ts';
import { seeds } from '../../e2e/renderer/seeds.ts';

const [listening] = seeds.empty.lanes;
if (listening === undefined) throw new Error('The empty seed has a lane');
const status = (change: Partial<LaneView>, isHeld = false) =>
  laneStatus({ ...listening, ...change }, isHeld).name;

describe('what a lane says it does', () => {
  it('is what main says', () => {
    for (const state of ['listening', 'hearing', 'thinking', 'speaking', 'taken-over'] as const) {
      expect(status({ state })).toBe(state);
    }
  });

  it('is that nobody is heard when the microphone is away, whatever else is true', () => {
    const device = { state: 'absent', name: 'Headset', failure: 'device-lost' } as const;
    expect(status({ state: 'listening', device })).toBe('missing');
    expect(status({ state: 'idle', muted: true, device: { ...device, state: 'failing' } })).toBe(
      'failing',
    );
  });

  it('says why it is idle', () => {
    expect(status({ state: 'idle', muted: true })).toBe('muted');
    expect(status({ state: 'idle', device: { state: 'opening', name: 'Headset' } })).toBe(
      'opening',
    );
    expect(status({ state: 'idle', mode: 'push-to-talk' })).toBe('ready');
    expect(status({ state: 'idle' })).toBe('idle');
  });

  it('does not say "hearing" for a held button until main hears', () => {
    const held = { state: 'idle', mode: 'push-to-talk' } as const;
    expect(status(held, true)).toBe('held');
    expect(status({ ...held, state: 'hearing' }, true)).toBe('hearing');
  });
});

describe('the level meter', () => {
  it('stays between nothing and full for any level', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (dbfs) => {
        expect(levelFraction(dbfs)).toBeGreaterThanOrEqual(0);
        expect(levelFraction(dbfs)).toBeLessThanOrEqual(1);
      }),
    );
    expect([-60, -30, 0].map(levelFraction)).toEqual([0, 0.5, 1]);
  });

  it('says in words how loud it is', () => {
    expect(levelWord({ rmsDbfs: -90, clipping: false })).toBe('silent');
    expect(levelWord({ rmsDbfs: -50, clipping: false })).toBe('quiet');
    expect(levelWord({ rmsDbfs: -20, clipping: false })).toBe('good');
    expect(levelWord({ rmsDbfs: -20, clipping: true })).toBe('loud');
  });
});

describe('holding push-to-talk', () => {
  function setUp() {
    const told: boolean[] = [];
    return { told, hold: createHold((pressed) => void told.push(pressed)) };
  }

  it('is one press when finger and mouse both fire', () => {
    const { told, hold } = setUp();
    hold.press('pointer-1');
    hold.press('pointer-2');
    hold.release('pointer-2');
    expect(told).toEqual([true]);
    hold.release('pointer-1');
    expect(told).toEqual([true, false]);
  });

  it('ends when the window loses the focus', () => {
    const { told, hold } = setUp();
    hold.press('key');
    hold.releaseAll();
    hold.release('key');
    expect(told).toEqual([true, false]);
  });

  it('tells presses and releases in turn for any order of events', () => {
    const event = fc.record({
      kind: fc.constantFrom('press', 'release', 'releaseAll'),
      by: fc.constantFrom('key', 'pointer-1', 'pointer-2'),
    });
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const { told, hold } = setUp();
        for (const { kind, by } of events) {
          if (kind === 'press') hold.press(by);
          else if (kind === 'release') hold.release(by);
          else hold.releaseAll();
        }
        expect(told).toEqual(told.map((_, index) => index % 2 === 0));
        expect(hold.holder.get() !== undefined).toBe(told.length % 2 === 1);
      }),
    );
  });
});
