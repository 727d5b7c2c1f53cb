import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restaurantIdSchema, stationIdSchema } from '../../../src/shared/ids.ts';
import { GATE, GateWindow, whyNotGoodEnough } from '../../../src/relay/rollout/gate.ts';
import { Rollout } from '../../../src/relay/rollout/rollout.ts';
import {
  armOf,
  bucketForNew,
  flagsOf,
  GLOBAL_SCOPE,
  NOTHING_SET,
  ROLLOUT_STAGES,
  scopeOf,
  stageAbove,
  stageBelow,
  type FlagScope,
  type FlagSettings,
} from '../../../src/relay/streaming-flags.ts';

const HERE = restaurantIdSchema.parse('01900000-0000-7000-8000-000000000001');
const THERE = restaurantIdSchema.parse('01900000-0000-7000-8000-000000000002');
const DEFAULTS = { isStreamingEnabled: true, rolloutPercentage: 100, fallsBackOnError: true };
const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

function stored(settings: Partial<Record<FlagScope, Partial<FlagSettings>>>) {
  return new Map(
    Object.entries(settings).map(([scope, own]) => [
      scope as FlagScope,
      { ...NOTHING_SET, ...own },
    ]),
  );
}

describe('the flags of a restaurant', () => {
  it('are its own, else those of all, else those that the relay was started with', () => {
    const flags = stored({
      [GLOBAL_SCOPE]: { rolloutPercentage: 25 },
      [HERE]: { rolloutPercentage: 50, fallsBackOnError: false },
    });
    expect(flagsOf(DEFAULTS, flags, HERE)).toEqual({
      isStreamingEnabled: true,
      rolloutPercentage: 50,
      fallsBackOnError: false,
    });
    expect(flagsOf(DEFAULTS, flags, THERE)).toMatchObject({ rolloutPercentage: 25 });
    expect(flagsOf(DEFAULTS, new Map(), HERE)).toEqual(DEFAULTS);
    expect([scopeOf(flags, HERE), scopeOf(flags, THERE)]).toEqual([HERE, GLOBAL_SCOPE]);
  });

  it('never stream where streaming is off for all', () => {
    const flags = stored({
      [GLOBAL_SCOPE]: { isStreamingEnabled: false },
      [HERE]: { isStreamingEnabled: true },
    });
    expect(armOf(flagsOf(DEFAULTS, flags, HERE), 0)).toBe('batch');
  });
});

