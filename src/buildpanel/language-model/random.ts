/** A seeded source of choices, so that one menu always gives one language model. */
export type Random = {
  /** In [0, 1). */
  readonly next: () => number;
  readonly pick: <Value>(values: readonly [Value, ...Value[]]) => Value;
  readonly chance: (probability: number) => boolean;
};

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for sampling sentences. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    pick: (values) => values[Math.floor(next() * values.length)] ?? values[0],
    chance: (probability) => next() < probability,
  };
}
