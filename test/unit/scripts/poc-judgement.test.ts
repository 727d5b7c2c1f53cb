import { describe, expect, it } from 'vitest';
import { judge } from '../../../scripts/probes/poc-judgement.ts';
import { updateGapsMs, type Seen } from '../../bench/screen-watch.ts';
import type { WholeWay, WholeWayUtterance } from '../../bench/whole-way.ts';
import { wordErrors } from '../../bench/word-errors.ts';

const GOOD: WholeWayUtterance = {
  sentence: 'two greek bowls and a lemonade',
  via: 'streaming',
  firstPartialMs: 300,
  totalMs: 900,
  finalMs: 200,
  endpointWaitMs: 700,
  oursMs: 20,
  wordCount: 6,
  wordErrors: 0,
  updateGapsMs: [80, 120, 200],
  replyStartMs: 1_200,
  spokenMs: 1_700,
  gapMs: 0,
};

const way = (
  changed: Partial<WholeWayUtterance> = {},
  whole: Partial<WholeWay> = {},
): WholeWay => ({
  asked: 1,
  answered: [{ ...GOOD, ...changed }],
  failures: [],
  framesLost: 0,
  ...whole,
});

describe('the judgement on the whole way', () => {
  it('is go when every target is met', () => {
    expect(judge(way())).toMatchObject({ isGo: true, reasons: [] });
  });

  it.each([
    ['a late final', way({ totalMs: 3_001 }), 'final after speech ends'],
    ['late first words', way({ firstPartialMs: 1_001 }), 'first words'],
    ['words that only came at the end', way({ firstPartialMs: NaN }), 'first words'],
    ['slow updates', way({ updateGapsMs: [301] }), 'between updates'],
    ['no update at all', way({ updateGapsMs: [] }), 'between updates'],
    ['a reply that never came', way({ replyStartMs: NaN }), 'spoken reply'],
    ['wrong words', way({ wordErrors: 1 }), 'words that are right'],
    ['lost sound', way({ gapMs: 40 }), 'sound lost'],
    ['lost frames', way({}, { framesLost: 1 }), 'sound lost'],
    ['an utterance without a final', way({}, { asked: 2, failures: ['no'] }), 'that succeed'],
    ['nothing that worked', way({}, { answered: [] }), 'words that are right'],
  ])('is no-go for %s, and says so', (_what, measured, reason) => {
    const { isGo, reasons } = judge(measured);
    expect(isGo).toBe(false);
    expect(reasons.join()).toContain(reason);
  });
});

it('wrong words are counted as put in, left out or replaced', () => {
  expect(wordErrors('two greek bowls', 'Two Greek bowls.')).toBe(0);
  expect(wordErrors('two greek bowls', 'two bowls')).toBe(1);
  expect(wordErrors('two greek bowls', 'two greek soul bowls')).toBe(1);
  expect(wordErrors('two greek bowls', 'a lemonade')).toBe(3);
  expect(wordErrors('two greek bowls', '')).toBe(3);
});

it('only a change of the words is an update', () => {
  const words = (atMs: number, text: string, utteranceId = 'a'): Seen => ({
    atMs,
    what: { kind: 'words', utteranceId, text },
  });
  const seen = [words(0, ''), words(10, 'two'), words(20, 'two'), words(60, 'two greek')];
  expect(updateGapsMs([...seen, words(65, 'other', 'b')], 'a')).toEqual([50]);
});
