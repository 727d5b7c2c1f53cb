import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confidenceOf, LEAST_CONFIDENCE } from '../../../src/buildpanel/recogniser/confidence.ts';

const word = fc.record({
  word: fc.constant('bowl'),
  startMs: fc.integer({ min: 0, max: 5_000 }),
  endMs: fc.integer({ min: 5_000, max: 10_000 }),
  acoustic: fc.double({ min: -20, max: 0, noNaN: true }),
  posterior: fc.double({ min: 0, max: 1.01, noNaN: true }),
  context: fc.integer({ min: 1, max: 3 }),
});
const heard = (posterior: number, contexts: readonly number[], acoustic = -4) =>
  contexts.map((context, index) => ({
    word: 'bowl',
    startMs: index * 300,
    endMs: index * 300 + 300,
    acoustic,
    posterior,
    context,
  }));

describe('confidence', () => {
  it('is 0 of nothing and between 0 and 1 of anything', () => {
    expect(confidenceOf([])).toBe(0);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 10 }), (words) => {
        const confidence = confidenceOf(words);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is full for sure words in known phrases: the first has only the start before it', () => {
    expect(confidenceOf(heard(1, [2, 3, 3]))).toBeCloseTo(1);
  });

  it('is too little for words that fit no phrase, however sure, and for a guess among many', () => {
    expect(confidenceOf(heard(0.9, [1, 1, 2, 1, 1]))).toBeLessThan(LEAST_CONFIDENCE);
    expect(confidenceOf(heard(0.4, [2, 3, 3]))).toBeLessThan(LEAST_CONFIDENCE);
  });

  it('is too little for phrases that the sound does not fit', () => {
    expect(confidenceOf(heard(0.8, [2, 2, 2], -4))).toBeGreaterThan(LEAST_CONFIDENCE);
    expect(confidenceOf(heard(0.8, [2, 2, 2], -7))).toBeLessThan(LEAST_CONFIDENCE);
  });
});