describe('a rollout', () => {
  it('gives every station one bucket, and every bucket as many stations as any other', () => {
    fc.assert(
      fc.property(fc.array(fc.uuid({ version: 7 }), { minLength: 100, maxLength: 400 }), (ids) => {
        const stationsIn = new Map<number, number>();
        for (const id of ids) {
          const bucket = bucketForNew(stationIdSchema.parse(id), stationsIn);
          stationsIn.set(bucket, (stationsIn.get(bucket) ?? 0) + 1);
        }
        const counts = [...stationsIn.values()];
        expect(counts).toHaveLength(100);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 20 },
    );
  });

  it('only adds stations when it grows', () => {
    const streams = (percentage: number) =>
      Array.from({ length: 100 }, (_, bucket) => bucket).filter(
        (bucket) => armOf({ ...DEFAULTS, rolloutPercentage: percentage }, bucket) === 'streaming',
      );
    const stages = ROLLOUT_STAGES.map(streams);
    expect(stages.map((stage) => stage.length)).toEqual([...ROLLOUT_STAGES]);
    for (const [index, stage] of stages.entries())
      expect(stages[index + 1] ?? stage).toEqual(expect.arrayContaining(stage));
  });

  it('goes up and down by its stages', () => {
    expect([0, 5, 25, 50, 100].map(stageAbove)).toEqual([5, 25, 50, 100, 100]);
    expect([100, 60, 50, 25, 5, 0].map(stageBelow)).toEqual([50, 50, 25, 5, 0, 0]);
  });
});

describe('the gate of the streaming arm', () => {
  const good = { isAnswered: true, waitMs: 800 };
  const bad = { isAnswered: false, waitMs: null };

  it('says nothing of too few streams, and nothing of good ones', () => {
    expect(whyNotGoodEnough(Array.from({ length: GATE.minStreams - 1 }, () => bad))).toBeNull();
    expect(whyNotGoodEnough(Array.from({ length: 100 }, () => good))).toBeNull();
  });

  it('names the success, or the wait, that is not good enough', () => {
    expect(whyNotGoodEnough([...Array.from({ length: 17 }, () => good), bad, bad, bad])).toBe(
      '17 of the last 20 streams were answered, fewer than 90 %',
    );
    const slow = { isAnswered: true, waitMs: 4_000 };
    expect(whyNotGoodEnough([...Array.from({ length: 18 }, () => good), slow, slow])).toContain(
      'took 4000 ms',
    );
  });

  it('judges the last quarter of an hour, and forgets what is older', () => {
    const window = new GateWindow();
    for (let count = 0; count < 30; count += 1) window.add(bad, 0);
    for (let count = 0; count < 25; count += 1) window.add(good, 16 * 60_000);
    expect(window.outcomes).toHaveLength(25);
    for (let count = 0; count < 900; count += 1) window.add(good, 16 * 60_000);
    expect(window.outcomes).toHaveLength(500);
  });
});

describe('a streaming arm that is not good enough', () => {
  function rollout() {
    const steps: [FlagScope, number, number, string][] = [];
    const made: Rollout = new Rollout({
      defaults: DEFAULTS,
      stepBack: (scope, { from, to }, reason) => {
        steps.push([scope, from, to, reason]);
        return Promise.resolve(true);
      },
      onChange: quiet,
      onSteppedBack: () => {
        const [scope, , to] = steps.at(-1) ?? [GLOBAL_SCOPE, 0, 0, ''];
        made.load(stored({ [scope]: { rolloutPercentage: to } }));
      },
      monotonicMs: () => 0,
      log,
    });
    made.load(new Map());
    return { made, steps };
  }

  it('falls back stage by stage to nothing, and no further', async () => {
    const { made, steps } = rollout();
    for (let count = 0; count < 200; count += 1) {
      made.streamEnded(HERE, { isAnswered: false, waitMs: null });
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
    }
    expect(steps.map(([scope, from, to]) => [scope, from, to])).toEqual([
      [GLOBAL_SCOPE, 100, 50],
      [GLOBAL_SCOPE, 50, 25],
      [GLOBAL_SCOPE, 25, 5],
      [GLOBAL_SCOPE, 5, 0],
    ]);
    expect(steps[0]?.[3]).toContain('0 of the last 20 streams');
  });

  it('of a restaurant with its own percentage is that restaurant’s alone', async () => {
    const { made, steps } = rollout();
    made.load(stored({ [HERE]: { rolloutPercentage: 25 } }));
    for (let count = 0; count < 20; count += 1)
      made.streamEnded(HERE, { isAnswered: false, waitMs: null });
    await Promise.resolve();
    expect(steps.map(([scope, from, to]) => [scope, from, to])).toEqual([[HERE, 25, 5]]);
    expect(made.flagsOf(THERE).rolloutPercentage).toBe(100);
  });
});

describe('a change of flags', () => {
  it('is told for the restaurants that it concerns, and not at the start', () => {
    const told: unknown[] = [];
    const made = new Rollout({
      defaults: DEFAULTS,
      stepBack: () => Promise.resolve(true),
      onChange: ({ restaurantIds }) => told.push(restaurantIds),
      onSteppedBack: quiet,
      monotonicMs: () => 0,
      log,
    });
    made.load(stored({ [HERE]: { rolloutPercentage: 5 } }));
    made.load(stored({ [HERE]: { rolloutPercentage: 5 } }));
    expect(told).toEqual([]);
    made.load(stored({ [HERE]: { rolloutPercentage: 25 } }));
    made.load(stored({ [HERE]: { rolloutPercentage: 25 }, [GLOBAL_SCOPE]: {} }));
    expect(told).toEqual([new Set([HERE]), null]);
  });
});
