import { expect, test } from 'vitest';
import { isMet } from '../../bench/report.ts';
import { figuresOf, rowsOf } from '../../soak/judge-soak.ts';
import type { Sample } from '../../soak/soak-messages.ts';

function samples(change: (at: number) => Partial<Sample>): readonly Sample[] {
  return Array.from({ length: 40 }, (_, at) => ({
    heapMb: 30,
    handles: 12,
    station: { residentMb: 120, threads: 11, files: 40 },
    hosts: [{ residentMb: 55, threads: 20, files: 30 }],
    finalMs: [80, 90, 100],
    spoken: at * 3,
    answered: at * 3,
    isOnline: true,
    ...change(at),
  }));
}

const missed = (all: readonly Sample[], leastSpoken = 100) =>
  rowsOf('soak', figuresOf(all), leastSpoken)
    .filter((row) => !isMet(row))
    .map(({ what }) => what.replace('soak: ', ''));

test('a station that stays as it is passes', () => {
  expect(missed(samples(() => ({})))).toEqual([]);
});

test('what grows slowly all the time is caught', () => {
  expect(missed(samples((at) => ({ heapMb: 30 + at / 3 })))).toEqual(['growth of heapMb']);
  expect(missed(samples((at) => ({ handles: 12 + Math.floor(at / 5) })))).toEqual([
    'growth of handles',
  ]);
  expect(missed(samples((at) => ({ finalMs: [80 + at * 8] })))).toEqual(['growth of finalP95Ms']);
});

test('what is only taken to begin with is none', () => {
  expect(missed(samples((at) => ({ heapMb: at < 5 ? 10 : 30 })))).toEqual([]);
});

test('words that never come, a lost relay, and lanes that heard too little are caught', () => {
  expect(missed(samples((at) => ({ answered: Math.max(0, at * 3 - 5) })))).toEqual([
    'not answered',
  ]);
  expect(missed(samples((at) => ({ isOnline: at !== 20 })))).toEqual(['samples without the relay']);
  expect(
    missed(
      samples(() => ({})),
      500,
    ),
  ).toEqual(['utterances short of 500']);
});
